/** One ticket: what it says, what can be done with it, and the talk about it. */
import { call, last, read } from './api.js';
import { commentsPart } from './comments.js';
import { fill, h, icon, linked } from './dom.js';
import { editForm } from './edit.js';
import { opened } from './list.js';
import { failure, flash, isPending, notice, pendingBadge, priorityBadge, retrying, statusBadge, time } from './parts.js';
import { STATUSES } from './text.js';

const DELIVERY = 5000; // ms between looks at a ticket that the board has not got yet

export function ticketView(app, ticketId) {
  const path = `/tickets/${encodeURIComponent(app.portalId())}/${encodeURIComponent(ticketId)}`;
  let ticket = null;
  let etag = null;
  let editing = null;
  let delivery = 0;
  let gone = false;
  let asked = 0; // an answer that was overtaken by a later one is dropped

  const told = h('div', { class: 'top' });
  const acted = h('div', {});
  const body = h('div', { class: 'card ticket', hidden: true });
  const back = h('a', { class: 'back', href: app.listHash() }, icon('back'), 'All tickets');
  const heading = h('h1', { tabindex: '-1', class: 'wrap-any' }, 'Ticket');
  const element = h('article', { 'aria-labelledby': 'ticket-title' }, h('nav', { 'aria-label': 'Back' }, back), told, body);
  heading.id = 'ticket-title';
  const comments = commentsPart(app, ticketId);
  comments.element.hidden = true;
  element.append(comments.element);

  const loader = retrying(told, load, refused);
  const view = { element, title: 'Ticket', event, refresh, destroy };

  async function load() {
    const mine = (asked += 1);
    const answer = await read(path);
    if (gone || mine !== asked) return;
    app.age(answer.age);
    take(answer.data, answer.etag);
    watchDelivery();
  }

  function take(next, nextEtag) {
    if (next.id !== ticketId) {
      // The board has got it, and the provisional id led to the real one.
      app.announce('The ticket has been delivered to the team.');
      return void app.replace(`#/tickets/${encodeURIComponent(next.id)}`);
    }
    const changed = ticket !== null && JSON.stringify(ticket) !== JSON.stringify(next);
    if (changed && next.status !== ticket.status) app.announce(`The ticket is now: ${STATUSES[next.status]}`);
    const same = ticket !== null && !changed;
    ticket = next;
    etag = nextEtag;
    view.title = ticket.title;
    app.title(ticket.title);
    if (editing) editing.meanwhile(ticket);
    else if (!same) render(changed);
  }

  function render(changed = false) {
    const held = body.contains(document.activeElement) ? document.activeElement.id : null;
    heading.textContent = ticket.title || 'Untitled';
    fill(body,
      h('div', { class: 'head' }, heading, h('div', { class: 'actions' }, actions())),
      h('p', { class: 'facts', id: 'facts' }, isPending(ticket) ? pendingBadge() : statusBadge(ticket), priorityBadge(ticket)),
      isPending(ticket) && notice('wait', h('p', {}, 'We have your ticket. It is being delivered to the team’s board and shows its number as soon as it is there.')),
      acted,
      h('div', { class: 'text', id: 'description' }, ticket.description ? linked(ticket.description) : h('span', { class: 'muted' }, 'No description')),
      h('dl', { class: 'meta' },
        !isPending(ticket) && fact('Number', ticket.id),
        fact('Opened', time(ticket.created_at)),
        ticket.updated_at && fact('Changed', time(ticket.updated_at)),
        ticket.resolved_at && fact('Resolved', time(ticket.resolved_at))));
    body.hidden = false;
    comments.element.hidden = false;
    if (changed) flash(body.querySelector('#facts'));
    if (held) (document.getElementById(held) ?? heading).focus({ preventScroll: true });
  }

  function fact(label, value) {
    return h('div', {}, h('dt', {}, label), h('dd', {}, value));
  }

  function actions() {
    const act = (id, label, picture, status) => h('button', { type: 'button', class: 'btn', id, onclick: () => move(status) }, icon(picture), label);
    return [
      h('button', { type: 'button', class: 'btn', id: 'edit', onclick: edit }, icon('edit'), 'Edit'),
      (ticket.status === 'closed' || ticket.status === 'resolved') && act('reopen', 'Reopen', 'again', 'open'),
      ticket.status !== 'closed' && act('close', 'Close ticket', 'check', 'closed'),
    ];
  }

  /** Without If-Match: "close it" means the same whatever the team changed a moment ago. */
  async function move(status) {
    const buttons = body.querySelectorAll('.actions button');
    buttons.forEach((button) => (button.disabled = true));
    fill(acted);
    try {
      const { data, headers } = await call('PATCH', path, { body: { status } });
      if (gone) return;
      asked += 1;
      take(data, headers.get('ETag'));
      document.getElementById(status === 'closed' ? 'reopen' : 'close')?.focus();
    } catch (error) {
      if (error.status === undefined) throw error;
      fill(acted, failure(error));
    } finally {
      buttons.forEach((button) => (button.disabled = false));
    }
  }

  async function edit() {
    if (etag === null) await loader.run(); // an event brought the state without it
    if (gone) return;
    editing = editForm({
      app,
      path,
      ticket,
      etag,
      again: () => read(path),
      done: (data, nextEtag) => {
        editing = null;
        if (gone) return;
        ticket = data ?? ticket;
        if (data) etag = nextEtag;
        asked += 1;
        app.title(ticket.title);
        render();
        document.getElementById('edit')?.focus();
        if (!data) loader.run();
        else app.announce('Your changes are saved.');
      },
    });
    fill(body, editing.element);
    editing.start();
  }

  function refused(error) {
    body.hidden = true;
    comments.element.hidden = true;
    const words = error.status === 404 ? 'This ticket does not exist, or not any more.' : error.detail;
    fill(told, notice('bad', h('p', {}, words)));
  }

  function watchDelivery() {
    clearTimeout(delivery);
    if (!gone && ticket && isPending(ticket)) delivery = setTimeout(loader.run, DELIVERY);
  }

  function event({ type, ticket_id: id, data }) {
    if (type === 'ticket_created' && ticket && isPending(ticket)) loader.run();
    if (id !== ticketId) return;
    if (type === 'ticket_deleted') {
      body.querySelectorAll('.actions button').forEach((button) => (button.disabled = true));
      fill(told, notice('wait', h('p', {}, 'The team has archived this ticket.')));
      comments.close();
    } else if (type === 'comment_added') {
      comments.added(data);
      opened(ticketId);
    } else if (data && ticket) {
      take(data, null); // shown at once; the reading brings the ETag that belongs to it
      loader.run();
    }
  }

  function refresh() {
    loader.run();
    comments.refresh();
  }

  function destroy() {
    gone = true;
    clearTimeout(delivery);
    loader.stop();
    comments.destroy();
    opened(ticketId);
  }

  const known = last(path);
  if (known?.data.id === ticketId) take(known.data, known.etag);
  refresh();
  return view;
}
