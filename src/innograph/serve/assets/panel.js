// What the explorer tells of a thing or of two: facts, the sentences that say them, and the ways on.

import { addressOf, el, facts, fill, json, number, root, shortName, words } from './dom.js';
import { pairOf } from './drawing.js';

const STEP = 12; // relations at a time
let shown = 0;

const link = (name) => el('a', { href: addressOf(name.iri) }, el('bdi', {}, name.label));
const articleOf = (source, start) => `${root}article/${shortName(source.iri).split('/')[1]}#s-${start}`;

function cite(evidence) {
  const { quote, language, article, start, confidence } = evidence;
  return el('figure', { class: 'quote' },
    el('blockquote', language && language !== facts.language ? { lang: language } : {}, el('p', {}, el('bdi', {}, quote))),
    el('figcaption', {}, el('a', { href: articleOf(article, start) }, el('bdi', {}, article.title)), article.date ? `, ${article.date}` : '',
      ' ', el('span', { class: 'sure' }, `${fill(words.confidence, { c: number(confidence) })}${article.retold ? `, ${words.retold}` : ''}`)));
}

function problem(panel, error) {
  panel.append(el('p', { class: 'problem', role: 'alert' }, error.message));
}

/** A thing: its facts a few at a time. `tools` are buttons; `ways` say what can be done with other things. */
export async function showThing(panel, thing, tools, ways) {
  const mine = (shown += 1);
  const told = el('div', { class: 'facts-of' });
  const about = el('p', { class: 'quiet' }, words.kinds[thing.kind] || '');
  const definition = el('p', { hidden: true });
  panel.replaceChildren(el('h2', {}, link(thing)), about, definition, el('p', { class: 'buttons' }, ...tools), told);
  panel.scrollTop = 0;
  const path = `api/things/${shortName(thing.iri)}`;
  try {
    const card = await json(path);
    if (mine !== shown) return;
    about.replaceChildren(words.classes[card.type] || card.type, card.country ? ' · ' : '', card.country ? link(card.country) : '',
      ` · ${fill(card.articles === 1 ? words.article1 : words.articles, { n: number(card.articles) })}`);
    definition.textContent = card.definition;
    definition.hidden = !card.definition;
    await more(0);
  } catch (error) {
    if (mine === shown) problem(panel, error);
  }

  async function more(offset) {
    const page = await json(`${path}/relations?${new URLSearchParams({ limit: STEP, offset, sentences: 1 })}`);
    if (mine !== shown) return;
    if (!page.total) told.append(el('p', { class: 'quiet' }, words.noFacts));
    told.append(...page.items.map((relation) => fact(thing, relation, ways)));
    const left = page.total - offset - page.items.length;
    if (left > 0) {
      const button = el('button', { type: 'button', class: 'button quietly', onclick: () => { button.remove(); more(offset + STEP).catch((error) => problem(panel, error)); } },
        fill(words.moreFacts, { n: number(left) }));
      told.append(button);
    }
  }
}

function fact(thing, relation, { choose, bring, has }) {
  const inverse = relation.object.iri === thing.iri;
  const other = inverse ? relation.subject : relation.object;
  const verb = words[inverse ? 'inverse' : 'relations'][relation.predicate] || relation.predicate;
  const drawn = other.iri && has(other.iri);
  const title = el('h3', {}, el('span', { class: 'verb' }, `${verb} `));
  if (!other.iri) title.append(el('bdi', {}, other.label));
  else if (drawn) title.append(el('button', { type: 'button', class: 'link', onclick: () => choose({ node: other.iri }) }, other.label));
  else title.append(link(other));
  if (other.iri && !drawn && other.kind !== 'article') {
    const at = pairOf(thing.iri, other.iri).split(' ').map(shortName).join('~');
    title.append(' ', el('button', { type: 'button', class: 'link more', 'aria-label': `${words.bring}: ${other.label}`, title: words.bring, onclick: () => bring([thing.iri, other.iri], at) }, '+'));
  }
  const rest = relation.sentences - relation.evidence.length;
  return el('section', { class: 'fact' }, title, ...relation.evidence.map(cite),
    rest > 0 && other.iri && drawn ? el('button', { type: 'button', class: 'link', onclick: () => choose({ pair: pairOf(thing.iri, other.iri) }) }, fill(rest === 1 ? words.sentence1 : words.sentences, { n: number(rest) })) : null);
}

/** Two things: all that ties them, with the sentences. */
export async function showPair(panel, a, b, { choose }) {
  const mine = (shown += 1);
  const end = (thing) => el('button', { type: 'button', class: 'link', onclick: () => choose({ node: thing.iri }) }, thing.label);
  const told = el('div', { class: 'facts-of' });
  panel.replaceChildren(el('h2', {}, end(a), ' – ', end(b)), told);
  panel.scrollTop = 0;
  try {
    const page = await json(`api/things/${shortName(a.iri)}/relations?${new URLSearchParams({ other: b.iri, sentences: 20 })}`);
    if (mine !== shown) return;
    told.append(...page.items.map((relation) => el('section', { class: 'fact' },
      el('h3', {}, el('bdi', {}, relation.subject.label), el('span', { class: 'verb' }, ` ${words.verbs[relation.predicate] || relation.predicate} `), el('bdi', {}, relation.object.label)),
      ...relation.evidence.map(cite),
      relation.sentences > relation.evidence.length ? el('p', { class: 'quiet' }, fill(words.sentences, { n: number(relation.sentences - relation.evidence.length) })) : null)));
    if (!page.total) told.append(el('p', { class: 'quiet' }, words.noFacts));
  } catch (error) {
    if (mine === shown) problem(panel, error);
  }
}
