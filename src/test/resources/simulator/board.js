import { el, get, send } from '/dom.js';
import { closeItem, openItem, refreshItem } from '/item.js';
import { togglePanel, refreshPanel } from '/panel.js';

const $ = (id) => document.getElementById(id);
let board = null;
let boardId = location.pathname.startsWith('/boards/') ? location.pathname.split('/')[2] : null;

export const play = (wanted) => send('POST', '/control/play', { as: $('as').value, ...wanted }).then(refresh);

async function refresh() {
  try {
    if (!boardId) await chooseBoard();
    if (!boardId) return;
    const seen = board && board.id === boardId ? board.revision : '';
    const changed = await get(`/control/boards/${boardId}?revision=${seen}`);
    if (changed && !document.activeElement?.closest('td.label')) {
      board = changed;
      draw();
      await refreshItem(board);
    }
    await refreshPanel();
    $('health').textContent = '';
  } catch (e) {
    $('health').textContent = 'not reachable';
  }
}

async function chooseBoard() {
  const state = await get('/control');
  $('as').replaceChildren(...state.team.map((user) => el('option', { value: user.id }, user.name)));
  $('boards').replaceChildren(...state.boards.map((each) => el('option', { value: each.id }, each.name)));
  const last = state.boards[state.boards.length - 1];
  if (!last) {
    $('board').replaceChildren(el('p', {}, 'The account has no board yet. '),
      el('button', { class: 'primary', onclick: () => send('POST', '/control/seed', { board: 'demo' }).then(refresh) },
        'Make a demo board'));
    return;
  }
  boardId = last.id;
  $('boards').value = boardId;
}

function draw() {
  $('title').textContent = board.name;
  document.title = `${board.name} – simulated monday`;
  const shown = board.columns.filter((column) => column.type !== 'last_updated');
  $('board').replaceChildren(...board.groups.flatMap((group) => {
    const items = board.items.filter((item) => item.group === group.id);
    return [
      el('h2', { class: 'group', style: `border-color:${group.color}` }, `${group.title} (${items.length})`),
      el('div', { class: 'scroll' }, el('table', {},
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Name'),
          ...shown.map((column) => el('th', { scope: 'col', title: column.id }, column.title)),
          el('th', { scope: 'col' }, 'Updates'))),
        el('tbody', {}, ...items.map((item) => row(item, shown))))),
    ];
  }));
  $('gone').hidden = board.gone.length === 0;
  $('goneItems').replaceChildren(...board.gone.map((item) => el('li', {}, `${item.name} (${item.state}) `,
    el('button', { class: 'plain', onclick: () => play({ action: 'restore', itemId: item.id }) }, 'Restore'))));
}

function row(item, columns) {
  return el('tr', { 'data-id': item.id },
    el('td', { class: 'text' }, el('button', { class: 'plain', onclick: () => openItem(board, item.id) }, item.name)),
    ...columns.map((column) => cell(item, column)),
    el('td', {}, String(item.updates || '')));
}

function cell(item, column) {
  const value = item.cells[column.id];
  if (column.type !== 'status') return el('td', { class: 'text', title: value.text || '' }, value.text || '');
  const text = value.text || '';
  const select = el('select', {
    class: text ? '' : 'empty',
    style: text ? `background:${value.color}` : '',
    'aria-label': `${column.title} of ${item.name}`,
    onchange: (event) => {
      event.target.blur();
      play({ action: 'set', itemId: item.id, column: column.title, text: event.target.value });
    },
  }, el('option', { value: '' }, '–'),
  ...column.labels.map((label) => el('option', { value: label.label, selected: label.label === text }, label.label)));
  return el('td', { class: 'label' }, select);
}

$('boards').addEventListener('change', (event) => { boardId = event.target.value; board = null; closeItem(); refresh(); });
$('tools').addEventListener('click', () => togglePanel());
$('new').addEventListener('click', () => {
  const name = prompt('Name of the new item');
  if (name) play({ action: 'create', boardId, name }).then(() => openItem(board, board.items.at(-1).id));
});
await chooseBoard();
await refresh();
setInterval(refresh, 1000);
