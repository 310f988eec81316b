/** The list of tickets. Filters stand in the address, so that going back and reloading find them again. */
import { last, read } from './api.js';
import { fill, h, icon } from './dom.js';
import { flash, isPending, notice, pendingBadge, priorityBadge, retrying, statusBadge, time } from './parts.js';
import { explain, PRIORITIES, STATUSES } from './text.js';

const PAGE = 25;
const LIMIT = 1000; // the most that the service gives at once
const TYPING = 250; // ms
const TOGETHER = 120; // ms in which several events cause one reading

const SORTS = {
  '-created_at': 'Newest first',
  created_at: 'Oldest first',
  '-updated_at': 'Last changed first',
  '-priority': 'Most urgent first',
};

const answered = new Set(); // tickets with a reply from the team that has not been opened yet
let left = { hash: null }; // where the list stood when it was left: {hash, scroll, size, ticket}

/** Forgets the mark of a new reply. */
export function opened(ticketId) {
  answered.delete(ticketId);
}

export function listView(app, query) {
  const filter = {
    status: new Set((query.get('status') ?? '').split(',').filter((s) => s in STATUSES)),
    priority: query.get('priority') in PRIORITIES ? query.get('priority') : '',
    q: query.get('q') ?? '',
    sort: query.get('sort') in SORTS ? query.get('sort') : '-created_at',
  };
  const rows = new Map(); // ticket id -> {li, shown}
  let tickets = [];
  let next = null;
  let total = null;
  let asked = 0;
  const back = left.hash === location.hash ? left : null;
  let size = back?.size ?? PAGE;

  const told = h('div', { class: 'top' });
  const list = h('ul', { class: 'tickets', id: 'tickets', 'aria-labelledby': 'list-title' });
  const count = h('p', { class: 'count', id: 'count' });
  const empty = h('div', { class: 'empty', hidden: true });
  const more = h('button', { type: 'button', class: 'btn', hidden: true, onclick: loadMore }, 'Show more');
  const element = h('section', {},
    h('div', { class: 'head' }, h('h1', { tabindex: '-1', id: 'list-title' }, 'Tickets'),
      h('a', { class: 'btn primary', href: '#/new', id: 'new-ticket' }, icon('plus'), 'New ticket')),
    filters(), told, count, list, empty, h('div', { class: 'center' }, more));

  const loader = retrying(told, load, (error) => fill(told, notice('bad', h('p', {}, explain(error)))));

  function filters() {
    const search = h('input', { type: 'search', id: 'q', value: filter.q, placeholder: 'Search in title and description', autocomplete: 'off' });
    let typing = 0;
    search.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(() => change('q', search.value.trim()), TYPING);
    });
    const pills = Object.entries(STATUSES).map(([value, label]) => {
      const box = h('input', { type: 'checkbox', name: 'status', value, checked: filter.status.has(value) });
      box.addEventListener('change', () => {
        filter.status[box.checked ? 'add' : 'delete'](value);
        change('status', filter.status);
      });
      return h('label', { class: 'pill' }, box, h('span', {}, label));
    });
    return h('form', { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
      h('div', { class: 'search' }, icon('search'), h('label', { class: 'vh', for: 'q' }, 'Search'), search),
      h('fieldset', { class: 'pills' }, h('legend', { class: 'vh' }, 'Status'), pills),
      h('div', { class: 'selects' },
        choice('priority', 'Priority', { '': 'Any priority', ...PRIORITIES }),
        choice('sort', 'Order', SORTS)));
  }

  function choice(name, label, options) {
    const select = h('select', { id: name, onchange: () => change(name, select.value) },
      Object.entries(options).map(([value, text]) => h('option', { value }, text)));
    select.value = filter[name];
    return h('div', {}, h('label', { class: 'vh', for: name }, label), select);
  }

  function change(name, value) {
    filter[name] = value;
    const query = String(params());
    const hash = query ? `#/tickets?${query}` : '#/tickets';
    history.replaceState(null, '', hash);
    app.keepListHash(hash);
    size = PAGE;
    loader.run();
  }

  function params() {
    const all = { status: [...filter.status].join(), priority: filter.priority, q: filter.q, sort: filter.sort === '-created_at' ? '' : filter.sort };
    return new URLSearchParams(Object.entries(all).filter(([, value]) => value));
  }

  /** Everything that is shown so far, in one call. */
  function path() {
    const wanted = params();
    wanted.set('limit', Math.min(LIMIT, size));
    return `/tickets/${encodeURIComponent(app.portalId())}?${wanted}`;
  }

  async function load() {
    const mine = (asked += 1);
    list.setAttribute('aria-busy', 'true');
    try {
      const answer = await read(path());
      if (mine === asked) take(answer);
    } finally {
      if (mine === asked) list.removeAttribute('aria-busy');
    }
  }

  function take(answer) {
    const before = total;
    ({ data: tickets, next, total } = answer);
    app.age(answer.age);
    render();
    if (before !== null && before !== total) app.announce(count.textContent || 'No ticket found');
  }

  async function loadMore() {
    const mine = (asked += 1);
    more.disabled = true;
    try {
      const answer = await read(next);
      if (mine !== asked) return;
      const known = new Set(tickets.map((ticket) => ticket.id));
      const added = answer.data.filter((ticket) => !known.has(ticket.id));
      tickets = [...tickets, ...added];
      size = Math.max(PAGE, tickets.length);
      next = answer.next;
      render();
      if (added.length) rows.get(added[0].id).li.querySelector('a').focus();
      app.announce(count.textContent);
    } catch (error) {
      if (error.status === undefined) throw error;
      loader.run(); // says what is wrong, if it still is; a cursor may have become too old
    } finally {
      more.disabled = false;
    }
  }

  function render() {
    const focused = document.activeElement?.closest?.('#tickets li')?.dataset.id;
    const kept = new Set(tickets.map((ticket) => ticket.id));
    for (const [id, row] of rows) {
      if (kept.has(id)) continue;
      row.li.remove();
      rows.delete(id);
    }
    tickets.forEach((ticket, index) => {
      const li = rowOf(ticket);
      if (list.children[index] !== li) list.insertBefore(li, list.children[index] ?? null);
    });
    if (focused && rows.has(focused)) rows.get(focused).li.querySelector('a').focus({ preventScroll: true });
    const all = total ?? tickets.length;
    count.textContent = all === 0 ? '' : tickets.length < all ? `${tickets.length} of ${all} tickets` : all === 1 ? '1 ticket' : `${all} tickets`;
    more.hidden = next === null;
    empty.hidden = tickets.length > 0;
    if (!empty.hidden) fill(empty, ...nothing());
  }

  function nothing() {
    if (!String(params())) {
      return [h('h2', {}, 'No tickets yet'), h('p', {}, 'When something does not work or you need help, open a ticket. You can follow its progress here.')];
    }
    return [h('h2', {}, 'No ticket matches'), h('p', {}, 'Try fewer filters or other words.'), h('a', { class: 'btn', href: '#/tickets' }, 'Show all tickets')];
  }

  function rowOf(ticket) {
    const state = JSON.stringify([ticket, answered.has(ticket.id)]);
    const row = rows.get(ticket.id) ?? { li: h('li', { 'data-id': ticket.id }), shown: null };
    if (row.shown !== state) {
      const changed = row.shown !== null;
      fill(row.li,
        h('div', { class: 'what' },
          h('a', { class: 'title', href: `#/tickets/${encodeURIComponent(ticket.id)}` }, ticket.title || 'Untitled'),
          answered.has(ticket.id) && h('span', { class: 'badge reply' }, 'New reply'),
          ticket.description && h('p', { class: 'excerpt' }, ticket.description.slice(0, 200))),
        h('div', { class: 'facts' },
          isPending(ticket) ? pendingBadge() : statusBadge(ticket), priorityBadge(ticket),
          h('span', { class: 'when' }, h('span', { class: 'vh' }, 'Changed '), time(ticket.updated_at ?? ticket.created_at))));
      if (changed) flash(row.li);
      row.shown = state;
      rows.set(ticket.id, row);
    }
    return row.li;
  }

  let together = 0;

  function event({ type, ticket_id: id, data }) {
    const ticket = tickets.find((one) => one.id === id);
    if (type === 'comment_added' && data?.author_type === 'admin') {
      answered.add(id);
      if (ticket) app.announce(`New reply to “${ticket.title}”`);
    }
    if (type === 'ticket_updated' && ticket && data) {
      if (data.status !== ticket.status) app.announce(`“${data.title}” is now: ${STATUSES[data.status]}`);
      tickets = tickets.map((one) => (one.id === id ? data : one));
    }
    if (type === 'ticket_deleted') tickets = tickets.filter((one) => one.id !== id);
    if (type === 'ticket_created' && data) app.announce(`New ticket: “${data.title}”`);
    render();
    clearTimeout(together);
    together = setTimeout(loader.run, TOGETHER); // order, filters and count are the service's to decide
  }

  app.keepListHash(location.hash.startsWith('#/tickets') ? location.hash : '#/tickets');
  const known = last(path());
  if (known) take(known);
  loader.run();
  return {
    element,
    title: 'Tickets',
    scroll: known && back ? back.scroll : 0,
    focus: () => back && rows.get(back.ticket)?.li.querySelector('a'),
    event,
    refresh: loader.run,
    destroy: () => {
      left = { hash: app.listHash(), scroll: scrollY, size, ticket: /^#\/tickets\/([^/?]+)$/.exec(location.hash)?.[1] };
      asked += 1;
      clearTimeout(together);
      loader.stop();
    },
  };
}
