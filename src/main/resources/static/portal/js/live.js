/**
 * Live updates over `/ws`. The token goes in the first message, never in the address, which proxies log.
 *
 * After a break it asks for what it missed (`since`); when the service cannot tell (`resync`), the views load again.
 * Where no socket can be had at all, it fires `poll` in its place.
 */
import { signedIn } from './session.js';

const FIRST_WAIT = 500; // ms
const LONGEST_WAIT = 30_000;
const POLL = 30_000;
const READY_LIMIT = 10_000; // ms from opening to `ready`
const NOT_AUTHENTICATED = 4401;
const FOREIGN_ORIGIN = 4403;
const TOO_SLOW = 4408;

/** Fires `state` (detail: live, connecting, polling or offline), `event`, `resync`, `poll`, `refused`. */
export const live = new EventTarget();

let socket = null;
let usedToken = null;
let lastId = null;
let readyId = null;
let failures = 0;
let timer = 0;
let running = false;
let state = null;

export function start() {
  running = true;
  lastId = null;
  failures = 0;
  connect();
}

export function stop() {
  running = false;
  clearTimeout(timer);
  drop();
  state = null;
}

/** Connects at once: after a new token, when the network is back, when the page is looked at again. */
export function connectNow() {
  if (!running || (state === 'live' && usedToken === signedIn()?.token)) return;
  connect();
}

window.addEventListener('online', connectNow);
window.addEventListener('offline', () => running && (drop(), become('offline')));
setInterval(() => {
  if (running && state !== 'live' && navigator.onLine && !document.hidden) fire('poll');
}, POLL);

function connect() {
  clearTimeout(timer);
  drop();
  if (!navigator.onLine) return become('offline');
  if (state !== 'live') become('connecting');
  const url = new URL('/ws', location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  if (lastId !== null) url.searchParams.set('since', lastId);
  const mine = new WebSocket(url);
  socket = mine;
  usedToken = signedIn()?.token;
  const limit = setTimeout(() => mine.close(), READY_LIMIT);
  mine.onopen = () => mine.send(JSON.stringify({ type: 'auth', token: usedToken }));
  mine.onmessage = ({ data }) => {
    if (mine !== socket) return;
    const message = parsed(data);
    if (message?.type === 'ready') clearTimeout(limit);
    if (message) take(message);
  };
  mine.onclose = ({ code }) => {
    clearTimeout(limit);
    if (mine === socket) lost(code);
  };
}

/** Lets go of the socket without hearing of it again. */
function drop() {
  const old = socket;
  socket = null;
  old?.close();
}

function take(message) {
  if (message.type === 'ready') {
    const first = lastId === null;
    const older = !first && message.last_event_id < lastId; // another database: our number means nothing there
    readyId = message.last_event_id;
    if (first || older) lastId = readyId;
    failures = 0;
    become('live');
    if (first || older) fire('resync'); // what happened between the first load and now
  } else if (message.type === 'resync') {
    lastId = message.last_event_id ?? readyId;
    fire('resync');
  } else if (message.event_id !== undefined) {
    if (lastId !== null && message.event_id <= lastId) return;
    lastId = message.event_id;
    fire('event', message);
  }
}

function lost(code) {
  socket = null;
  if (!running) return;
  if (!navigator.onLine) return become('offline');
  if (code === FOREIGN_ORIGIN) return become('polling');
  if (code === NOT_AUTHENTICATED && usedToken === signedIn()?.token) fire('refused');
  if (!running) return;
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
  if (code !== TOO_SLOW) failures += 1;
  become(failures > 3 ? 'polling' : 'connecting');
  // Jitter over half of the wait, so that a restarted service does not meet all its callers at once.
  timer = setTimeout(connect, wait / 2 + (Math.random() * wait) / 2);
}

function become(next) {
  if (state === next) return;
  state = next;
  fire('state', next);
}

function fire(name, detail) {
  live.dispatchEvent(new CustomEvent(name, { detail }));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
