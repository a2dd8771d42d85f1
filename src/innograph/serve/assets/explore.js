// The explorer: what is drawn and chosen is in the address; the server is asked for what comes into view, and for no more.

import { $, addressOf, copy, el, fill, json, keepAddress, number, root, say, shortName, words } from './dom.js';
import { Drawing, pairOf } from './drawing.js';
import { showPair, showThing } from './panel.js';
import { suggest } from './suggest.js';

const EACH = 24; // of the nearest of a thing, at first
const MOST = 400; // things in the picture
const MOST_OPEN = 50;

let state = read();
let network = { nodes: [], ties: [], cut: false };
let asked = 0;

const drawing = new Drawing($('stage'), { onChoose: choose, onOpen: open });

// The state and the address

function read() {
  const given = new URLSearchParams(location.search);
  const list = (name) => (given.get(name) || '').split(',').map((each) => each.trim()).filter(Boolean);
  const focus = [...new Set(list('focus'))].slice(0, MOST_OPEN);
  const beside = [...new Set(list('with'))];
  return {
    focus, beside, start: given.has('start') || (!focus.length && !beside.length), themes: given.has('themes'),
    each: Math.min(500, Math.max(1, Number(given.get('each')) || EACH)), at: given.get('at') || (focus.length === 1 && !given.has('at') ? focus[0] : ''),
  };
}

