import { el, get, send, table, time } from '/dom.js';

const $ = (id) => document.getElementById(id);
const STARTS = { manual: 'somebody presses run', item_created: 'an item is created', status_changed: 'a status changes',
  'ticket-created': 'the app says ticket-created', 'client-replied': 'the app says client-replied',
  'ticket-reopened': 'the app says ticket-reopened' };
const ACTIONS = { mail: 'send an email', status: 'change the status', show: 'only show it' };
const EVENTS = ['install', 'uninstall', 'app_subscription_created', 'app_subscription_changed', 'app_subscription_renewed',
  'app_subscription_cancelled', 'app_trial_subscription_started', 'app_trial_subscription_ended'];
const accounts = await get('/control/accounts');
const app = await get('/control/app');
const form = $('automation');
let board = null;
let drawn = '';

const options = (values) => Object.entries(values).map(([value, text]) => el('option', { value }, text));
$('as').replaceChildren(...accounts.map((account) => el('optgroup', { label: account.name },
  ...account.users.map((user) => el('option', { value: user.id }, `${user.name} (${user.kind})`)))));
$('as').value = (await get('/control')).team[0].id;
form.elements.start.replaceChildren(...options(STARTS));
form.elements.action.replaceChildren(...options(ACTIONS));
form.elements.portal.replaceChildren(el('option', { value: '' }, 'all'));
$('event').replaceChildren(...EVENTS.map((type) => el('option', { value: type }, type)));
$('queue').elements.message.value = JSON.stringify({ method: 'send_mail',
  content: { email: 'team@northwind.example', subject: 'From the queue', message: 'Hello' } }, null, 1);

const ofTrigger = () => form.elements.start.value.includes('-');

/** Shows the fields that the choices call for; the portals come from the app, as in monday's editor. */
async function chosen() {
  const shown = [form.elements.action.value, ofTrigger() ? 'trigger' : form.elements.start.value];
  for (const label of form.querySelectorAll('[data-for]')) label.hidden = !shown.includes(label.dataset.for);
  if (!ofTrigger() || form.elements.portal.length > 1) return;
  const portals = await get(`/control/options?path=/triggers/options/portals&user=${$('as').value}`);
  if (Array.isArray(portals)) {
    form.elements.portal.append(...portals.map((each) => el('option', { value: each.value }, each.title)));
  }
}

/** The names in braces stand for what the run is about. */
function action() {
  const { action: what, email, subject, message, form: written, status } = form.elements;
  if (what.value === 'show') return null;
  const item = { boardId: '{boardId}', itemId: '{itemId}' };
  if (what.value === 'mail') {
    return { path: '/mail/send', form: written.value,
      fields: { ...item, email: email.value, subject: subject.value, message: message.value } };
  }
  const columnId = board.columns.find((column) => column.title === 'Status').id;
  return { path: '/monday/change-status', fields: { ...item, columnId, status: status.value } };
}

