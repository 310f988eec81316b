/** Changing a ticket without overwriting what somebody else changed in the meantime. */
import { call } from './api.js';
import { fill, h } from './dom.js';
import { field, form, notice, prioritySelect, sendByKey } from './parts.js';
import { PRIORITIES } from './text.js';

const LABELS = { title: 'Title', description: 'Description', priority: 'Priority' };

/**
 * @param {{path: string, ticket: Object, etag: ?string, again: function(): Promise<{data: Object, etag: string}>,
 *     done: function(?Object, ?string)}} options `done` gets the changed ticket, or nothing when there was no change
 */
export function editForm({ path, ticket, etag, again, done }) {
  let base = ticket;
  let match = etag;
  const controls = {
    title: h('input', { type: 'text', required: true, maxlength: '255', value: ticket.title }),
    description: h('textarea', { rows: '8', onkeydown: sendByKey, value: ticket.description ?? '' }),
    priority: prioritySelect(ticket.priority),
  };
  const meanwhileTold = h('div', {});

  const element = form({
    label: 'Save',
    busy: 'Saving…',
    icon: 'check',
    cancel: () => done(null),
    check: () => (controls.title.value.trim() ? [] : [{ field: 'title', message: 'Give the ticket a title.' }]),
    send,
  },
  h('h1', { tabindex: '-1', id: 'ticket-title' }, 'Edit ticket'), meanwhileTold,
  field('title', LABELS.title, controls.title),
  field('description', LABELS.description, controls.description),
  field('priority', LABELS.priority, controls.priority));
  element.classList.add('edit');
  element.addEventListener('keydown', (event) => event.key === 'Escape' && done(null));

  function changes() {
    const now = Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value.trim()]));
    return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== (base[name] ?? '').trim()));
  }

  async function send() {
    for (;;) {
      const body = changes();
      if (!Object.keys(body).length) return void done(null);
      try {
        const { data, headers } = await call('PATCH', path, { body, headers: match ? { 'If-Match': match } : {} });
        return void done(data, headers.get('ETag'));
      } catch (error) {
        if (error.status !== 412) throw error;
        const current = await again();
        const theirs = changedBy(current.data);
        const stale = match === current.etag;
        if (theirs.length) error.told = conflict(theirs, current.data);
        base = current.data;
        match = current.etag;
        if (theirs.length || stale) throw error; // else it was the status or the like, which this form does not touch
      }
    }
  }

  function changedBy(now) {
    return Object.keys(LABELS).filter((name) => (base[name] ?? '') !== (now[name] ?? ''));
  }

  /** Takes over what only the others changed, and tells what both did: there the person decides. */
  function conflict(theirs, now) {
    const untouched = theirs.filter((name) => controls[name].value.trim() === (base[name] ?? '').trim());
    for (const name of untouched) controls[name].value = now[name] ?? '';
    fill(meanwhileTold);
    return notice('bad',
      h('p', {}, 'Somebody else changed this ticket while you were editing. Nothing of yours is saved yet, and nothing is lost.'),
      h('dl', { class: 'now' }, theirs.map((name) => h('div', {},
        h('dt', {}, `${LABELS[name]} now`), h('dd', {}, name === 'priority' ? PRIORITIES[now[name]] : now[name] || 'empty')))),
      h('p', {}, 'Check what you want to keep, then save again.'));
  }

  return {
    element,
    start: () => controls.title.focus(),
    /** The ticket changed while the form is open. */
    meanwhile: (now) => {
      if (changedBy(now).length && !meanwhileTold.childElementCount) {
        fill(meanwhileTold, notice('wait', h('p', {}, 'Somebody else has just changed this ticket. You will see the difference when you save.')));
      }
    },
  };
}
