// Filters: types, relations, theme, country, confidence and time. The legend is the filter.

// A theme stands for all that is narrower.
const NARROWER = new Map();
NODES.forEach((node, index) => (node.b || []).forEach((b) => NARROWER.set(b, [...(NARROWER.get(b) || []), index])));
function withNarrower(theme) {
  const found = new Set([theme]);
  for (const t of found) for (const n of NARROWER.get(t) || []) found.add(n);
  return found;
}

const THEMES_OF = NODES.map(() => new Set());
EDGES.forEach((edge) => { if (PREDICATES[edge.p] === 'hasTheme') THEMES_OF[edge.s].add(edge.o); });

/** Whether a date of any precision lies in the chosen span. Without a span every article counts, dated or not. */
function inSpan(date) {
  if (!state.since && !state.until) return true;
  if (!date) return false;
  return (!state.since || date >= state.since.slice(0, date.length)) && (!state.until || date.slice(0, state.until.length) <= state.until);
}

const letsThrough = (article, confidence) => Math.round(confidence * 100) >= state.confidence && inSpan(ARTICLES[article].d);

function applyFilters() {
  const themes = state.theme >= 0 ? withNarrower(state.theme) : null;
  const onTheme = (set) => [...set].some((t) => themes.has(t));
  const articleOnTheme = themes ? ARTICLES.map((a) => (a.k || []).some((t) => themes.has(t))) : null;
  const inCountry = (n) => n === state.country || NODES[n].n === state.country;
  shown.nodes.clear();
  shown.edges.clear();
  const typeCount = new Map();
  const predicateCount = new Map();
  const touched = new Set(); // has a relation, were its type shown
  EDGES.forEach((edge, index) => {
    if (isTie(index)) return;
    const predicate = PREDICATES[edge.p];
    const from = typeOf(edge.s);
    // What is said without a sentence (an article names a thing) has the article's own date.
    const articles = edge.e.length ? edge.e.filter((e) => letsThrough(e[0], e[2])).map((e) => e[0])
      : from === 'Article' && !inSpan(DATE_OF_NODE.get(edge.s)) ? [] : null;
    if (articles && !articles.length) return;
    if (state.country >= 0 && !inCountry(edge.s) && !inCountry(edge.o)) return;
    if (themes) {
      const on = predicate === 'hasTheme' ? themes.has(edge.o)
        : onTheme(THEMES_OF[edge.s]) || onTheme(THEMES_OF[edge.o]) || (edge.t || []).some((t) => themes.has(t)) || (articles || []).some((a) => articleOnTheme[a]);
      if (!on) return;
    }
    const bothTypes = !state.hiddenTypes.has(from) && !state.hiddenTypes.has(typeOf(edge.o));
    if (bothTypes) predicateCount.set(predicate, (predicateCount.get(predicate) || 0) + 1);
    if (state.hiddenPredicates.has(predicate)) return;
    touched.add(edge.s).add(edge.o);
    if (!bothTypes) return;
    shown.edges.add(index);
    shown.nodes.add(edge.s).add(edge.o);
  });
  for (const n of touched) typeCount.set(typeOf(n), (typeCount.get(typeOf(n)) || 0) + 1);
  // A thing whose neighbours' types are hidden stays: it is not its type that was hidden.
  for (const n of touched) if (!state.hiddenTypes.has(typeOf(n))) shown.nodes.add(n);
  if (GROUPED) showGroups();
  applyShown();
  fillLegend(typeCount, predicateCount);
  fillSummary();
  fillView();
}

/** A community is shown while something of it is, and a tie while one of its relations is. */
function showGroups() {
  const groups = new Set();
  for (const n of shown.nodes) groups.add(groupOf(n));
  const ties = new Set();
  for (const e of shown.edges) {
    const [a, b] = [groupOf(EDGES[e].s), groupOf(EDGES[e].o)];
    if (a !== b) ties.add(tieOf(a, b));
  }
  for (const g of groups) if (g !== undefined) shown.nodes.add(GROUP_AT + g);
  for (const t of ties) if (t !== undefined) shown.edges.add(t);
}

const realNodes = () => { let n = 0; for (const id of shown.nodes) if (!isGroup(id)) n += 1; return n; };
const realEdges = () => [...shown.edges].filter((e) => !isTie(e));

const DATE_OF_NODE = new Map();
{
  const byIri = new Map(ARTICLES.map((a) => [a.i, a.d]));
  NODES.forEach((node, index) => { if (byIri.has(node.i)) DATE_OF_NODE.set(index, byIri.get(node.i)); });
}

