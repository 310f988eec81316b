import { el, get, send, time } from '/dom.js';

const $ = (id) => document.getElementById(id);
let newest = null;
let chosen = null;

async function refresh() {
  try {
    const mails = await get('/mails');
    const faults = await get('/faults');
    $('health').textContent = faults.map((fault) => `${fault.stage} ${fault.reply || ''}`).join(', ');
    const last = mails.at(-1)?.number ?? 0;
    if (last === newest) return;
    const follow = newest !== null || chosen === null;
    newest = last;
    $('list').replaceChildren(...mails.reverse().map((mail) => el('li', { 'data-number': mail.number },
      el('button', { onclick: () => show(mail) },
        el('strong', {}, mail.subject), el('span', {}, mail.to), el('span', { class: 'quiet' }, time(mail.receivedAt))))));
    if (mails.length && follow) show(mails[0]);
    if (!mails.length) $('mail').replaceChildren(el('p', { class: 'quiet' }, 'No mail yet.'));
  } catch (e) {
    $('health').textContent = 'not reachable';
  }
}

function show(mail) {
  chosen = mail.number;
  for (const li of $('list').children) li.classList.toggle('chosen', li.dataset.number === String(mail.number));
  $('mail').replaceChildren(
    el('h2', {}, mail.subject),
    el('p', { class: 'quiet' }, `${mail.from} → ${mail.to}, ${time(mail.receivedAt)}`),
    mail.html ? el('iframe', { src: `/mails/${mail.number}/html`, title: 'HTML part',
      sandbox: 'allow-popups allow-popups-to-escape-sandbox' }) : null,
    el('h3', {}, 'Text part'),
    el('pre', {}, ...linked(mail.text)),
    el('details', {}, el('summary', {}, 'Headers'),
      el('pre', {}, Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`).join('\n'))));
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"']+)/).map((part, i) => i % 2
    ? el('a', { href: part, target: '_blank', rel: 'noreferrer' }, part) : part);
}

const fault = (body) => () => send('POST', '/faults', body).then(refresh);
$('later').onclick = fault({ stage: 'RCPT', reply: '451 4.7.1 Greylisted, try again later' });
$('never').onclick = fault({ stage: 'RCPT', reply: '550 5.1.1 No such user here' });
$('away').onclick = fault({ stage: 'CONNECT', times: -1 });
$('normal').onclick = () => send('DELETE', '/faults').then(refresh);
$('clear').onclick = () => send('DELETE', '/mails').then(() => { newest = null; chosen = null; return refresh(); });
await refresh();
setInterval(refresh, 1000);
