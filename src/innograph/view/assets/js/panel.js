// The panel: who a thing is, and the sentences behind a relation.

const panel = $('panel');

/** The sentences of a relation that the filters let through. */
function sentencesIn(index) {
  return EDGES[index].e.filter(([article, , confidence]) => letsThrough(article, confidence));
}

/** Choose a node, an edge, a path or nothing: the panel, the drawing and the address follow. */
function choose(what, { move = true, keepFocus = false, first = false } = {}) {
  if (!what || !('node' in what) || !state.chosen || state.chosen.node !== what.node) state.depth = first ? state.depth : 1;
  state.chosen = what;
  if (what) $('hint').style.opacity = 0;
  if (what && 'path' in what) {
    const found = shortestPath(what.from, what.to);
    what.path = found ? found.nodes : [];
    what.edges = found ? found.edges : [];
  }
  sceneFor(what);
  fillPanel();
  lightChosen();
  if (move && what && state.view === 'network') showChosen();
  if (what && !keepFocus && document.activeElement === stage) panel.focus({ preventScroll: true });
  keepAddress();
}

function lightChosen() {
  const what = state.chosen;
  if (!what) return setFocus(null);
  if ('node' in what) {
    const near = around(what.node, state.depth);
    return setFocus(near.nodes, near.edges);
  }
  if ('edge' in what) return setFocus([EDGES[what.edge].s, EDGES[what.edge].o], [what.edge]);
  return setFocus(what.path, what.edges);
}

function showChosen() {
  const what = state.chosen;
  if ('path' in what) return fitTo(what.path);
  if ('edge' in what) {
    const ends = [EDGES[what.edge].s, EDGES[what.edge].o];
    const inView = ends.every((id) => body.nodes[id] && isInView(id));
    return inView ? undefined : fitTo(ends);
  }
  return reveal(what.node);
}

function fillPanel() {
  const what = state.chosen;
  const wasHidden = panel.hidden;
  panel.hidden = !what;
  panel.replaceChildren();
  if (what) {
    panel.append(...('node' in what ? nodeCard(what.node) : 'edge' in what ? edgeCard(what.edge) : pathCard(what)));
    panel.scrollTop = 0;
  }
  if (wasHidden !== panel.hidden) settleStage();
}

function closeButton() {
  return el('button', { type: 'button', class: 'close', 'aria-label': word('close'), on: { click: () => { choose(null); stage.focus({ preventScroll: true }); } } }, '×');
}

const nodeLink = (index) =>
  el('button', { type: 'button', class: 'link', on: { click: () => choose({ node: index }) } }, nameOf(index));

function nodeCard(index) {
  const node = NODES[index];
  const names = new Set([...Object.values(node.l), ...(node.a || [])]);
  names.delete(nameOf(index));
  const head = el('div', { class: 'panel-head' },
    el('div', {}, el('p', { class: 'kind' }, typeIcon(typeOf(index)), kindOf(index)), el('h2', {}, nameOf(index)),
      names.size ? el('p', { class: 'note' }, `${word('alsoCalled')}: ${clip([...names].slice(0, 12).join(' · '))}`) : null),
    closeButton());
  return [head, nodeFacts(index), nodeRelations(index), articleList(index), nodeNumbers(index)].flat();

  function nodeFacts() {
    const rows = [];
    const row = (name, ...values) => rows.push(el('dt', {}, name), el('dd', {}, values));
    for (const [title, where] of node.r || []) {
      row(word('roles'), title, where >= 0 ? [', ', nodeLink(where)] : null);
    }
    if (node.n !== undefined) row(word('country'), nodeLink(node.n));
    for (const broader of node.b || []) row(word('broader'), nodeLink(broader));
    for (const [kind, value] of node.d || []) {
      const name = kind === 'homepage' ? word('homepage') : kind === 'wikidata' ? word('wikidata') : kind;
      const text = kind === 'homepage' ? value.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '') : value.replace(/^.*\/entity\//, '');
      row(name.charAt(0).toUpperCase() + name.slice(1), linkTo(value, text));
    }
    return rows.length ? [el('dl', { class: 'facts' }, rows)] : [];
  }
}

