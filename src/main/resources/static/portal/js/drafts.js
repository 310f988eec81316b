/**
 * What somebody has begun to write: kept in this tab so that an expired session or a reload does not eat it, and
 * dropped when it is sent, at sign-out, or when somebody else signs in.
 */
const PREFIX = 'portal.draft.';
const OWNER = 'portal.drafts-of';

export function draft(name) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

/** @param {?Object|string} value empty values are dropped */
export function keepDraft(name, value) {
  const empty = !value || (typeof value === 'object' && !Object.values(value).some(Boolean));
  if (empty) sessionStorage.removeItem(PREFIX + name);
  else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
}

/** Drops all drafts; with `unless`, only those that are not of that person. */
export function forget({ unless = null } = {}) {
  if (unless !== null && sessionStorage.getItem(OWNER) === unless) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  if (unless === null) sessionStorage.removeItem(OWNER);
  else sessionStorage.setItem(OWNER, unless);
}
