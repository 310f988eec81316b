import { el, get, send } from '/dom.js';

const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const accounts = await get('/control/accounts');
const asked = query.get('subdomain');

$('target').textContent = query.get('redirect_uri') || 'the app';
$('scopes').textContent = `Asked for: ${query.get('scope') || 'everything the app may ask for'}.`
  + ` ${query.get('code_challenge') ? 'OAuth 2.1, with tokens that expire.' : 'Legacy OAuth.'}`;
$('user').replaceChildren(...accounts.filter((account) => !asked || account.slug === asked).map((account) =>
  el('optgroup', { label: account.name }, ...account.users.map((user) =>
    el('option', { value: user.id }, `${user.name} (${user.kind})`)))));

async function answer(allow) {
  const { redirect } = await send('POST', '/oauth2/authorize',
    { query: location.search.slice(1), userId: +$('user').value, allow });
  if (redirect) location.assign(redirect);
}
$('allow').addEventListener('click', () => answer(true));
$('refuse').addEventListener('click', () => answer(false));
