// The editor of the query page: a plain text field, so that keys, screen readers, undo and phones work as everywhere, over
// a copy of its text in colours. Completion is a list that nobody has to take.

import { el, facts, fill, prefixes, say, shorten, words } from './dom.js';

const TOKEN = new RegExp([
  '(?<comment>#[^\\n]*)',
  '(?<string>"""(?:[^"\\\\]|\\\\[^]|"(?!""))*(?:"""|$)|\'\'\'(?:[^\'\\\\]|\\\\[^]|\'(?!\'\'))*(?:\'\'\'|$)|"(?:[^"\\\\\\n]|\\\\.)*"?|\'(?:[^\'\\\\\\n]|\\\\.)*\'?)',
  '(?<iri><[^<>"{}|^`\\s]*>)',
  '(?<variable>[?$][\\p{L}\\p{N}_]+)',
  '(?<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)',
  '(?<name>(?:[\\p{L}][\\p{L}\\p{N}_.-]*|_)?:(?:[\\p{L}\\p{N}_.:%-]|\\\\.)*)',
  '(?<word>\\p{L}[\\p{L}\\p{N}_]*)',
  '(?<number>[+-]?\\d+(?:\\.\\d+)?)',
].join('|'), 'gu');

const KEYWORDS = (
  'SELECT CONSTRUCT DESCRIBE ASK PREFIX BASE WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES UNDEF EXISTS NOT IN AS ' +
  'DISTINCT REDUCED GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG ' +
  'LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS ' +
  'STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS NOW COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ' +
  'ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRUE FALSE A'
).split(' ');
const KNOWN = new Set(KEYWORDS);
const MOST = 60_000; // characters; a longer text is shown without colours
const OFFERED = 40;

/** Pieces of a query with their kinds; everything between them is punctuation. */
export function* tokens(text) {
  for (const match of text.matchAll(TOKEN)) {
    let [kind, token] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    if (kind === 'word') kind = KNOWN.has(token.toUpperCase()) ? 'keyword' : 'word';
    yield { kind, token, at: match.index };
  }
}

/** SELECT, ASK, CONSTRUCT or DESCRIBE; '' for none. */
export function formOf(text) {
  for (const { kind, token } of tokens(text)) {
    const word = token.toUpperCase();
    if (kind === 'keyword' && ['SELECT', 'ASK', 'CONSTRUCT', 'DESCRIBE'].includes(word)) return word;
  }
  return '';
}

export class Editor {
  constructor(field, copy, { onRun }) {
    this.field = field;
    this.copy = copy;
    this.wrong = null; // {line, column}
    this.options = [];
    this.at = -1;
    this.list = el('ul', { id: 'completions', class: 'suggested', role: 'listbox', hidden: true, 'aria-label': words.suggestions });
    field.after(this.list);
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', this.list.id);
    field.addEventListener('input', () => {
      if (this.waiting) return; // many lines at once are many events
      this.waiting = requestAnimationFrame(() => {
        this.waiting = 0;
        this.mark(null);
        this.offer(false);
      });
    });
    field.addEventListener('scroll', () => { this.follow(); this.close(); });
    field.addEventListener('blur', () => this.close());
    field.addEventListener('click', () => this.close());
    field.addEventListener('keydown', (event) => this.onKey(event, onRun));
    new ResizeObserver(() => this.follow()).observe(field);
    this.paint();
  }

  get text() { return this.field.value; }

  set text(text) {
    this.field.value = text;
    this.mark(null);
    this.paint();
  }

  /** Show where the query is wrong; null for nowhere. */
  mark(place) {
    this.wrong = place && place.line ? place : null;
    if (place) this.field.setAttribute('aria-invalid', 'true');
    else this.field.removeAttribute('aria-invalid');
    this.paint();
  }

  /** Put the cursor to a line and column, from 1. */
  goTo({ line, column }) {
    const at = this.text.split('\n').slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
    this.field.focus();
    const word = /^\S+/.exec(this.text.slice(at));
    this.field.setSelectionRange(at, at + (word ? word[0].length : 0));
    this.field.scrollTop = Math.max(0, (line - 4) * this.size().line);
    this.follow();
  }