async function refresh() {
  try {
    const [automations, calls, notices, oauth, fired, state] = await Promise.all(['/control/automations', '/control/app-calls',
      '/control/notices', '/control/oauth', '/control/triggers', '/control'].map(get));
    $('health').textContent = '';
    const last = state.boards.at(-1);
    if (last && (!board || state.revision !== board.revision)) {
      board = await get(`/control/boards/${last.id}`);
      const before = $('item').value;
      $('item').replaceChildren(...board.items.map((item) => el('option', { value: item.id }, item.name)));
      if (before) $('item').value = before;
    }
    const now = JSON.stringify([automations, calls, notices, oauth, fired]);
    if (now === drawn) return;
    drawn = now;
    $('automations').replaceChildren(automations.length ? table(['Automation', 'Owner', 'State', ''],
      automations.map((each) => [each.sentence, `${each.owner}, ${each.account}`, each.state, buttons(each)]))
      : el('p', { class: 'quiet' }, 'None yet.'));
    $('notices').replaceChildren(...notices.slice(-5).map((each) =>
      el('li', {}, `To the owner of ${each.automationId}: ${each.title}. ${each.description}`)));
    $('grants').replaceChildren(...oauth.grants.slice(-5).map((each) => el('li', { class: 'quiet' },
      `${each.user}: ${each.revoked ? 'revoked' : each.rotating ? `expiring token, refreshed ${each.refreshes} times` : 'token'}`)));
    if (!document.querySelector('#calls details[open]')) $('calls').replaceChildren(calls.length ? table(['#', 'When', 'What', 'Tries', 'Outcome', 'Sent, answered'],
      calls.slice(-15).reverse().map((call) => [call.number, time(call.at), `${call.what} ${call.path.split('?')[0]}`, call.tries,
        call.outcome || call.state, details(call)])) : el('p', { class: 'quiet' }, 'None yet.'));
    $('fired').replaceChildren(fired.length ? table(['When', 'Answered', 'Fields'], fired.slice(-10).reverse().map(({ post }) =>
      [time(post.at), post.status || 'lost', el('code', {}, JSON.stringify(post.body.trigger?.outputFields ?? post.body))]))
      : el('p', { class: 'quiet' }, 'Nothing yet.'));
  } catch (e) {
    $('health').textContent = 'not reachable';
  }
}

function details(call) {
  const body = typeof call.body === 'string' ? call.body : JSON.stringify(call.body, null, 1);
  return el('details', {}, el('summary', {}, call.answer.slice(0, 40) || 'show'), el('pre', {}, `${body}\n\n${call.answer}`));
}

function buttons(automation) {
  const act = (what, text) => el('button', { class: 'plain', onclick: () =>
    send('POST', `/control/automations/${automation.id}`, { do: what, itemId: $('item').value }).then(refresh) }, text);
  return el('span', {}, automation.runnable ? act('run', 'Run') : null,
    automation.state === 'ON' ? act('off', 'Switch off') : act('on', 'Switch on'), act('delete', 'Delete'));
}

async function signed(kind, path) {
  const query = new URLSearchParams({ kind, path, user: $('as').value, backTo: `${location.origin}/app` });
  return (await get(`/control/token?${query}`)).token;
}

form.addEventListener('change', chosen);
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { start, label, portal } = form.elements;
  await send('POST', '/control/automations', { as: $('as').value, start: ofTrigger() ? 'trigger' : start.value,
    boardId: board?.id, label: label.value || null, trigger: start.value,
    triggerFields: portal.value ? { portal: portal.value } : {}, action: action() });
  refresh();
});
$('connect').addEventListener('click', async (event) => {
  event.preventDefault();
  const page = window.open('', '_blank');
  page.location = `${app.serviceUrl}/auth/?token=${await signed('authorization', '/auth/')}`;
});
$('login').href = `${app.serviceUrl}/auth/login`;
$('revoke').addEventListener('click', () => send('POST', '/control/oauth', { revoke: $('as').value }).then(refresh));
$('tell').addEventListener('click', () =>
  send('POST', '/control/lifecycle', { type: $('event').value, as: $('as').value }).then(refresh));
$('queue').addEventListener('submit', (event) => {
  event.preventDefault();
  const { message, form: written } = event.target.elements;
  send('POST', '/control/queue', { message: message.value, form: written.value }).then(refresh);
});
$('sign').addEventListener('click', async () => {
  const path = $('path').value;
  const columnId = board?.columns.find((column) => column.title === 'Status')?.id;
  const inputFields = path.endsWith('change-status')
    ? { boardId: board?.id, itemId: $('item').value, columnId, status: 'Resolved' }
    : { email: 'team@northwind.example', subject: 'By hand', message: 'Hello' };
  const body = JSON.stringify({ payload: { inputFields }, runtimeMetadata: { actionUuid: '1', triggerUuid: '2' } });
  $('curl').textContent = `curl -i ${app.serviceUrl}${path} -H 'Content-Type: application/json' \\\n  -H 'Authorization: `
    + `${await signed($('kind').value, path)}' \\\n  -d '${body}'`;
});
chosen();
await refresh();
setInterval(refresh, 1000);
