// Building elements without markup strings: what people said can never become markup.

/**
 * An element. Attributes that are `true` are set empty, `false` and `null` are left out, functions
 * named `on…` become listeners.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) =>
      child !== null && child !== undefined && child !== false
    ),
  );
  return element;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Puts the icon sheet into the page, so that icons show even while the server is out of reach. */
export async function loadIcons() {
  try {
    const text = await (await fetch('/assets/icons.svg')).text();
    const sheet = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    sheet.setAttribute('class', 'icon-sheet');
    sheet.setAttribute('aria-hidden', 'true');
    document.body.append(document.adoptNode(sheet));
  } catch {
    // Words say everything that icons do.
  }
}

/** A drawing from the icon sheet; words beside it carry the meaning. */
export function icon(name) {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const use = document.createElementNS(svgNamespace, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(
    ...children.flat(Infinity).filter((child) =>
      child !== null && child !== undefined && child !== false
    ),
  );
  return element;
}

/** A message with a sentence to act on; `actions` are links or buttons. */
export function notice(kind, title, text, ...actions) {
  return h(
    'div',
    { class: `notice notice-${kind}`, role: kind === 'problem' ? 'alert' : null },
    icon(kind === 'problem' ? 'alert' : 'info'),
    h(
      'div',
      { class: 'notice-body' },
      title && h('p', { class: 'notice-title' }, title),
      text && h('p', {}, text),
      actions.length > 0 && h('div', { class: 'actions' }, actions),
    ),
  );
}