/** The relations of a node by kind and direction; each leads on to the other thing and to its sentences. */
function nodeRelations(index) {
  const groups = new Map();
  for (const e of RELATIONS[index]) {
    if (!shown.edges.has(e) || isTie(e)) continue;
    const predicate = PREDICATES[EDGES[e].p];
    const out = EDGES[e].s === index;
    const key = `${String(EDGES[e].p).padStart(2, '0')}${out || SYMMETRIC.has(predicate) ? 'a' : 'b'}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(e);
  }
  const made = [];
  if (groups.size && index < DATA.drawn) {
    made.push(el('h3', {}, word('neighbours')), el('div', { class: 'chips', role: 'group', 'aria-label': word('neighbours') },
      [1, 2, 3].map((n) => el('button', {
        type: 'button', 'aria-pressed': String(state.depth === n),
        on: { click: () => { state.depth = n; choose({ node: index }, { move: false }); fitTo(focus.nodes); } },
      }, word('steps', { n })))));
  }
  for (const [key, edges] of [...groups].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const predicate = PREDICATES[EDGES[edges[0]].p];
    const name = WORDS[language][key.endsWith('a') ? 'rel' : 'inv'][predicate];
    edges.sort((a, b) => sentencesIn(b).length - sentencesIn(a).length || nameOf(otherEnd(a, index)).localeCompare(nameOf(otherEnd(b, index)), language));
    made.push(el('h4', {}, name.charAt(0).toUpperCase() + name.slice(1), ' ', el('span', {}, edges.length)));
    made.push(el('ul', {}, edges.map((e) => {
      const count = sentencesIn(e).length;
      return el('li', { class: 'row' }, nodeLink(otherEnd(e, index)), count
        ? el('button', { type: 'button', class: 'why', 'aria-label': `${sentencesOf(count)}: ${nameOf(EDGES[e].s)} ${WORDS[language].rel[predicate]} ${nameOf(EDGES[e].o)}`, on: { click: () => choose({ edge: e }) } }, sentencesOf(count))
        : null);
    })));
  }
  if (!groups.size) made.push(el('p', { class: 'note' }, RELATIONS[index].length ? word('noRelations') : word('onlyNamed')));
  return made;
}

/** A thing's numbers in the whole network, whatever is shown of it. */
function nodeNumbers(index) {
  if (index >= DRAWN) return [];
  const near = new Set(RELATIONS[index].filter((e) => !isTie(e)).map((e) => otherEnd(e, index)));
  const groups = new Set([...near].map(groupOf));
  groups.delete(groupOf(index));
  const number = new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 3 });
  const between = betweenness()[index];
  const [rank, of] = rankOf(between);
  return [
    el('h3', {}, word('centrality')),
    el('dl', { class: 'facts' },
      el('dt', {}, word('degree')), el('dd', {}, number.format(near.size)),
      between >= 0 ? [el('dt', {}, word('betweenness')), el('dd', {}, word('betweennessOf', { n: number.format(between), rank, of }))] : null,
      el('dt', {}, word('groupsAround')), el('dd', {}, number.format(groups.size))),
  ];
}

function articleList(index) {
  const articles = (NODES[index].m || []).filter((a) => letsThrough(a, 1));
  if (!articles.length) return [];
  return [
    el('h3', {}, `${word('articles')} (${articles.length})`),
    el('ul', { class: 'articles' }, articles.slice().reverse().map((a) => {
      const { t, d, u } = ARTICLES[a];
      return el('li', {}, el('time', d ? { datetime: d } : {}, dateOf(d)), u ? linkTo(u, clip(t)) : clip(t));
    })),
  ];
}

/** What ties two communities together: its strongest relations. */
function tieCard(index) {
  const { s, o, n } = EDGES[index];
  const [a, b] = [s - GROUP_AT, o - GROUP_AT];
  const edges = membersOf(a).flatMap((m) => RELATIONS[m].filter((e) => shown.edges.has(e) && !isTie(e) && groupOf(otherEnd(e, m)) === b));
  edges.sort((x, y) => sentencesIn(y).length - sentencesIn(x).length || x - y);
  const open = (group) => el('button', { type: 'button', class: 'link', on: { click: () => openGroup(group) } }, groupName(group));
  return [
    el('div', { class: 'panel-head' }, el('div', {}, el('p', { class: 'kind' }, word('ties', { n })), el('h2', { class: 'triple' }, open(a), el('span', { class: 'verb' }, '↔'), open(b))), closeButton()),
    el('ul', {}, edges.slice(0, 60).map((e) => el('li', { class: 'row' },
      el('span', {}, nodeLink(EDGES[e].s), ` ${WORDS[language].rel[PREDICATES[EDGES[e].p]]} `, nodeLink(EDGES[e].o)),
      el('button', { type: 'button', class: 'why', on: { click: () => choose({ edge: e }) } }, sentencesOf(sentencesIn(e).length))))),
  ];
}

function edgeCard(index) {
  if (isTie(index)) return tieCard(index);
  const edge = EDGES[index];
  const predicate = PREDICATES[edge.p];
  const said = sentencesIn(index);
  return [
    el('div', { class: 'panel-head' },
      el('div', {},
        el('p', { class: 'kind' }, lineIcon(predicate), sentencesOf(said.length)),
        el('h2', { class: 'triple' }, nodeLink(edge.s), el('span', { class: 'verb' }, WORDS[language].rel[predicate]), nodeLink(edge.o))),
      closeButton()),
    edge.t ? el('div', { class: 'chips' }, edge.t.map((t) => el('button', { type: 'button', on: { click: () => choose({ node: t }) } }, nameOf(t)))) : null,
    ...said.map(sentenceCard),
  ].filter(Boolean);
}

/** One sentence and where it is from. A retelling is not shown as the source's words. */
function sentenceCard([article, quote, confidence, tongue]) {
  const { t, d, u, p, r } = ARTICLES[article];
  return el('figure', { class: 'says' },
    el('blockquote', { class: r ? 'retold' : 'quoted', lang: tongue || null }, quote),
    el('figcaption', {},
      el('b', {}, clip(t)), el('br'),
      el('time', d ? { datetime: d } : {}, dateOf(d)), ' · ', word('certainty', { n: Math.round(confidence * 100) }),
      r ? el('p', { class: 'note' }, word('retold', { source: p || word('theSource') })) : null,
      u ? el('p', {}, linkTo(u, r ? word('toArticle') : u.replace(/^https?:\/\/(www\.)?/, '').split('/')[0])) : null));
}

function pathCard(what) {
  const head = el('div', { class: 'panel-head' },
    el('div', {}, el('p', { class: 'kind' }, word('pathTitle')), el('h2', {}, `${nameOf(what.from)} – ${nameOf(what.to)}`)), closeButton());
  if (!what.path.length) return [head, el('p', {}, word('pathNone'))];
  return [head, el('p', { class: 'note' }, word('pathSteps', { n: what.edges.length })),
    ...what.edges.map((e) => {
      const edge = EDGES[e];
      return el('div', { class: 'says' }, el('p', { class: 'triple' }, nodeLink(edge.s), el('span', { class: 'verb' }, WORDS[language].rel[PREDICATES[edge.p]]), nodeLink(edge.o)),
        sentencesIn(e).slice(0, 1).map((s) => el('p', { class: 'note' }, s[1])),
        el('button', { type: 'button', class: 'link', on: { click: () => choose({ edge: e }) } }, sentencesOf(sentencesIn(e).length)));
    })];
}