/** After a change of the filters: everything that shows their outcome. */
function refilter({ keep = false } = {}) {
  applyFilters();
  if (state.chosen) {
    if ('path' in state.chosen) choose(state.chosen, { move: false });
    else { fillPanel(); lightChosen(); }
  }
  $('theme').value = state.theme;
  $('country').value = state.country;
  $('confidence').value = state.confidence;
  $('confidence-value').textContent = `${state.confidence} %`;
  $('reset').hidden = !(state.hiddenTypes.size || state.hiddenPredicates.size || state.theme >= 0 || state.country >= 0 || state.confidence || state.since || state.until);
  drawSpan();
  if (!keep) keepAddress();
}

function fillSummary() {
  const articles = new Set();
  const edges = realEdges();
  for (const e of edges) for (const s of sentencesIn(e)) articles.add(s[0]);
  const number = new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB');
  const text = word('summary', { nodes: number.format(realNodes()), edges: number.format(edges.length), articles: number.format(articles.size || ARTICLES.length) });
  $('summary').textContent = text;
}

function fillLegend(typeCount, predicateCount) {
  const entry = (key, name, icon, count, hidden) => el('li', {}, el('button', {
    type: 'button', 'aria-pressed': String(!hidden.has(key)), 'data-key': key,
    on: { click: (e) => {
      if (e.altKey) { // the others off, or all on again
        const others = [...(hidden === state.hiddenTypes ? usedTypes : usedPredicates)].filter((k) => k !== key);
        const alone = others.every((k) => hidden.has(k));
        hidden.clear();
        if (!alone) others.forEach((k) => hidden.add(k));
      } else if (!hidden.delete(key)) hidden.add(key);
      refilter();
    } },
  }, icon, el('span', { class: 'what' }, name), el('span', { class: 'n' }, count || 0)));
  const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
  $('types').replaceChildren(...TYPES.filter((t) => usedTypes.has(t)).map((t) =>
    entry(t, WORDS[language].types_[t], typeIcon(t), typeCount.get(t), state.hiddenTypes)));
  $('predicates').replaceChildren(...PREDICATES.filter((p) => usedPredicates.has(p)).map((p) =>
    entry(p, WORDS[language].rel[p], lineIcon(p), predicateCount.get(p), state.hiddenPredicates)));
  if (focused) {
    const again = [...document.querySelectorAll('.legend button')].find((b) => b.dataset.key === focused);
    if (again) again.focus({ preventScroll: true });
  }
}

const usedTypes = new Set();
for (let i = 0; i < DRAWN; i++) usedTypes.add(typeOf(i));
const usedPredicates = new Set();
for (let e = 0; e < REAL_EDGES; e++) usedPredicates.add(PREDICATES[EDGES[e].p]);

function fillChoices() {
  const byName = (a, b) => nameOf(a).localeCompare(nameOf(b), language);
  const option = (value, text) => el('option', { value }, text);
  const themes = new Set();
  EDGES.forEach((e) => { if (PREDICATES[e.p] === 'hasTheme') themes.add(e.o); (e.t || []).forEach((t) => themes.add(t)); });
  ARTICLES.forEach((a) => (a.k || []).forEach((t) => themes.add(t)));
  for (const t of themes) for (const b of NODES[t].b || []) themes.add(b);
  const countries = new Set();
  for (let id = 0; id < DRAWN; id++) {
    if (NODES[id].n !== undefined) countries.add(NODES[id].n);
    if (typeOf(id) === 'Place') countries.add(id);
  }
  $('theme').replaceChildren(option(-1, word('anyTheme')), ...[...themes].sort(byName).map((t) => option(t, nameOf(t))));
  $('country').replaceChildren(option(-1, word('anyCountry')), ...[...countries].sort(byName).map((c) => option(c, nameOf(c))));
  $('theme').value = state.theme;
  $('country').value = state.country;
}

function startFilters() {
  $('theme').addEventListener('change', (e) => { state.theme = +e.target.value; refilter(); });
  $('country').addEventListener('change', (e) => { state.country = +e.target.value; refilter(); });
  $('confidence').addEventListener('input', (e) => { state.confidence = +e.target.value; refilter(); });
  $('reset').addEventListener('click', () => {
    state.hiddenTypes.clear(); state.hiddenPredicates.clear();
    Object.assign(state, { theme: -1, country: -1, confidence: 0, since: '', until: '' });
    refilter();
    $('search').focus();
  });
}
