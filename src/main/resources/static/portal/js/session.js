/**
 * Who is signed in.
 *
 * The token lives in sessionStorage: it survives a reload of this tab and is gone with the tab, so a shared computer
 * keeps nothing. localStorage would outlive the visit; a cookie would travel with every request by itself and open the
 * door to forged ones. A second tab of the same browser (a ticket opened in a new tab) asks the others over a
 * BroadcastChannel, which reaches this origin only and leaves nothing behind; signing out reaches all of them.
 */
import { authorize, call } from './api.js';
import { forget as forgetDrafts } from './drafts.js';

const KEY = 'portal.session';
const HAND_OVER = 250; // ms that a new tab waits for another one to answer
const MARGIN = 10 * 60_000; // a token is renewed this long before its end, or at three quarters of a shorter life

/** Fires `ended` (detail: `expired` or `left`) and `renewed`. */
export const session = new EventTarget();

let current = null; // {token, portalId, expiresAt, life, user}
let renewing = null;
let timer = 0;
let channel = null;

/** @returns {?{portalId: string, token: string, user: ?Object}} */
export function signedIn() {
  return current;
}

/** Takes up the session of this tab, or of another tab. */
export async function resume({ alone = false } = {}) {
  channel = globalThis.BroadcastChannel ? new BroadcastChannel(KEY) : null;
  channel?.addEventListener('message', ({ data }) => hear(data));
  const kept = valid(stored()) ?? (alone ? null : await askOtherTabs());
  if (kept) begin(kept);
  return current;
}

/** Exchanges the one-time token of a magic link. Only ever called after a deliberate click. */
export async function exchange(portalId, token) {
  const path = `/auth/${encodeURIComponent(portalId)}/${encodeURIComponent(token)}`;
  const { data } = await call('GET', path, { anonymous: true });
  const next = fromAnswer(data);
  const { email, sub } = claims(next.token);
  forgetDrafts({ unless: `${next.portalId}/${email ?? sub}` });
  authorize(null, () => {}); // drops what was remembered for somebody else
  begin(next);
}

/** Loads the person's name; the token alone says too little for the page's header. */
export async function loadUser() {
  const mine = current;
  const { data } = await call('GET', '/me');
  if (mine !== current || !current) return null;
  current.user = data;
  keep();
  return data;
}

/** A fresh token for the same session; several callers share one call. */
export function renew() {
  renewing ??= (async () => {
    try {
      const { data } = await call('POST', '/auth/refresh');
      if (!current) return;
      const user = current.user;
      begin(fromAnswer(data));
      current.user = user;
      keep();
      session.dispatchEvent(new Event('renewed'));
    } catch (error) {
      if (error.passing) timer = setTimeout(renew, 30_000);
    } finally {
      renewing = null;
    }
  })();
  return renewing;
}

/** Signs out everywhere; the page forgets the session even when the service cannot be told. */
export async function leave() {
  const told = call('POST', '/auth/logout', { keepalive: true }).catch((error) => error.status === 401);
  channel?.postMessage({ type: 'left', sid: claims(current?.token).sid });
  forgetDrafts();
  end('left');
  return (await told) !== false;
}

function begin(next) {
  current = next;
  authorize(next.token, () => end('expired'));
  keep();
  schedule();
}

function end(reason) {
  if (!current) return;
  current = null;
  clearTimeout(timer);
  authorize(null, () => {});
  sessionStorage.removeItem(KEY);
  session.dispatchEvent(new CustomEvent('ended', { detail: reason }));
}

function keep() {
  sessionStorage.setItem(KEY, JSON.stringify(current));
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function valid(kept) {
  return kept?.token && kept.portalId && kept.expiresAt > Date.now() ? kept : null;
}

function fromAnswer(data) {
  const token = data.access_token;
  const seconds = data.expires_in ?? claims(token).exp - Date.now() / 1000;
  return {
    token,
    portalId: data.portal_id ?? current?.portalId ?? claims(token).portal_id,
    expiresAt: Date.now() + seconds * 1000,
    life: seconds * 1000,
    user: null,
  };
}

function schedule() {
  clearTimeout(timer);
  const due = current.expiresAt - Math.min(MARGIN, current.life / 4) - Date.now();
  // One hour at most at a time: a sleeping computer stops timers, and a longer one overflows.
  timer = setTimeout(() => (due <= 3_600_000 ? renew() : schedule()), Math.max(0, Math.min(due, 3_600_000)));
}

/** Called when the page is looked at again: timers may have slept. */
export function wake() {
  if (!current) return;
  if (current.expiresAt <= Date.now()) end('expired');
  else schedule();
}

/** What the token says, for display and comparison only; whether it is true is the service's to decide. */
function claims(token) {
  try {
    const body = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(body), (c) => c.charCodeAt(0))));
  } catch {
    return {};
  }
}

function hear(message) {
  if (message?.type === 'anyone' && current) {
    channel.postMessage({ type: 'session', for: message.from, session: current });
  } else if (message?.type === 'left' && current && message.sid && claims(current.token).sid === message.sid) {
    forgetDrafts();
    end('left');
  }
}

function askOtherTabs() {
  if (!channel) return null;
  return new Promise((resolve) => {
    const from = String(Math.random());
    const answered = ({ data }) => {
      if (data?.type === 'session' && data.for === from) finish(valid(data.session));
    };
    const finish = (found) => {
      clearTimeout(limit);
      channel.removeEventListener('message', answered);
      resolve(found);
    };
    const limit = setTimeout(() => finish(null), HAND_OVER);
    channel.addEventListener('message', answered);
    channel.postMessage({ type: 'anyone', from });
  });
}
