/**
 * Building the page without a template language: every text becomes a text node, so nothing that a person or the
 * service wrote is ever read as markup.
 */

/**
 * An element with attributes, listeners (`onclick`, …) and children; `null` and `false` leave a place out.
 *
 * @param {string} tag
 * @param {Object} [attributes]
 * @param {...(Node|string|number|null|false|Array)} children
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...nodes(children));
  return element;
}

/** Replaces what is inside. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

function nodes(children) {
  return children.flat(3).filter((child) => child !== null && child !== undefined && child !== false);
}

const SVG = 'http://www.w3.org/2000/svg';

/** A decorative icon out of `index.html`, so that it is there offline too; the words beside it carry the meaning. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

const WEB_ADDRESS = /https?:\/\/[^\s<>"]+/g;

/** Plain text as nodes, with web addresses as links (nothing but http and https can become one). */
export function linked(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(WEB_ADDRESS)) {
    const address = match[0].replace(/[.,;:!?)\]}'*]{1,8}$/, '');
    if (!URL.canParse?.(address)) continue;
    parts.push(text.slice(from, match.index));
    parts.push(h('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, address));
    from = match.index + address.length;
  }
  parts.push(text.slice(from));
  return parts;
}
