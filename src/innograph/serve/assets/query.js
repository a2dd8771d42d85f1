// The query page: asks what is in the editor, and shows the answer as a table, a network or a chart.

import { $, addressOf, copy, el, facts, fill, isThing, json, keepAddress, kindOf, number, root, say, shortName, shorten, words } from './dom.js';
import { Unanswered, ask, numeric as numericColumns } from './answer.js';
import { Editor, formOf } from './editor.js';
import { drawChart } from './chart.js';
import { Drawing } from './drawing.js';
import { drawTable } from './table.js';
import { suggest } from './suggest.js';

const KEPT = 'innograph.queries';
const MOST_KEPT = 30;
const MOST_DRAWN = 250; // things in the picture of an answer
const FORMATS = {
  rows: [['csv', 'CSV'], ['tsv', 'TSV'], ['json', 'JSON'], ['xml', 'XML']],
  yes: [['json', 'JSON'], ['xml', 'XML']],
  triples: [['turtle', 'Turtle'], ['nt', 'N-Triples'], ['jsonld', 'JSON-LD'], ['rdfxml', 'RDF/XML'], ['trig', 'TriG'], ['nq', 'N-Quads']],
};
const ENDINGS = { turtle: 'ttl', rdfxml: 'rdf' };

const editor = new Editor($('query'), $('copy'), { onRun: () => run() });
const original = editor.text; // what the saved query in the address says
const given = new URLSearchParams(location.search);
const saved = facts.asked ? new URLSearchParams([...given].filter(([name]) => name === 'ask' || name.startsWith('set.'))) : null;
let running = null;
let answer = null;
let look = ['table', 'network', 'chart'].includes(given.get('view')) ? given.get('view') : 'table';

/** What the address says: the saved query with its choices, or the text. */
function address() {
  const parameters = saved && editor.text === original ? new URLSearchParams(saved) : new URLSearchParams(editor.text.trim() ? { query: editor.text } : {});
  if (look !== 'table') parameters.set('view', look);
  return parameters;
}

async function run() {
  const text = editor.text;
  if (!text.trim()) return;
  if (running) running.abort();
  const mine = new AbortController();
  running = mine;
  document.body.dataset.state = 'asking';
  $('stop').hidden = false;
  $('status').textContent = words.asking;
  fail(null);
  keepAddress(address(), { push: true });
  try {
    answer = await ask(text, mine.signal);
    keep(text);
    await show();
  } catch (error) {
    if (running === mine) {
      answer = null;
      $('answer').hidden = true;
      $('status').textContent = error.name === 'AbortError' ? words.stopped : '';
      if (error.name !== 'AbortError') fail(error);
    }
  } finally {
    if (running === mine) {
      running = null;
      $('stop').hidden = true;
      document.body.dataset.state = 'done';
    }
  }
}

function fail(error) {
  const place = $('problem');
  place.hidden = !error;
  editor.mark(error instanceof Unanswered ? error : null);
  if (!error) return;
  if (error.line) $('sparql').open = true;
  place.replaceChildren(el('p', {}, error.line ? fill(words.wrongAt, { line: error.line, column: error.column, why: error.message }) : error.message));
  if (error.line) place.append(el('button', { type: 'button', class: 'button quietly', onclick: () => editor.goTo(error) }, fill(words.goTo, { line: error.line })));
}

// The answer

async function show() {
  const { form, rows, seconds } = answer;
  $('answer').hidden = false;
  const count = form === 'yes' ? (answer.yes ? words.yes : words.no) : fill(form === 'triples' ? words.triples : rows.length === 1 ? words.row1 : words.rows, { n: number(rows.length) });
  $('status').textContent = '';
  $('told').textContent = `${count} · ${fill(words.seconds, { n: number(Number(seconds.toPrecision(2))) })}`;
  say(count);
  const figures = numericColumns(answer);
  const can = { table: form !== 'yes', network: form !== 'yes' && rows.some((row) => Object.values(row).some((t) => t.type === 'uri' && isThing(t.value))), chart: form === 'rows' && figures.length > 0 };
  for (const tab of document.querySelectorAll('[role=tab]')) tab.hidden = !can[tab.dataset.look];
  $('looks').hidden = form === 'yes';
  $('downloads').replaceChildren(words.download, ...FORMATS[form].map(([format, name]) => el('a', {
    href: `${root}sparql?${new URLSearchParams({ query: editor.text, format })}`, download: `${facts.asked || 'answer'}.${ENDINGS[format] || format}`,
  }, name)));
  await turn(can[look] ? look : 'table', { keepLook: true });
}

