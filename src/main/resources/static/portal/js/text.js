/** Words and times as the page shows them. */

export const STATUSES = { open: 'Open', in_progress: 'In progress', resolved: 'Resolved', closed: 'Closed' };

export const PRIORITIES = { low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent' };

const LANGUAGE = document.documentElement.lang;
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const day = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full', timeStyle: 'short' });

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "5 minutes ago"; a date once it is a week old. */
export function ago(iso) {
  const seconds = Math.round((Date.parse(iso) - Date.now()) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return 'just now';
  if (size < HOUR) return relative.format(Math.round(seconds / MINUTE), 'minute');
  if (size < DAY) return relative.format(Math.round(seconds / HOUR), 'hour');
  if (size < 7 * DAY) return relative.format(Math.round(seconds / DAY), 'day');
  return day.format(new Date(iso));
}

export function exactly(iso) {
  return exact.format(new Date(iso));
}

/** "40 seconds", "12 minutes", "3 hours". */
export function span(seconds) {
  const [count, unit] =
    seconds < 90 ? [Math.max(1, Math.ceil(seconds)), 'second']
    : seconds < 90 * MINUTE ? [Math.round(seconds / MINUTE), 'minute']
    : seconds < 36 * HOUR ? [Math.round(seconds / HOUR), 'hour']
    : [Math.round(seconds / DAY), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What to tell a person about a failed call: what happened, and what to do. */
export function explain(error) {
  if (error.status === 0) {
    return navigator.onLine
      ? 'The service cannot be reached at the moment.'
      : 'You are offline. This works again when your connection is back.';
  }
  if (error.status === 429) return `That was a little too often. Please wait ${span(error.retryAfter ?? 30)}.`;
  if (error.status >= 500) return 'The service has a problem at the moment. Nothing you wrote is lost.';
  return error.detail;
}
