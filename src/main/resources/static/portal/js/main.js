/** The page: which view is shown, the header, and what concerns all views (live updates, being offline, old data). */
import { call } from './api.js';
import { createView } from './create.js';
import { fill, h } from './dom.js';
import { listView } from './list.js';
import { connectNow, live, start, stop } from './live.js';
import { linkView, loginView } from './login.js';
import { notice } from './parts.js';
import { leave, loadUser, resume, session, signedIn, wake } from './session.js';
import { span } from './text.js';
import { ticketView } from './ticket.js';

const OLD_DATA = 600; // seconds after which it is said that the data may be out of date

const CONNECTION = { live: 'Live', connecting: 'Connecting', polling: 'Updating every 30 s', offline: 'Offline' };

const main = document.getElementById('main');
const account = document.getElementById('account');
const banners = document.getElementById('banners');
const announcer = document.getElementById('announce');
let view = null;
let listHash = '#/tickets';
let dataAge = null;

// The token of a mail link leaves the address before anything else happens; it is kept in this variable alone.
const link = takeLink();

function takeLink() {
  const query = new URLSearchParams(location.search);
  if (location.search) history.replaceState(null, '', location.pathname + location.hash);
  const [portalId, token] = [query.get('portal_id'), query.get('token')];
  return portalId && token ? { portalId, token } : null;
}

/** Puts a view in place of the other, names the window after it and moves the focus to its heading. */
function show(next, { focus = true } = {}) {
  view?.destroy?.();
  view = next;
  fill(main, next.element);
  document.title = `${next.title} · Support portal`;
  if (!focus) return;
  scrollTo(0, next.scroll ?? 0);
  (next.focus?.() ?? main.querySelector('[data-focus]') ?? main.querySelector('h1'))?.focus({ preventScroll: true });
}

const app = {
  show,
  portalId: () => signedIn().portalId,
  user: () => signedIn()?.user,
  listHash: () => listHash,
  keepListHash: (hash) => (listHash = hash),
  go: (hash) => (location.hash === hash ? route() : (location.hash = hash)),
  replace: (hash) => (history.replaceState(null, '', hash), route()),
  title: (text) => (document.title = `${text} · Support portal`),
  announce: (text) => {
    announcer.textContent = '';
    setTimeout(() => (announcer.textContent = text), 60); // the same words twice are read twice
  },
  age: (seconds) => {
    dataAge = seconds;
    showBanners();
  },
};

function route({ focus = true } = {}) {
  if (!signedIn() || account.hidden) return;
  const [path, query] = location.hash.split('?');
  const ticket = /^#\/tickets\/([^/]+)$/.exec(path);
  if (ticket) show(ticketView(app, decodeURIComponent(ticket[1])), { focus });
  else if (path === '#/new') show(createView(app), { focus });
  else show(listView(app, new URLSearchParams(query)), { focus });
}

async function enter({ focus }) {
  account.hidden = false;
  fill(document.getElementById('who'), signedIn().user?.client_name ?? signedIn().portalId);
  route({ focus });
  start();
  const user = await loadUser().catch(() => null);
  if (!user) return;
  const who = document.getElementById('who');
  fill(who, user.client_name || user.name || user.email);
  who.title = user.email;
}

function outside(next) {
  stop();
  account.hidden = true;
  dataAge = null;
  showBanners();
  show(next);
}

function showBanners() {
  const wanted = [];
  if (!navigator.onLine) wanted.push('You are offline. What you see may be out of date; what you write is kept.');
  if (dataAge > OLD_DATA) wanted.push(`The team’s board cannot be reached. What you see was last confirmed ${span(dataAge)} ago.`);
  if (wanted.join() === banners.dataset.shown) return;
  banners.dataset.shown = wanted.join();
  fill(banners, wanted.map((text) => notice('wait', h('p', {}, text))));
}

session.addEventListener('ended', ({ detail }) => outside(loginView({ show, reason: detail })));
session.addEventListener('renewed', connectNow);

live.addEventListener('state', ({ detail }) => {
  const place = document.getElementById('connection');
  place.dataset.state = detail;
  document.getElementById('connection-text').textContent = CONNECTION[detail];
  place.title = detail === 'live' ? 'Changes appear here by themselves' : '';
});
live.addEventListener('event', ({ detail }) => view?.event?.(detail));
live.addEventListener('resync', () => view?.refresh?.());
live.addEventListener('poll', () => view?.refresh?.());
live.addEventListener('refused', () => call('GET', '/me').catch(() => {})); // a 401 here ends the session

document.getElementById('logout').addEventListener('click', async () => {
  const told = await leave();
  if (!told && !signedIn()) show(loginView({ show, reason: 'unreachable' }));
});
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address after # is the page's own
  main.focus();
});
window.addEventListener('hashchange', () => route());
window.addEventListener('online', () => (showBanners(), view?.refresh?.()));
window.addEventListener('offline', showBanners);
document.addEventListener('visibilitychange', lookAgain);
window.addEventListener('pageshow', ({ persisted }) => persisted && lookAgain());

function lookAgain() {
  if (document.hidden || !signedIn()) return;
  wake();
  if (!signedIn()) return;
  connectNow();
  view?.refresh?.();
}

const resumed = await resume({ alone: link !== null });
if (link) {
  show(linkView({ show, ...link, done: () => enter({ focus: true }) }), { focus: false });
} else if (resumed) {
  enter({ focus: false });
} else {
  show(loginView({ show }), { focus: false });
}
