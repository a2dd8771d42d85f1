// Article by article: what each says, the newest first.

const BATCH = 60;
let articlesShown = BATCH;
let SAYS = null;

/** The relations that an article says, by number. */
function relationsIn(article) {
  if (!SAYS) {
    SAYS = ARTICLES.map(() => []);
    for (let e = 0; e < REAL_EDGES; e++) for (const a of new Set(EDGES[e].e.map((s) => s[0]))) SAYS[a].push(e);
  }
  return SAYS[article];
}

/** An article with its themes and what it says; `keep` chooses among its relations. */
function articleCard(article, keep = () => true) {
  const { t, d, u, p, k } = ARTICLES[article];
  const edges = relationsIn(article).filter((e) => shown.edges.has(e) && PREDICATES[EDGES[e].p] !== 'about' && keep(e));
  return el('article', { class: 'entry' },
    el('p', { class: 'when' }, el('time', d ? { datetime: d } : {}, dateOf(d)), p ? ` · ${p}` : ''),
    el('h3', {}, u ? linkTo(u, clip(t)) : clip(t)),
    (k || []).length ? el('div', { class: 'chips' }, k.map((theme) => el('button', { type: 'button', on: { click: () => choose({ node: theme }) } }, nameOf(theme)))) : null,
    edges.length ? el('ul', {}, edges.map((e) => el('li', {},
      nodeLink(EDGES[e].s), ' ',
      el('button', { type: 'button', class: 'said', on: { click: () => choose({ edge: e }) } }, WORDS[language].rel[PREDICATES[EDGES[e].p]]),
      ' ', nodeLink(EDGES[e].o)))) : null);
}

function fillTimeline() {
  const view = $('timeline-view');
  const articles = ARTICLES.map((_, a) => a).filter((a) => letsThrough(a, 1) && relationsIn(a).some((e) => shown.edges.has(e))).reverse();
  const years = new Map();
  for (const a of articles.slice(0, articlesShown)) {
    const year = ARTICLES[a].d.slice(0, 4) || word('undated');
    years.set(year, [...(years.get(year) || []), a]);
  }
  view.replaceChildren(el('div', { class: 'years' },
    articles.length ? [...years].map(([year, found]) => el('section', { class: 'year' }, el('h2', {}, year), el('div', {}, found.map((a) => articleCard(a))))) : el('p', {}, word('timelineNone')),
    articles.length > articlesShown ? el('button', { type: 'button', class: 'plain', on: { click: () => { articlesShown += BATCH; fillTimeline(); } } }, word('more', { n: articles.length - articlesShown })) : ''));
}
