// Themes and organisations: in how many articles about a theme an organisation is named.

const WIDE = 24; // organisations across; the rest can be reached by search and filters
let cellChosen = null;

function fillMatrix() {
  const view = $('matrix-view');
  const articles = ARTICLES.map((a, index) => index).filter((a) => letsThrough(a, 1) && (ARTICLES[a].k || []).length);
  const wanted = state.theme >= 0 ? withNarrower(state.theme) : null;
  const themes = new Map();
  for (const a of articles) for (const t of ARTICLES[a].k) if (!wanted || wanted.has(t)) themes.set(t, [...(themes.get(t) || []), a]);
  const inMatrix = new Set([...themes.values()].flat());
  const organisations = [];
  for (let n = 0; n < GROUP_AT; n++) {
    if (typeOf(n) !== 'Organization' || (state.country >= 0 && NODES[n].n !== state.country)) continue;
    const count = (NODES[n].m || []).filter((a) => inMatrix.has(a)).length;
    if (count) organisations.push([n, count]);
  }
  organisations.sort((a, b) => b[1] - a[1] || nameOf(a[0]).localeCompare(nameOf(b[0]), language));
  const across = organisations.slice(0, WIDE).map((o) => o[0]);
  const down = [...themes].sort((a, b) => b[1].length - a[1].length || nameOf(a[0]).localeCompare(nameOf(b[0]), language));
  if (!down.length || !across.length) { view.replaceChildren(el('p', {}, word('matrixNone'))); return; }
  const named = across.map((n) => new Set(NODES[n].m));
  const cells = down.map(([, found]) => named.map((set) => found.filter((a) => set.has(a))));
  const most = Math.max(1, ...cells.flat().map((c) => c.length));
  view.replaceChildren(el('table', { class: 'matrix' },
    el('caption', {}, word('matrixCaption')),
    el('thead', {}, el('tr', {}, el('td', {}), across.map((n) => el('th', { scope: 'col' }, el('div', {}, nodeLink(n)))))),
    el('tbody', {}, down.map(([theme], row) => el('tr', {},
      el('th', { scope: 'row' }, nodeLink(theme)),
      across.map((n, column) => {
        const found = cells[row][column];
        if (!found.length) return el('td', {});
        const shade = 12 + Math.round((76 * found.length) / most);
        return el('td', { 'data-label': `${nameOf(n)}: ` }, el('button', {
          type: 'button', class: shade > 50 ? 'strong' : '', style: `--shade:${shade}%`, 'aria-label': `${nameOf(theme)}, ${nameOf(n)}: ${articlesOf(found.length)}`,
          on: { click: () => chooseCell(theme, n, found) },
        }, found.length));
      }))))));
}

/** The articles behind a cell, with what they say of the organisation. */
function chooseCell(theme, organisation, articles) {
  state.chosen = null;
  setFocus(null);
  cellChosen = { theme, organisation };
  panel.hidden = false;
  panel.replaceChildren(
    el('div', { class: 'panel-head' }, el('div', {}, el('p', { class: 'kind' }, articlesOf(articles.length)),
      el('h2', { class: 'triple' }, nodeLink(organisation), el('span', { class: 'verb' }, word('about').toLowerCase()), nodeLink(theme))), closeButton()),
    ...articles.map((a) => articleCard(a, (e) => EDGES[e].s === organisation || EDGES[e].o === organisation)));
  panel.focus({ preventScroll: true });
}