  paint() {
    const { text } = this;
    this.field.rows = Math.min(26, Math.max(9, text.split('\n').length + 1));
    const pieces = [];
    let from = 0;
    if (text.length <= MOST) {
      for (const { kind, token, at } of tokens(text)) {
        if (at > from) pieces.push(text.slice(from, at));
        pieces.push(kind === 'word' ? token : el('span', { class: `t-${kind}` }, token));
        from = at + token.length;
      }
    }
    pieces.push(text.slice(from), '\n');
    const lines = el('div', { class: 'ink' }, ...pieces);
    this.copy.replaceChildren(lines);
    if (this.wrong) {
      const { line, column } = this.wrong;
      const height = this.size().line;
      const mark = el('div', { class: 'wrong' });
      mark.style.top = `${(line - 1) * height}px`;
      mark.style.height = `${height}px`;
      const place = el('div', { class: 'wrong-at' });
      place.style.top = `${(line - 1) * height}px`;
      place.style.height = `${height}px`;
      place.style.left = `${this.columnOf(line, column) * this.size().character}px`;
      lines.append(mark, place);
    }
    this.follow();
  }

  /** How many characters wide the line is before a column, tabs counted as they show. */
  columnOf(line, column) {
    let wide = 0;
    for (const character of (this.text.split('\n')[line - 1] || '').slice(0, column - 1)) wide += character === '\t' ? 4 - (wide % 4) : 1;
    return wide;
  }

  follow() {
    const ink = this.copy.firstElementChild;
    if (ink) ink.style.transform = `translate(${-this.field.scrollLeft}px, ${-this.field.scrollTop}px)`;
  }

  size() {
    const style = getComputedStyle(this.field);
    if (!this.character) {
      const pen = document.createElement('canvas').getContext('2d');
      pen.font = `${style.fontSize} ${style.fontFamily}`;
      this.character = pen.measureText('M'.repeat(100)).width / 100;
    }
    return { line: parseFloat(style.lineHeight), character: this.character, left: parseFloat(style.paddingLeft), top: parseFloat(style.paddingTop) };
  }

  // Completion

