// Small helpers: elements without markup in strings, and JSON over HTTP.
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'class') node.className = value;
    else if (key === 'style') node.style.cssText = value;
    else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

export async function get(path) {
  const answer = await fetch(path);
  if (answer.status === 204) return null;
  return answer.json();
}

export async function send(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const json = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) alert(json.error);
  return json;
}

export const time = (text) => new Date(text).toLocaleString();

/** @param rows of values, or of elements */
export function table(heads, rows) {
  return el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map((row) => el('tr', {},
      ...row.map((value) => el('td', {}, value instanceof Node ? value : String(value ?? ''))))))));
}
