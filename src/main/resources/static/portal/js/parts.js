/** Pieces that several views share. */
import { fill, h, icon } from './dom.js';
import { ago, exactly, explain, PRIORITIES, span, STATUSES } from './text.js';

export function statusBadge(ticket) {
  return h('span', { class: `badge ${ticket.status}`, 'data-status': ticket.status },
    h('span', { class: 'dot', 'aria-hidden': 'true' }), h('span', { class: 'vh' }, 'Status: '), STATUSES[ticket.status] ?? ticket.status);
}

export function priorityBadge(ticket) {
  return h('span', { class: `prio ${ticket.priority}`, 'data-priority': ticket.priority },
    icon(ticket.priority), h('span', { class: 'vh' }, 'Priority: '), PRIORITIES[ticket.priority] ?? ticket.priority);
}

/** A ticket or comment that the team's board has not got yet. */
export function isPending(thing) {
  return thing.sync === 'pending' || thing.id.startsWith('pending-');
}

export function pendingBadge() {
  return h('span', { class: 'badge pending' }, icon('clock'), 'Being delivered');
}

/** A time that keeps telling how long ago it is. */
export function time(iso) {
  return h('time', { datetime: iso, title: exactly(iso) }, ago(iso));
}

setInterval(() => {
  for (const element of document.querySelectorAll('time')) {
    const text = ago(element.dateTime);
    if (element.textContent !== text) element.textContent = text;
  }
}, 30_000);

/** Tells what happened: `bad` interrupts a screen reader, the others wait for its turn. */
export function notice(kind, ...content) {
  return h('div', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : 'status' },
    icon(kind === 'good' ? 'check' : kind === 'wait' ? 'clock' : 'alert'), h('div', {}, ...content));
}

export function failure(error, ...more) {
  const reference = error.status >= 500 && error.requestId;
  return notice('bad', h('p', {}, explain(error)), reference && h('p', { class: 'small' }, `Reference: ${reference}`), ...more);
}

let fields = 0;

/**
 * A labelled control with room for its hint and its error.
 *
 * @param {string} name as the service calls the field
 * @param {HTMLElement} control
 */
export function field(name, label, control, hint = null) {
  const id = `f${(fields += 1)}`;
  control.id = id;
  control.name = name;
  const error = h('p', { class: 'error', id: `${id}-error`, hidden: true });
  const help = hint && h('p', { class: 'hint', id: `${id}-hint` }, hint);
  if (help) control.setAttribute('aria-describedby', help.id);
  return h('div', { class: 'field' }, h('label', { for: id }, label), help, control, error);
}

/** Shows or clears the error of one field. */
export function mark(control, message) {
  const error = document.getElementById(`${control.id}-error`);
  const hint = document.getElementById(`${control.id}-hint`);
  error.textContent = message ?? '';
  error.hidden = !message;
  if (message) control.setAttribute('aria-invalid', 'true');
  else control.removeAttribute('aria-invalid');
  const described = [hint?.id, message && error.id].filter(Boolean).join(' ');
  if (described) control.setAttribute('aria-describedby', described);
  else control.removeAttribute('aria-describedby');
}

/** Marks the fields that a problem document names and returns what it says beside them. */
export function markAll(form, errors) {
  const rest = [];
  let first = null;
  for (const { field: path, message } of errors) {
    const control = form.elements.namedItem(String(path ?? '').split(/[./]/).pop());
    if (!control) {
      rest.push(message);
      continue;
    }
    mark(control, message);
    first ??= control;
  }
  first?.focus();
  return rest;
}

export function prioritySelect(chosen) {
  const select = h('select', {}, Object.entries(PRIORITIES).map(([value, label]) => h('option', { value }, label)));
  select.value = chosen;
  return select;
}

/**
 * A form that sends once at a time. While it sends, the button says so; a failure is told above the buttons, errors of
 * fields stand at the fields, and after 429 the button waits as long as the service asked.
 *
 * @param {{label: string, busy: string, icon?: string, cancel?: ?Function, check?: Function, send: Function}} options
 *     `check` returns problems as `[{field, message}]`; `send` does the work and may throw
 */
export function form({ label, busy, icon: picture, cancel = null, check = () => [], send }, ...content) {
  const caption = h('span', {}, label);
  const button = h('button', { type: 'submit', class: 'btn primary' }, picture && icon(picture), caption);
  const told = h('div', { class: 'told' });
  let running = false;
  const submit = async (event) => {
    event.preventDefault();
    if (running || button.disabled) return;
    fill(told);
    for (const control of element.querySelectorAll('[aria-invalid]')) mark(control, null);
    const problems = check();
    if (problems.length) return void markAll(element, problems);
    running = true;
    button.setAttribute('aria-disabled', 'true');
    caption.textContent = busy;
    try {
      await send();
    } catch (error) {
      if (error.status === undefined) throw error;
      const rest = markAll(element, error.fields);
      if (!error.fields.length || rest.length || error.passing) {
        fill(told, error.told ?? failure(error, rest.length > 0 && h('p', {}, rest.join(' '))));
      }
      if (error.status === 429) pause(button, error.retryAfter ?? 30, caption, label);
    } finally {
      running = false;
      button.removeAttribute('aria-disabled');
      if (!button.disabled) caption.textContent = label;
    }
  };
  const element = h('form', { novalidate: true, onsubmit: submit }, ...content, told,
    h('div', { class: 'buttons' }, button, cancel && h('button', { type: 'button', class: 'btn', onclick: cancel }, 'Cancel')));
  return element;
}

function pause(button, seconds, caption, label) {
  const end = Date.now() + seconds * 1000;
  button.disabled = true;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    caption.textContent = left > 0 ? `${label} (in ${span(left)})` : label;
    button.disabled = left > 0;
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}

/** A short highlight; it means nothing that is not said in words too. */
export function flash(element) {
  element.classList.remove('changed');
  void element.offsetWidth; // starts the animation again
  element.classList.add('changed');
}

/** Ctrl or Cmd with Enter sends the form that a text area belongs to. */
export function sendByKey(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
}

/**
 * Runs `load` and tries again by itself while the cause is passing: after `Retry-After`, else after 3, 6, 12 … 60 s.
 * The notice in `place` says so and offers to try at once.
 *
 * @returns {{run: function(): Promise<void>, stop: function()}}
 */
export function retrying(place, load, refused) {
  let timer = 0;
  let failures = 0;
  let stopped = false;
  const run = async () => {
    if (stopped) return;
    clearTimeout(timer);
    try {
      await load();
      failures = 0;
      if (!stopped && place.childElementCount) fill(place);
    } catch (error) {
      if (error.status === undefined) throw error;
      if (stopped || error.status === 401) return;
      if (!error.passing) return void refused(error);
      const wait = Math.min(60, error.retryAfter ?? 3 * 2 ** failures);
      failures += 1;
      timer = setTimeout(run, wait * 1000);
      fill(place, failure(error, h('p', {}, `Trying again in ${span(wait)}. `,
        h('button', { type: 'button', class: 'link', onclick: run }, 'Try now'))));
    }
  };
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
  };
  return { run, stop };
}
