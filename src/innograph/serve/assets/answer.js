// Asking the SPARQL service of this server, and reading what it says.

import { root } from './dom.js';

const ROWS = 'application/sparql-results+json';
const TRIPLES = 'application/n-triples';
/** Longer questions are sent in the body of a request: not every proxy lets long addresses through. */
const LONG = 6000;

/** A question that was not answered; `line` and `column` (from 1) say where it is wrong, 0 where that is not known. */
export class Unanswered extends Error {
  constructor(detail, status = 0) {
    const place = /^the query is wrong: line (\d+), column (\d+): /.exec(detail) || /^line (\d+), column (\d+): /.exec(detail);
    super(place ? detail.slice(place[0].length).split('\n')[0] : detail);
    this.status = status;
    this.line = place ? Number(place[1]) : 0;
    this.column = place ? Number(place[2]) : 0;
  }
}

export async function ask(text, signal) {
  const started = performance.now();
  const headers = { Accept: `${ROWS}, ${TRIPLES};q=0.9` };
  const given = new URLSearchParams({ query: text });
  const response = given.toString().length < LONG
    ? await fetch(`${root}sparql?${given}`, { headers, signal })
    : await fetch(`${root}sparql`, { method: 'POST', body: given, headers, signal });
  const body = await response.text();
  if (!response.ok) {
    let detail = body.trim();
    try { detail = JSON.parse(body).detail; } catch { /* it was said in plain words */ }
    throw new Unanswered(detail || `${response.status} ${response.statusText}`, response.status);
  }
  const found = response.headers.get('content-type').startsWith(TRIPLES) ? readTriples(body) : readRows(JSON.parse(body));
  return { ...found, seconds: (performance.now() - started) / 1000 };
}

function readRows(said) {
  if ('boolean' in said) return { form: 'yes', yes: said.boolean, columns: [], rows: [] };
  return { form: 'rows', columns: said.head.vars, rows: said.results.bindings };
}

const TRIPLE = /^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/;
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$/;
const ESCAPES = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\' };

const plain = (text) => text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (all, short, long, one) =>
  one ? ESCAPES[one] ?? one : String.fromCodePoint(parseInt(short || long, 16)));

function readTerm(text) {
  if (text.startsWith('<')) return { type: 'uri', value: plain(text.slice(1, -1)) };
  const literal = LITERAL.exec(text);
  if (!literal) return { type: 'bnode', value: text.replace(/^_:/, '') };
  return { type: 'literal', value: plain(literal[1]), ...(literal[2] && { 'xml:lang': literal[2] }), ...(literal[3] && { datatype: literal[3] }) };
}

/** Triples (https://www.w3.org/TR/n-triples/) as rows of three. */
function readTriples(text) {
  const rows = [];
  for (const line of text.split('\n')) {
    const match = TRIPLE.exec(line.trim());
    if (match) rows.push({ subject: readTerm(match[1]), predicate: readTerm(match[2]), object: readTerm(match[3]) });
  }
  return { form: 'triples', columns: ['subject', 'predicate', 'object'], rows };
}

const NUMERIC = /#(?:integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger|unsigned\w+|negativeInteger|nonPositiveInteger)$/;

/** The number that a term is, else NaN. */
export const numberOf = (term) => (term && term.datatype && NUMERIC.test(term.datatype) ? Number(term.value) : NaN);

/** Columns in which every value is a number, and there is one. */
export const numeric = ({ columns, rows }) =>
  columns.filter((c) => rows.some((r) => r[c]) && rows.every((r) => !r[c] || Number.isFinite(numberOf(r[c]))));
