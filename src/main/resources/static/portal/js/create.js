/** A new ticket. However often it is sent, by a double click or after a call without an answer, it is one ticket. */
import { call, randomKey } from './api.js';
import { h, icon } from './dom.js';
import { draft, keepDraft } from './drafts.js';
import { field, form, prioritySelect, sendByKey } from './parts.js';

const DRAFT = 'ticket';

export function createView(app) {
  const begun = draft(DRAFT) ?? {};
  const title = h('input', { type: 'text', required: true, maxlength: '255', autocomplete: 'off', value: begun.title ?? '', 'data-focus': true });
  const description = h('textarea', { rows: '8', required: true, value: begun.description ?? '', onkeydown: sendByKey });
  const priority = prioritySelect(begun.priority || 'medium');
  let key = randomKey();
  let tried = null;

  const writing = form({ label: 'Open ticket', busy: 'Sending…', check, send, cancel: () => app.go(app.listHash()) },
    field('title', 'Title', title, 'What is it about, in a few words?'),
    field('description', 'Description', description, 'What happened, what did you expect, since when?'),
    field('priority', 'Priority', priority));
  writing.addEventListener('input', () => keepDraft(DRAFT, title.value || description.value ? values() : null));
  const element = h('section', {},
    h('nav', { 'aria-label': 'Back' }, h('a', { class: 'back', href: app.listHash() }, icon('back'), 'All tickets')),
    h('div', { class: 'card' }, h('h1', { tabindex: '-1' }, 'New ticket'), writing));

  function values() {
    return { title: title.value.trim(), description: description.value.trim(), priority: priority.value };
  }

  function check() {
    return [
      !title.value.trim() && { field: 'title', message: 'Give the ticket a title.' },
      !description.value.trim() && { field: 'description', message: 'Describe what you need.' },
    ].filter(Boolean);
  }

  async function send() {
    const body = values();
    const text = JSON.stringify(body);
    if (tried !== null && tried !== text) key = randomKey(); // another text is another ticket; the old key would be refused
    tried = text;
    const { data, status } = await call('POST', '/tickets/ticket', { body, headers: { 'Idempotency-Key': key } });
    keepDraft(DRAFT, null);
    app.announce(status === 202 ? 'Your ticket is kept and being delivered.' : 'Your ticket is open.');
    app.replace(`#/tickets/${encodeURIComponent(data.id)}`);
  }

  return { element, title: 'New ticket' };
}