function write(options) {
  const { focus, beside, start, themes, each, at } = state;
  const parameters = new URLSearchParams();
  if (focus.length) parameters.set('focus', focus.join(','));
  if (beside.length) parameters.set('with', beside.join(','));
  if (start && (focus.length || beside.length)) parameters.set('start', '1');
  if (themes) parameters.set('themes', '1');
  if (each !== EACH) parameters.set('each', each);
  if (at && !(focus.length === 1 && at === focus[0])) parameters.set('at', at);
  // Addresses that people read: these need no escape.
  keepAddress({ toString: () => parameters.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%7E', '~'), [Symbol.iterator]: () => parameters[Symbol.iterator]() }, options);
}

async function load({ push = false, show = true } = {}) {
  const mine = (asked += 1);
  const { focus, beside, start, themes, each } = state;
  const parameters = new URLSearchParams({ nodes: MOST, each, start: start ? 40 : 0 });
  for (const name of focus) parameters.append('focus', name);
  for (const name of beside.slice(0, 300)) parameters.append('beside', name);
  if (themes) parameters.set('themes', 'true');
  $('stage').setAttribute('aria-busy', 'true');
  try {
    const found = await json(`api/network?${parameters}`);
    if (mine !== asked) return;
    network = found;
    $('problem').hidden = true;
  } catch (error) {
    if (mine !== asked) return;
    $('problem').hidden = false;
    $('problem').textContent = error.message;
  } finally {
    $('stage').removeAttribute('aria-busy');
  }
  write({ push });
  draw();
  if (show) showChosen();
}

function draw() {
  const near = new Map(network.nodes.map((node) => [node.iri, new Set()]));
  for (const { subject, object } of network.ties) {
    near.get(subject)?.add(object);
    near.get(object)?.add(subject);
  }
  drawing.set(
    network.nodes.map((node) => ({ ...node, weight: Math.max(1, node.ties), more: Math.max(0, node.ties - near.get(node.iri).size) })),
    network.ties.map((tie) => ({ ...tie, weight: tie.sentences })),
  );
  $('count').textContent = fill(words.counted, { n: number(network.nodes.length), ties: number(drawing.pairs.size) });
  if ($('listed').open) fillList();
}

// What is chosen

const iriOf = (name) => network.nodes.find((node) => shortName(node.iri) === name)?.iri || '';

/** What the state names, as the drawing has it; null where it is not drawn. */
function chosen() {
  const [a, b] = state.at.split('~').map(iriOf);
  if (b && drawing.pairs.has(pairOf(a, b))) return { pair: pairOf(a, b) };
  return a && !state.at.includes('~') ? { node: a } : null;
}

function choose(what) {
  state.at = !what ? '' : what.node ? shortName(what.node) : what.pair.split(' ').map(shortName).join('~');
  write();
  showChosen();
}

function showChosen() {
  const what = chosen();
  drawing.choose(what);
  const panel = $('panel');
  if (!what) showNone(panel);
  else if (what.pair) showPair(panel, ...what.pair.split(' ').map((iri) => drawing.things.get(iri)), { choose });
  else showThing(panel, drawing.things.get(what.node), actions(what.node), { choose, bring, has: (iri) => drawing.things.has(iri) });
}

/** Nothing is chosen: what one can do, and what has most ties. */
function showNone(panel) {
  const most = [...network.nodes].sort((a, b) => b.ties - a.ties || (a.iri < b.iri ? -1 : 1)).slice(0, 12);
  panel.replaceChildren(el('p', { class: 'quiet' }, words.exploreHint), el('h2', {}, words.mostTies), el('ol', { class: 'ranked' }, ...most.map((node) => el('li', {},
    el('button', { type: 'button', class: 'link', onclick: () => choose({ node: node.iri }) }, node.label), el('span', { class: 'n' }, number(node.ties))))));
}

function actions(iri) {
  const name = shortName(iri);
  const { more } = drawing.things.get(iri);
  const isOpen = state.focus.includes(name);
  const button = (text, onclick) => el('button', { type: 'button', class: 'button quietly', onclick }, text);
  return [
    more > 0 ? button(fill(words.openMore, { n: number(more) }), () => open(iri)) : null,
    isOpen && (state.focus.length > 1 || state.start) ? button(words.closeIt, () => close(name)) : null,
    state.focus.length === 1 && isOpen && !state.beside.length && !state.start ? null : button(words.onlyThis, () => only(name)),
    isOpen || state.start ? null : button(words.takeAway, () => close(name)),
  ];
}

function open(iri) {
  const name = shortName(iri);
  const { more = 0 } = drawing.things.get(iri) || {};
  if (!state.focus.includes(name)) state.focus = [...state.focus, name].slice(-MOST_OPEN);
  else if (more > 0) state.each += EACH;
  state.at = name;
  load({ push: true }).then(() => say(fill(words.counted, { n: network.nodes.length, ties: drawing.pairs.size })));
}

function only(name) {
  state = { ...state, focus: [name], beside: [], start: false, each: EACH, at: name };
  load({ push: true });
}

function close(name) {
  const wasOpen = state.focus.includes(name);
  state.focus = state.focus.filter((each) => each !== name);
  state.beside = state.beside.filter((each) => each !== name);
  if (wasOpen) state.beside.push(name);
  load({ push: true });
}

/** Bring things into the picture that are not, and choose what they are for. */
function bring(iris, at) {
  const names = iris.map(shortName);
  if (state.start && !state.focus.length && !state.beside.length) state.start = false;
  state.beside = [...new Set([...state.beside, ...names])].slice(-300);
  state.at = at;
  load({ push: true });
}

// The list: the same network for who does not see it

function fillList() {
  const near = new Map();
  for (const [id, ties] of drawing.pairs) {
    for (const [here, there] of [id.split(' '), id.split(' ').reverse()]) {
      if (!near.has(here)) near.set(here, []);
      near.get(here).push([there, [...new Set(ties.map((tie) => tie.predicate))]]);
    }
  }
  const label = (iri) => drawing.things.get(iri).label;
  $('list').replaceChildren(...[...drawing.things.values()].map((thing) => el('li', {},
    el('button', { type: 'button', class: 'link', onclick: () => { choose({ node: thing.iri }); $('panel').focus(); } }, thing.label),
    el('span', { class: 'quiet' }, ` ${words.kinds[thing.kind] || ''}`),
    thing.more > 0 ? el('button', { type: 'button', class: 'link more', 'aria-label': `${thing.label}: ${fill(words.openMore, { n: thing.more })}`, onclick: () => open(thing.iri) }, ` +${thing.more}`) : null,
    el('ul', {}, ...(near.get(thing.iri) || []).map(([other, predicates]) => el('li', {},
      el('button', { type: 'button', class: 'link', onclick: () => { choose({ pair: pairOf(thing.iri, other) }); $('panel').focus(); } },
        `${predicates.map((p) => words.relations[p] || p).join(', ')}: ${label(other)}`)))))));
}

// Search over names and sentences

async function find(text) {
  const [named, quoted] = await Promise.all([
    json(`api/search?${new URLSearchParams({ q: text, limit: 8 })}`), json(`api/quotes?${new URLSearchParams({ q: text, limit: 6 })}`),
  ]);
  return [
    ...named.items.map((hit) => ({ text: hit.label, note: words.kinds[hit.kind], group: words.names, hit })),
    ...quoted.items.map((quote) => ({ text: quote.quote.length > 160 ? `${quote.quote.slice(0, 160)} …` : quote.quote, note: quote.article.date, group: words.quotes, quote })),
  ];
}

function take({ hit, quote }) {
  $('seek').value = '';
  if (quote) {
    const ends = [quote.subject, quote.object].filter((end) => end && end.iri && end.kind && end.kind !== 'article');
    if (ends.length === 2 && quote.predicate !== 'about') bring(ends.map((end) => end.iri), pairOf(ends[0].iri, ends[1].iri).split(' ').map(shortName).join('~'));
    else if (ends.length) bring(ends.map((end) => end.iri), shortName(ends[0].iri));
    else location.href = addressOf(quote.article.iri);
  } else if (hit.kind === 'article') {
    location.href = `${root}article/${shortName(hit.iri).split('/')[1]}`;
  } else {
    const name = shortName(hit.iri);
    if (hit.kind === 'theme') state.themes = $('themes').checked = true;
    if (state.start && !state.focus.length && !state.beside.length && !iriOf(name)) only(name);
    else open(hit.iri);
  }
  $('stage').focus();
}

suggest($('seek'), find, take);
$('in').addEventListener('click', () => drawing.zoom(1.3));
$('out').addEventListener('click', () => drawing.zoom(1 / 1.3));
$('fit').addEventListener('click', () => drawing.fit());
$('share').addEventListener('click', (event) => copy(location.href, event.currentTarget));
$('themes').addEventListener('change', (event) => { state.themes = event.target.checked; load({ push: true }); });
$('listed').addEventListener('toggle', () => $('listed').open && fillList());
window.addEventListener('popstate', () => { state = read(); $('themes').checked = state.themes; load(); });

$('themes').checked = state.themes;
await drawing.start();
await load();
window.innograph = { drawing, state: () => state };
document.documentElement.dataset.ready = '';
