// The same facts as a table: for screen readers, for reading in order, for copying.

const PAGE = 300;
let sorting = { by: 'n', down: true };
let rowsShown = PAGE;

function tableRows() {
  const value = {
    s: (e) => nameOf(EDGES[e].s), p: (e) => WORDS[language].rel[PREDICATES[EDGES[e].p]], o: (e) => nameOf(EDGES[e].o),
    n: (e) => sentencesIn(e).length, first: (e) => datesOf(e)[0] || '', last: (e) => datesOf(e).pop() || '',
  }[sorting.by];
  const rows = realEdges().map((e) => [value(e), e]);
  const order = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b, language));
  rows.sort((a, b) => order(a[0], b[0]) * (sorting.down ? -1 : 1) || a[1] - b[1]);
  return rows.map((r) => r[1]);
}

const datesOf = (e) => sentencesIn(e).map((s) => ARTICLES[s[0]].d).filter(Boolean).sort();

function fillTable() {
  const rows = tableRows();
  const head = (by, text) => el('th', { scope: 'col', 'aria-sort': sorting.by === by ? (sorting.down ? 'descending' : 'ascending') : 'none' },
    el('button', { type: 'button', 'data-by': by, on: { click: () => {
      sorting = { by, down: sorting.by === by ? !sorting.down : by === 'n' || by === 'last' };
      fillTable();
      document.querySelector(`#table-view [data-by="${by}"]`).focus();
    } } }, text, sorting.by === by ? (sorting.down ? ' ↓' : ' ↑') : ''));
  const view = $('table-view');
  const at = view.scrollTop;
  view.replaceChildren(
    el('table', {},
      el('caption', {}, word('tableCaption')),
      el('thead', {}, el('tr', {}, head('s', word('subject')), head('p', word('relation')), head('o', word('object')), head('n', word('sentencesHead')), head('first', word('firstSeen')), head('last', word('lastSeen')))),
      el('tbody', {}, rows.slice(0, rowsShown).map((e) => {
        const dates = datesOf(e);
        const count = sentencesIn(e).length;
        return el('tr', {},
          el('td', {}, nodeLink(EDGES[e].s)), el('td', {}, WORDS[language].rel[PREDICATES[EDGES[e].p]]), el('td', {}, nodeLink(EDGES[e].o)),
          el('td', { class: 'num' }, count ? el('button', { type: 'button', class: 'link', on: { click: () => choose({ edge: e }) } }, sentencesOf(count)) : '–'),
          el('td', { class: 'num' }, dates[0] || '–'), el('td', { class: 'num' }, dates[dates.length - 1] || '–'));
      }))),
    rows.length > rowsShown
      ? el('button', { type: 'button', class: 'plain', on: { click: () => { rowsShown += PAGE; fillTable(); } } }, word('more', { n: rows.length - rowsShown }))
      : '');
  view.scrollTop = at;
}

/** What is not the network: filled anew when what is shown changes. */
function fillView() {
  if (state.view === 'table') fillTable();
  if (state.view === 'matrix') fillMatrix();
  if (state.view === 'timeline') fillTimeline();
}

function setView(view) {
  state.view = view;
  for (const other of VIEWS) {
    $(`look-${other}`).setAttribute('aria-pressed', String(other === view));
    if (other !== 'network') $(`${other}-view`).hidden = other !== view;
  }
  $('stage').hidden = view !== 'network';
  fillView();
  settleStage();
  if (unseen) lookFirst(unseen.at);
}