  onKey(event, onRun) {
    const open = !this.list.hidden;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.close();
      onRun();
    } else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      this.offer(true);
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : this.at < 0 ? 0 : -1;
      this.choose((this.at + step + this.options.length) % this.options.length);
    } else if (open && this.at >= 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      this.take(this.options[this.at]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === 'Enter' && !event.isComposing && !event.shiftKey) {
      event.preventDefault(); // a new line begins where the last one did
      const before = this.text.slice(0, this.field.selectionStart).split('\n').pop();
      const deeper = /[{(]\s*$/.test(before) ? '  ' : '';
      this.insert(`\n${/^[ \t]*/.exec(before)[0]}${deeper}`);
    }
  }

  /** Put a text in the place of what is selected, so that it can be undone. */
  insert(text, from = this.field.selectionStart) {
    this.field.focus();
    this.field.setSelectionRange(from, this.field.selectionEnd);
    if (!document.execCommand('insertText', false, text)) {
      this.field.setRangeText(text, from, this.field.selectionEnd, 'end');
      this.field.dispatchEvent(new Event('input'));
    }
  }

  offer(asked) {
    const { selectionStart: to, selectionEnd } = this.field;
    const before = this.text.slice(0, to);
    const part = /(?:[?$][\p{L}\p{N}_]*|[\p{L}\p{N}_][\p{L}\p{N}_-]*:?[\p{L}\p{N}_-]*)?$/u.exec(before)[0];
    const line = before.split('\n').pop();
    const quiet = /#[^>]*$/.test(line.replace(/<[^>]*>/g, '')) || (line.match(/"/g) || []).length % 2 === 1 || /<[^>\s]*$/.test(line);
    if (to !== selectionEnd || (!asked && (part.length < 2 || quiet))) return this.close();
    this.from = to - part.length;
    this.options = completions(part, before, this.text).slice(0, OFFERED);
    if (!this.options.length || (!asked && this.options.length === 1 && this.options[0].text === part)) return this.close();
    this.show();
  }

  show() {
    this.at = -1;
    this.list.replaceChildren(...this.options.map((option, i) => el('li', {
      id: `completion-${i}`, role: 'option', 'aria-selected': 'false',
      onmousedown: (event) => { event.preventDefault(); this.take(option); },
    }, el('code', {}, option.text), option.note ? el('span', { class: 'note-of' }, option.note) : null)));
    const { line, character, left, top } = this.size();
    const lines = this.text.slice(0, this.from).split('\n');
    const x = left + this.columnOf(lines.length, lines.at(-1).length + 1) * character - this.field.scrollLeft;
    const y = top + lines.length * line - this.field.scrollTop + 4;
    this.list.hidden = false;
    this.list.style.left = `${Math.max(0, Math.min(x, this.field.clientWidth - this.list.offsetWidth))}px`;
    this.list.style.top = `${y}px`;
    say(fill(words.suggested, { n: this.options.length }));
  }

  choose(i) {
    this.at = i;
    [...this.list.children].forEach((item, n) => {
      item.setAttribute('aria-selected', String(n === i));
      if (n === i) item.scrollIntoView({ block: 'nearest' });
    });
    this.field.setAttribute('aria-activedescendant', `completion-${i}`);
  }

  take(option) {
    this.close();
    this.insert(option.text, this.from);
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.at = -1;
    this.field.removeAttribute('aria-activedescendant');
  }
}

/** What can stand where `part` is being written: [{text, note}], the likeliest first. */
export function completions(part, before, text) {
  const wanted = part.toLowerCase();
  if (/PREFIX\s+[\w-]*:?$/i.test(before)) {
    return Object.entries(prefixes).filter(([prefix]) => prefix.startsWith(wanted.replace(/:$/, '')))
      .map(([prefix, space]) => ({ text: `${prefix}: <${space}>`, note: '' }));
  }
  if (/^[?$]/.test(part)) {
    const known = new Map();
    for (const { kind, token } of tokens(text)) if (kind === 'variable') known.set(token, (known.get(token) || 0) + 1);
    if (known.get(part) === 1) known.delete(part);
    return [...known.keys()].filter((name) => name.toLowerCase().startsWith(wanted)).sort().map((name) => ({ text: name, note: '' }));
  }
  const [prefix, local] = part.includes(':') ? wanted.split(':') : ['', null];
  const terms = facts.terms.map(([iri, label, note]) => ({ text: shorten(iri), label, note: label && note ? `${label} · ${note}` : label }));
  if (local !== null) {
    const own = terms.filter(({ text: name }) => name.toLowerCase().startsWith(`${prefix}:`));
    return ranked(own, ({ text: name, label }) => {
      const end = name.toLowerCase().slice(prefix.length + 1);
      return end.startsWith(local) ? 0 : end.includes(local) ? 1 : label.toLowerCase().includes(local) ? 2 : -1;
    });
  }
  if (!wanted) return [];
  const keywords = KEYWORDS.filter((word) => word.startsWith(part.toUpperCase()) && word !== 'A').map((word) => ({ text: word, note: '' }));
  const names = Object.keys(prefixes).filter((name) => name.startsWith(wanted)).map((name) => ({ text: `${name}:`, note: prefixes[name] }));
  const fitting = ranked(terms, ({ text: name, label }) => {
    const end = name.split(':').at(-1).toLowerCase();
    return end.startsWith(wanted) ? 0 : label.toLowerCase().startsWith(wanted) ? 1 : end.includes(wanted) || label.toLowerCase().includes(wanted) ? 2 : -1;
  });
  return [...keywords, ...names, ...fitting];
}

function ranked(options, rank) {
  return options.map((option) => [rank(option), option]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]).map(([, option]) => option);
}

