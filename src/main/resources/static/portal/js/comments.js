/** The talk about a ticket, oldest first. */
import { call, last, randomKey, read } from './api.js';
import { fill, h, icon, linked } from './dom.js';
import { draft, keepDraft } from './drafts.js';
import { field, flash, form, isPending, notice, pendingBadge, retrying, sendByKey, time } from './parts.js';
import { explain } from './text.js';

export function commentsPart(app, ticketId) {
  const path = `/tickets/${encodeURIComponent(app.portalId())}/${encodeURIComponent(ticketId)}/comments`;
  const draftName = `comment.${ticketId}`;
  const shown = new Map(); // comment id -> {li, state}
  let comments = [];
  let loaded = false;
  let gone = false;
  let asked = 0;
  let attempt = { text: null, key: null };

  const told = h('div', {});
  const list = h('ol', { class: 'thread', id: 'comments' });
  const none = h('p', { class: 'muted', hidden: true }, 'Nothing has been written yet.');
  const text = h('textarea', { rows: '4', required: true, value: draft(draftName) ?? '', onkeydown: sendByKey, oninput: () => keepDraft(draftName, text.value) });
  const writing = form({
    label: 'Send comment',
    busy: 'Sending…',
    check: () => (text.value.trim() ? [] : [{ field: 'text', message: 'Write something first.' }]),
    send,
  }, field('text', 'Write a comment', text, 'Ctrl + Enter sends it.'));
  const element = h('section', { class: 'comments', 'aria-labelledby': 'comments-title' },
    h('h2', { id: 'comments-title' }, 'Comments'), told, none, list, writing);
  writing.classList.add('card', 'write');

  const loader = retrying(told, load, (error) => fill(told, error.status === 404 ? null : notice('bad', h('p', {}, explain(error)))));

  async function load() {
    const mine = (asked += 1);
    const answer = await read(path);
    if (!gone && mine === asked) take(answer.data);
  }

  function take(next) {
    const fresh = loaded ? next.filter((comment) => !shown.has(comment.id)) : [];
    loaded = true;
    comments = next;
    render(fresh);
  }

  function render(fresh) {
    const kept = new Set(comments.map((comment) => comment.id));
    for (const [id, { li }] of shown) {
      if (kept.has(id)) continue;
      li.remove();
      shown.delete(id);
    }
    comments.forEach((comment, index) => {
      const li = entry(comment);
      if (list.children[index] !== li) list.insertBefore(li, list.children[index] ?? null);
    });
    none.hidden = comments.length > 0;
    for (const comment of fresh) flash(shown.get(comment.id).li);
    const theirs = fresh.filter((comment) => comment.author_type === 'admin');
    if (theirs.length) app.announce(`New comment by ${theirs.at(-1).author || 'the team'}: ${theirs.at(-1).text}`);
  }

  function entry(comment) {
    const state = JSON.stringify(comment);
    const known = shown.get(comment.id) ?? { li: h('li', { 'data-id': comment.id }), state: null };
    if (known.state !== state) {
      const team = comment.author_type === 'admin';
      known.li.className = `comment ${team ? 'team' : 'client'}`;
      known.state = state;
      fill(known.li,
        h('p', { class: 'by' }, h('strong', { class: 'wrap-any' }, comment.author || (team ? 'Support' : 'Customer')),
          team && h('span', { class: 'badge team' }, 'Support team'),
          isPending(comment) ? pendingBadge() : time(comment.created_at)),
        h('div', { class: 'text' }, linked(comment.text)));
      shown.set(comment.id, known);
    }
    return known.li;
  }

  async function send() {
    const value = text.value.trim();
    // The same text again after a call without an answer is the same comment.
    if (attempt.text !== value) attempt = { text: value, key: randomKey() };
    const { data } = await call('POST', path, { body: { text: value }, headers: { 'Idempotency-Key': attempt.key } });
    attempt = { text: null, key: null };
    text.value = '';
    keepDraft(draftName, null);
    if (gone) return;
    added(data);
    app.announce(isPending(data) ? 'Your comment is being delivered.' : 'Your comment is sent.');
    text.focus();
  }

  /** A comment that an event or our own call brought; the reading that follows settles order and changes. */
  function added(comment) {
    if (comment?.id && !shown.has(comment.id)) take([...comments, comment]);
    loader.run();
  }

  const known = last(path);
  if (known) take(known.data);
  return {
    element,
    added,
    refresh: loader.run,
    close: () => (writing.hidden = true),
    destroy: () => {
      gone = true;
      loader.stop();
    },
  };
}