async function turn(next, { keepLook = false, focus = false } = {}) {
  if (!keepLook) {
    look = next;
    keepAddress(address());
  }
  for (const tab of document.querySelectorAll('[role=tab]')) {
    const chosen = tab.dataset.look === next;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen && focus) tab.focus();
    $(`as-${tab.dataset.look}`).hidden = !chosen;
  }
  const place = $(`as-${next}`);
  const figures = numericColumns(answer);
  const caption = facts.title;
  if (answer.form === 'yes') place.replaceChildren(el('p', { class: 'big-answer' }, answer.yes ? words.yes : words.no));
  else if (!answer.rows.length) place.replaceChildren(el('p', { class: 'quiet' }, words.noRows));
  else if (next === 'table') drawTable(place, answer, figures, caption);
  else if (next === 'chart') drawChart(place, answer, figures, caption);
  else await drawNetwork(place);
}

async function drawNetwork(place) {
  const mine = answer;
  const { things, ties, cut } = await networkOf(mine);
  if (answer !== mine) return;
  const told = el('p', { class: 'chosen', 'aria-live': 'polite' }, words.networkHint);
  const stage = el('div', { class: 'stage', tabindex: '0', role: 'application', 'aria-label': words.network });
  const explorer = el('a', { class: 'button quietly', href: `${root}explore?${new URLSearchParams({ with: things.slice(0, 60).map((t) => shortName(t.iri)).join(',') })}` }, words.inExplorer);
  place.replaceChildren(el('p', { class: 'choices' }, explorer, cut ? el('span', { class: 'quiet' }, fill(words.networkCut, { n: MOST_DRAWN })) : null), stage, told);
  const drawing = new Drawing(stage, {
    onChoose: (what) => {
      drawing.choose(what);
      told.replaceChildren(...(what ? tell(drawing, what) : [words.networkHint]));
    },
    onOpen: (iri) => { location.href = `${root}explore?${new URLSearchParams({ focus: shortName(iri) })}`; },
  });
  await drawing.start();
  drawing.set(things, ties);
  window.innograph = { drawing };
}

function tell(drawing, what) {
  const link = (iri) => el('a', { href: addressOf(iri) }, drawing.things.get(iri).label);
  if (what.node) return [link(what.node)];
  return drawing.pairs.get(what.pair).flatMap((tie, i) => [i ? '; ' : '', link(tie.subject), ` ${words.verbs[tie.predicate] || tie.predicate || words.related} `, link(tie.object)]);
}

