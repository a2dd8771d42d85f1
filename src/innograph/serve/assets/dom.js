// What the scripts of all pages share: the facts that came with the page, elements, addresses of things.

export const facts = JSON.parse(document.getElementById('page-facts').textContent);
export const { words, root, base, prefixes } = facts;
const EU_COUNTRY = 'http://publications.europa.eu/resource/authority/country/';

export const $ = (id) => document.getElementById(id);

function made(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

/** An element; text is text and never markup. */
export const el = (name, attributes = {}, ...children) => made(document.createElement(name), attributes, children);

export const svg = (name, attributes = {}, ...children) =>
  made(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

/** Words with {names} filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

const numbers = new Intl.NumberFormat(facts.language, { maximumFractionDigits: 4 });
export const number = (value) => numbers.format(value);

/** Say something to those who do not see the page change. */
export function say(text) {
  const live = $('live');
  live.textContent = '';
  setTimeout(() => { live.textContent = text; }, 60);
}

const spaces = Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);

/** The IRI as a prefixed name where that is one. */
export function shorten(iri) {
  for (const [prefix, space] of spaces) {
    if (iri.startsWith(space)) {
      const local = iri.slice(space.length);
      return /^[A-Za-z0-9_][\w-]*$/.test(local) ? `${prefix}:${local}` : iri;
    }
  }
  return iri;
}

/** Where a browser finds what an IRI names; '' where it had better not look. */
export function addressOf(iri) {
  if (iri.startsWith(EU_COUNTRY)) return `${root}id/place/${iri.slice(EU_COUNTRY.length).toLowerCase()}`;
  if (iri.startsWith(base)) return root + iri.slice(base.length);
  return /^https?:\/\//.test(iri) ? iri : '';
}

/** Whether an IRI names a thing that has a page here. */
export const isThing = (iri) =>
  iri.startsWith(EU_COUNTRY) || facts.kinds.some((kind) => iri.startsWith(`${base}id/${kind}/`));

/** `organization/vinnova` for its IRI, as addresses have it. */
export function shortName(iri) {
  if (iri.startsWith(EU_COUNTRY)) return `place/${iri.slice(EU_COUNTRY.length).toLowerCase()}`;
  return iri.startsWith(`${base}id/`) ? iri.slice(base.length + 3) : iri;
}

export function kindOf(iri) {
  return iri.startsWith(EU_COUNTRY) ? 'place' : iri.startsWith(`${base}id/`) ? iri.slice(base.length + 3).split('/')[0] : '';
}

/** JSON from this server's API, with names in the page's language; throws an Error that says what the server said. */
export async function json(path, options = {}) {
  const asked = `${root}${path}${path.includes('?') ? '&' : '?'}lang=${facts.language}`;
  const response = await fetch(asked, { headers: { Accept: 'application/json' }, ...options });
  if (response.ok) return response.json();
  const said = await response.json().catch(() => ({}));
  throw Object.assign(new Error(said.detail || `${response.status} ${response.statusText}`), { status: response.status });
}

/** Keep the page's state in its address, and in the link to the other language. */
export function keepAddress(parameters, { push = false } = {}) {
  const query = parameters.toString();
  const address = location.pathname + (query ? `?${query}` : '');
  if (address !== location.pathname + location.search) history[push ? 'pushState' : 'replaceState'](null, '', address);
  const other = document.querySelector('a.language');
  const there = new URLSearchParams(parameters);
  there.set('lang', other.lang);
  other.href = `?${there}`;
}

/** Copy a text; says so on the button for a while. */
export async function copy(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = words.copied;
    say(words.copied);
  } catch {
    button.textContent = words.notCopied;
  }
  setTimeout(() => { button.textContent = before; }, 1600);
}
