import { el, get, time } from '/dom.js';
import { play } from '/board.js';

const aside = document.getElementById('item');
let openId = null;

export function closeItem() {
  openId = null;
  aside.hidden = true;
}

export async function openItem(board, id) {
  openId = id;
  aside.hidden = false;
  const item = await get(`/control/items/${id}`);
  aside.replaceChildren(
    el('button', { class: 'close', onclick: closeItem }, 'Close'),
    el('h2', {}, 'Item ', el('span', { class: 'quiet' }, id)),
    field('Name', item.name, false, (name) => play({ action: 'rename', itemId: id, name })),
    ...board.columns.filter((column) => ['text', 'long_text', 'email', 'date', 'numbers'].includes(column.type))
      .map((column) => field(column.title, typed(column, item.cells[column.title]), column.type === 'long_text',
        (text) => play({ action: 'set', itemId: id, column: column.title, text }))),
    el('div', { class: 'row' },
      el('button', { onclick: () => { play({ action: 'archive', itemId: id }); closeItem(); } }, 'Archive'),
      el('button', { onclick: () => { play({ action: 'delete', itemId: id }); closeItem(); } }, 'Delete')),
    el('h3', {}, 'Updates'),
    el('p', { class: 'quiet' }, 'An update is for the team. The customer sees a reply in a thread of the customer’s own,'
      + ' or what starts with the public marker, [client] unless set otherwise.'),
    writer('Write an update', (text) => play({ action: 'update', itemId: id, text })),
    el('div', { id: 'notes' }, ...item.updates.map(note)),
  );
}

/** An e-mail is shown as "label - address" and typed as "address label". */
function typed(column, text) {
  if (column.type !== 'email' || !text || !text.includes(' - ')) return text || '';
  const at = text.lastIndexOf(' - ');
  return `${text.slice(at + 3)} ${text.slice(0, at)}`;
}

/** Only the thread is drawn anew, so that nothing being typed is lost. */
export async function refreshItem(board) {
  if (!openId) return;
  const notes = document.getElementById('notes');
  const item = await get(`/control/items/${openId}`);
  if (item.state !== 'active') closeItem();
  else if (!notes.contains(document.activeElement)) notes.replaceChildren(...item.updates.map(note));
}

function field(name, value, long, save) {
  const input = el(long ? 'textarea' : 'input', { class: 'wide', rows: 4 });
  input.value = value;
  input.addEventListener('change', () => save(input.value));
  return el('label', {}, el('span', {}, name), input);
}

function writer(title, save) {
  const text = el('textarea', { rows: 2, 'aria-label': title, placeholder: title });
  return el('form', {
    onsubmit: (event) => {
      event.preventDefault();
      if (text.value.trim()) save(text.value);
      text.value = '';
      text.blur();
      document.activeElement?.blur();
    },
  }, text, el('button', {}, title));
}

function note(update) {
  const reply = !('replies' in update) || update.isReply;
  return el('div', { class: 'note' },
    el('div', { class: 'row quiet' }, el('strong', {}, update.author), time(update.createdAt)),
    el('p', {}, update.text),
    el('div', { class: 'row' },
      el('button', { class: 'plain', onclick: () => edit(update) }, 'Edit'),
      el('button', { class: 'plain', onclick: () => play({ action: 'deleteUpdate', updateId: update.id }) }, 'Delete')),
    ...(update.replies || []).map((each) => note({ ...each, isReply: true })),
    reply ? null : writer('Reply', (text) => play({ action: 'reply', updateId: update.id, text })));
}

function edit(update) {
  const text = prompt('Text of the update', update.text);
  if (text) play({ action: 'editUpdate', updateId: update.id, text });
}
