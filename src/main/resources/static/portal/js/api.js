/** The service's HTTP interface: the caller's token, ETags, errors as RFC 9457 describes them. */

const TIME_LIMIT = 20_000; // ms; the service answers from its own database, longer means something is wrong
const REMEMBERED = 60; // answers kept for If-None-Match

let bearer = null;
let onUnauthorized = () => {};
const remembered = new Map();

/** A call that did not end with 2xx. `status` is 0 when there was no answer at all. */
export class ApiError extends Error {
  constructor(status, problem = {}, headers = new Headers()) {
    super(problem.detail ?? problem.error ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.detail = this.message;
    this.code = problem.code ?? null;
    this.requestId = problem.request_id ?? headers.get('X-Request-Id');
    this.fields = Array.isArray(problem.errors) ? problem.errors : [];
    this.retryAfter = retryAfter(headers.get('Retry-After'));
  }

  /** Whether the same call may well succeed in a while. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Whose token goes with each call, and what happens when the service refuses it. */
export function authorize(token, refused) {
  if (token === null) remembered.clear();
  bearer = token;
  onUnauthorized = refused;
}

/**
 * One call; the answer's body is parsed.
 *
 * @param {string} method
 * @param {string} path on this origin, never elsewhere: the token goes with it
 * @param {{body?: Object, headers?: Object, anonymous?: boolean, keepalive?: boolean}} [options]
 * @returns {Promise<{status: number, data: any, headers: Headers, url: string}>}
 * @throws {ApiError}
 */
export async function call(method, path, { body, headers = {}, anonymous = false, keepalive = false } = {}) {
  const token = anonymous ? null : bearer;
  const response = await send(method, path, {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    Accept: 'application/json, application/problem+json',
    ...headers,
  }, body, keepalive);
  if (response.status === 401 && token) {
    if (token !== bearer && bearer) return call(method, path, { body, headers, keepalive }); // renewed meanwhile
    if (token === bearer) onUnauthorized();
  }
  const data = response.status === 304 || response.status === 204 ? null : await parsed(response);
  if (!response.ok && response.status !== 304) throw new ApiError(response.status, data ?? {}, response.headers);
  return { status: response.status, data, headers: response.headers, url: response.url };
}

async function send(method, path, headers, body, keepalive) {
  try {
    return await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      keepalive,
      signal: AbortSignal.timeout?.(TIME_LIMIT),
    });
  } catch {
    throw new ApiError(0, { detail: 'No answer' });
  }
}

async function parsed(response) {
  try {
    return await response.json();
  } catch {
    if (response.ok) throw new ApiError(502, { detail: 'The answer could not be read' });
    return null;
  }
}

/**
 * Reads with `If-None-Match`: an unchanged answer costs no body and comes from memory.
 *
 * @returns {Promise<{data: any, etag: ?string, total: ?number, next: ?string, age: ?number}>}
 */
export async function read(path) {
  const known = remembered.get(path);
  const answer = await call('GET', path, { headers: known?.etag ? { 'If-None-Match': known.etag } : {} });
  const age = number(answer.headers.get('X-Data-Age'));
  const fresh = answer.status === 304
    ? { ...known, age: age ?? known.age }
    : {
        data: answer.data,
        etag: answer.headers.get('ETag'),
        total: number(answer.headers.get('X-Total-Count')),
        next: nextPage(answer.headers.get('Link')),
        age,
      };
  remembered.delete(path);
  remembered.set(path, fresh);
  if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value);
  return fresh;
}

/** The last answer to that path, to be shown while a new one is on its way. */
export function last(path) {
  return remembered.get(path) ?? null;
}

/** The path of `rel="next"`; its host is ignored, the token stays on this origin. */
function nextPage(link) {
  for (const entry of (link ?? '').split(/,\s*(?=<)/)) {
    const match = /^<([^>]*)>(.*)$/.exec(entry.trim());
    if (!match || !/;\s*rel="?next"?/.test(match[2])) continue;
    const url = new URL(match[1], location.origin);
    return url.pathname + url.search;
  }
  return null;
}

function number(text) {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** Seconds, from either form of the header. */
function retryAfter(text) {
  if (!text) return null;
  if (/^\d+$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(1, Math.ceil((at - Date.now()) / 1000));
}

/** A random key; `crypto.randomUUID` exists on https and localhost only. */
export function randomKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
}
