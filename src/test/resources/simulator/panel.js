import { el, get, send, table } from '/dom.js';

const aside = document.getElementById('panel');
const KINDS = ['LATENCY', 'SERVER_ERROR', 'SERVER_ERROR_AFTER_EXECUTION', 'BAD_GATEWAY', 'HTML_ANSWER', 'TRUNCATED', 'HANG',
  'HANG_AFTER_EXECUTION', 'CONNECTION_DROPPED', 'ANSWER_LOST', 'MINUTE_LIMIT', 'COMPLEXITY_BUDGET',
  'COMPLEXITY_BUDGET_OLD', 'DAILY_LIMIT', 'CONCURRENCY', 'IP_LIMIT', 'API_BLOCKED', 'LOCKED', 'PARTIAL_DATA',
  'UNAUTHORIZED', 'FORBIDDEN'];

export function togglePanel() {
  aside.hidden = !aside.hidden;
  if (!aside.hidden) {
    aside.replaceChildren(
      el('button', { class: 'close', onclick: togglePanel }, 'Close'),
      el('h2', {}, 'What goes wrong'), faultForm(), el('div', { id: 'armed', class: 'row' }),
      el('h3', {}, 'Webhooks'), webhookForm(), el('div', { id: 'subscriptions' }),
      el('h3', {}, 'Limits'), el('p', { id: 'limits', class: 'quiet' }),
      el('button', { onclick: toggleLimits }, 'Enforce or release'),
      el('h3', {}, 'Calls to the API'), el('div', { id: 'calls' }),
      el('h3', {}, 'Latest webhook deliveries'), el('div', { id: 'deliveries' }));
    refreshPanel();
  }
}

function faultForm() {
  const kind = el('select', { 'aria-label': 'Fault' }, ...KINDS.map((each) => el('option', {}, each)));
  const on = el('input', { placeholder: 'operation or field, else all', 'aria-label': 'Operation or field' });
  const times = el('input', { type: 'number', value: 1, 'aria-label': 'Times, -1 until cleared', style: 'width:5rem' });
  const millis = el('input', { type: 'number', value: 2000, 'aria-label': 'Milliseconds', style: 'width:6rem' });
  return el('form', {
    class: 'row',
    onsubmit: (event) => {
      event.preventDefault();
      send('POST', '/control/faults', { kind: kind.value, on: on.value, times: +times.value, millis: +millis.value })
        .then(refreshPanel);
    },
  }, kind, on, el('span', {}, times, ' times'), el('span', {}, millis, ' ms'), el('button', {}, 'Arm'));
}

function webhookForm() {
  const set = (change) => () => send('POST', '/control/webhooks', change).then(refreshPanel);
  return el('div', { class: 'row' },
    el('button', { onclick: set({ paused: true }) }, 'Pause'),
    el('button', { onclick: set({ paused: false }) }, 'Resume'),
    el('button', { onclick: set({ copies: 2 }) }, 'Send twice'),
    el('button', { onclick: set({ reorder: true }) }, 'Reorder'),
    el('button', { onclick: set({ dropNext: 1 }) }, 'Drop the next'),
    el('button', { onclick: set({ delayMillis: 3000 }) }, 'Delay 3 s'),
    el('button', { onclick: set({ paused: false, copies: 1, reorder: false, dropNext: 0, delayMillis: 0 }) }, 'Normal'));
}

async function toggleLimits() {
  const limits = await get('/control/limits');
  await send('POST', '/control/limits', { enforced: !limits.enforced });
  refreshPanel();
}

export async function refreshPanel() {
  if (aside.hidden) return;
  const state = await get('/control');
  const calls = await get(`/control/calls?after=${Math.max(0, state.calls - 12)}`);
  const deliveries = await get('/control/deliveries');
  const put = (id, ...nodes) => document.getElementById(id).replaceChildren(...nodes);
  put('armed', ...state.faults.map((entry) => el('span', { class: 'chip' },
    `${entry.fault.kind}${entry.fault.on ? ` on ${entry.fault.on}` : ''} ×${entry.fault.times < 0 ? '∞' : entry.fault.times} `,
    el('button', { class: 'plain', onclick: () => send('DELETE', `/control/faults/${entry.id}`).then(refreshPanel) }, 'clear'))));
  const hooks = state.webhooks;
  put('subscriptions', el('p', { class: 'quiet' },
    `${hooks.paused ? 'paused, ' : ''}${hooks.waiting} waiting, ${hooks.copies > 1 ? `sent ${hooks.copies} times, ` : ''}`
    + `${hooks.reorder ? 'reordered, ' : ''}${hooks.delayMillis} ms delay`),
  el('ul', {}, ...hooks.subscriptions.map((each) => el('li', { class: 'quiet' },
    `${each.event}${each.signed ? ' (signed)' : ''} → ${each.url.split('?')[0]}`))));
  const limits = state.limits;
  document.getElementById('limits').textContent = `${limits.enforced ? 'Enforced' : 'Only counted'}: `
    + `${limits.callsThisMinute} of ${limits.perMinute} calls this minute, ${limits.callsToday} of ${limits.perDay} today, `
    + `at most ${limits.peakConcurrency} at once`;
  put('calls', table(['#', 'What', 'Answer', 'ms'], calls.reverse().map((call) =>
    [call.number, call.rootFields.join(', '), [call.status || 'none', call.fault, ...call.errorCodes].filter(Boolean).join(' '),
      call.millis])));
  put('deliveries', table(['#', 'Type', 'State', 'Tries'], deliveries.slice(-12).reverse().map((each) =>
    [each.number, each.event.type, each.state, each.tries.join(' ')])));
}