/** The things that an answer names, and what ties them: triples, things in a row together, or what the graph has between them. */
async function networkOf({ form, columns, rows }) {
  const weights = new Map();
  const ties = new Map();
  const count = (iri) => weights.set(iri, (weights.get(iri) || 0) + 1);
  const tie = (subject, predicate, object) => {
    const key = [subject, predicate, object].join(' ');
    ties.set(key, { subject, predicate, object, weight: (ties.get(key)?.weight || 0) + 1 });
  };
  for (const row of rows) {
    const here = columns.filter((c) => row[c]?.type === 'uri' && isThing(row[c].value)).map((c) => row[c].value);
    here.forEach(count);
    if (form === 'triples') { if (here.length === 2) tie(here[0], row.predicate.value.split(/[/#]/).pop(), here[1]); }
    else here.slice(1).forEach((iri, i) => iri !== here[i] && tie(here[i], '', iri));
  }
  const iris = [...weights.keys()].slice(0, MOST_DRAWN);
  const list = iris.map((iri) => `<${iri}>`).join(' ');
  const named = await ask(`SELECT ?s ?l WHERE { VALUES ?s { ${list} } ?s skos:prefLabel|schema:headline ?l }`);
  if (!ties.size) {
    const own = `STRSTARTS(STR(?p), "${facts.base}def/")`;
    const between = await ask(`SELECT ?s ?p ?o WHERE { VALUES ?s { ${list} } ?s ?p ?o . FILTER(${own}) VALUES ?o { ${list} } } LIMIT 2000`);
    for (const row of between.rows) tie(row.s.value, row.p.value.split(/[/#]/).pop(), row.o.value);
  }
  const order = [facts.language, 'sv', 'en'];
  const rank = (term) => (order.indexOf(term['xml:lang'] || '') + order.length + 1) % (order.length + 1);
  const labels = new Map();
  for (const { s, l } of named.rows) if (!labels.has(s.value) || rank(l) < rank(labels.get(s.value))) labels.set(s.value, l);
  const things = iris.map((iri) => ({ iri, kind: kindOf(iri), label: labels.get(iri)?.value || shorten(iri), weight: weights.get(iri) }));
  return { things, ties: [...ties.values()], cut: weights.size > iris.length };
}

// What was asked before, in this browser alone

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || [];
  } catch {
    return [];
  }
}

function keep(text) {
  try {
    localStorage.setItem(KEPT, JSON.stringify([text, ...kept().filter((each) => each !== text)].slice(0, MOST_KEPT)));
  } catch { /* a browser may keep nothing */ }
  listKept();
}

function listKept() {
  const texts = kept();
  $('former').hidden = !texts.length;
  const title = (text) => /^#\s*title:\s*(.*)$/m.exec(text)?.[1] || text.replace(/^(?:\s*(?:#.*|PREFIX\s.*)\n)*/i, '').replace(/\s+/g, ' ').slice(0, 90) || text.slice(0, 90);
  $('former-list').replaceChildren(...texts.map((text) => el('li', {}, el('button', { type: 'button', class: 'link', onclick: () => { editor.text = text; run(); } }, title(text)))));
}

// Wiring

$('sparql').addEventListener('toggle', () => editor.paint());
$('ask').addEventListener('submit', (event) => { event.preventDefault(); run(); });
$('stop').addEventListener('click', () => running?.abort());
$('share').addEventListener('click', (event) => {
  keepAddress(address());
  copy(location.href, event.currentTarget);
});
$('forget').addEventListener('click', () => {
  localStorage.removeItem(KEPT);
  listKept();
});
for (const tab of document.querySelectorAll('[role=tab]')) {
  tab.addEventListener('click', () => turn(tab.dataset.look));
  tab.addEventListener('keydown', (event) => {
    const tabs = [...document.querySelectorAll('[role=tab]:not([hidden])')];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) turn(tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length].dataset.look, { focus: true });
  });
}
$('filter')?.addEventListener('input', (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  let n = 0;
  for (const item of document.querySelectorAll('#saved li')) {
    item.hidden = !item.textContent.toLowerCase().includes(wanted);
    n += !item.hidden;
  }
  say(fill(words.suggested, { n }));
});
window.addEventListener('popstate', () => location.reload());

const things = async (text) => (await json(`api/search?${new URLSearchParams({ q: text, limit: 10 })}`)).items.map((hit) => ({
  text: hit.label, note: words.kinds[hit.kind], kind: hit.kind, value: hit.iri,
}));
for (const field of document.querySelectorAll('input[data-kind=thing]')) suggest(field, things, (option) => { field.value = option.text; });
const insert = $('insert');
suggest(insert, things, (option) => {
  const name = shorten(option.value);
  insert.value = '';
  editor.insert(name === option.value ? `<${name}>` : name);
});

listKept();
keepAddress(editor.text.trim() && (given.has('query') || saved) ? address() : new URLSearchParams(given));
if ((given.has('query') || saved) && formOf(editor.text) && !facts.wrong) run();
document.documentElement.dataset.ready = '';
