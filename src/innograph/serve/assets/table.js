// Answers as a table: things with links, numbers to the right, columns that can be sorted.

import { addressOf, el, facts, fill, number, shorten, words } from './dom.js';
import { numberOf } from './answer.js';

const STEP = 250; // rows shown at first, and each time that more are asked for

/** What a term looks like in a cell. */
export function cellOf(term) {
  if (!term) return '';
  if (term.type === 'uri') {
    const address = addressOf(term.value);
    const text = el('bdi', {}, shorten(term.value));
    if (!address) return text;
    return el('a', /^https?:/.test(address) ? { href: address, rel: 'noopener noreferrer nofollow' } : { href: address }, text);
  }
  if (term.type === 'bnode') return `_:${term.value}`;
  const value = numberOf(term);
  if (Number.isFinite(value)) return el('span', { title: term.value }, number(value));
  const language = term['xml:lang'];
  return el('bdi', language && language !== facts.language ? { lang: language } : {}, term.value);
}

export const textOf = (term) => (!term ? '' : term.type === 'uri' ? shorten(term.value) : term.value);

export function drawTable(place, answer, numeric, caption) {
  const { columns } = answer;
  let rows = answer.rows;
  let shown = STEP;
  let sorted = { column: '', down: false };
  const body = el('tbody');
  const more = el('button', { type: 'button', class: 'button quietly', onclick: () => { shown += STEP * 4; fillBody(); } });

  function fillBody() {
    body.replaceChildren(...rows.slice(0, shown).map((row) =>
      el('tr', {}, ...columns.map((column) => el('td', numeric.includes(column) ? { class: 'right' } : {}, cellOf(row[column]))))));
    more.hidden = rows.length <= shown;
    more.textContent = fill(words.moreRows, { n: number(Math.min(STEP * 4, rows.length - shown)), of: number(rows.length) });
  }

  function sortBy(column) {
    const down = sorted.column === column ? !sorted.down : numeric.includes(column);
    sorted = { column, down };
    const collator = new Intl.Collator(facts.language, { numeric: true });
    const compare = numeric.includes(column)
      ? (a, b) => (numberOf(a[column]) || 0) - (numberOf(b[column]) || 0)
      : (a, b) => collator.compare(textOf(a[column]), textOf(b[column]));
    rows = [...answer.rows].sort((a, b) => (down ? -1 : 1) * compare(a, b));
    for (const th of head.children) th.setAttribute('aria-sort', th.dataset.column === column ? (down ? 'descending' : 'ascending') : 'none');
    fillBody();
  }

  const head = el('tr', {}, ...columns.map((column) => el('th', {
    scope: 'col', 'data-column': column, 'aria-sort': 'none', class: numeric.includes(column) ? 'right' : '',
  }, el('button', { type: 'button', onclick: () => sortBy(column) }, column))));
  fillBody();
  place.replaceChildren(
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
      el('table', { class: 'answer' }, el('caption', { class: 'unseen' }, caption), el('thead', {}, head), body)),
    more,
  );
}
