// Putting it together.

function openPop(id) {
  for (const other of ['path', 'share']) {
    const open = other === id && $(other).hidden;
    $(other).hidden = !open;
    $(`${other}-open`).setAttribute('aria-expanded', String(open));
    if (open) {
      (other === 'path' ? fillPath : fillShare)();
      const first = $(other).querySelector('input, button');
      if (first) first.focus();
    }
  }
}

/** Every word of the page that does not depend on the view. */
function fillWords() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', word(node.dataset.label));
  for (const node of document.querySelectorAll('[data-placeholder]')) node.placeholder = word(node.dataset.placeholder);
  for (const node of document.querySelectorAll('[data-close]')) { node.textContent = '×'; node.setAttribute('aria-label', word('close')); }
  const other = Object.keys(WORDS).find((l) => l !== language);
  $('tongue').textContent = other.toUpperCase();
  $('tongue').setAttribute('aria-label', WORDS[other].name);
  $('tongue').lang = other;
  if (GROUPED) $('hint').textContent = word('hintGroup');
  fillChoices();
  drawPlay();
}

function setMode() {
  document.documentElement.dataset.mode = isDark() ? 'dark' : 'light';
  const moon = 'M13.2 9.9A5.8 5.8 0 0 1 6.1 2.8a5.8 5.8 0 1 0 7.1 7.1z';
  const icon = svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' });
  if (isDark()) {
    icon.append(svg('circle', { cx: 8, cy: 8, r: 3.2, fill: 'currentColor' }));
    for (let i = 0; i < 8; i++) icon.append(svg('line', { x1: 8, y1: 1, x2: 8, y2: 2.8, stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-linecap': 'round', transform: `rotate(${i * 45} 8 8)` }));
  } else icon.append(svg('path', { d: moon, fill: 'currentColor' }));
  $('mode').replaceChildren(icon);
  $('mode').setAttribute('aria-label', word(isDark() ? 'light' : 'dark'));
  $('mode').title = word(isDark() ? 'light' : 'dark');
}

let lastSize = '';
/** After the stage changed its size: what was seen at its left stays where it was, as near as it was. */
function settleStage() {
  if ($('stage').hidden || !network) return;
  const { clientWidth: width, clientHeight: height } = stage;
  const size = `${width} ${height}`;
  if (size === lastSize || !width || !height) return;
  const scale = network.getScale();
  const view = network.getViewPosition();
  const [formerWidth, formerHeight] = lastSize ? lastSize.split(' ').map(Number) : [width, height];
  lastSize = size;
  network.setSize(`${width}px`, `${height}px`);
  const position = { x: view.x + (width - formerWidth) / 2 / scale, y: view.y + (height - formerHeight) / 2 / scale };
  network.moveTo({ position, scale, animation: false });
  network.redraw();
}

/** Where one is in a large network, and the way back to all of it. */
function fillTrail() {
  const trail = $('trail');
  trail.hidden = !GROUPED || scene.kind === 'whole';
  if (trail.hidden) return;
  const here = scene.kind === 'group' ? `${groupName(scene.group)} (${membersOf(scene.group).length})` : scene.kind === 'near' ? nameOf(scene.node) : word('pathTitle');
  trail.replaceChildren(
    el('button', { type: 'button', class: 'link', on: { click: () => { choose(null); changeScene(wholeScene()); stage.focus({ preventScroll: true }); } } }, `← ${word('whole')}`),
    el('span', {}, here));
}

/** From the address to the page, whole. */
function show(text, first) {
  const { at } = readAddress(text);
  setMode();
  fillWords();
  if (!first) restyle();
  refilter({ keep: true });
  setView(state.view);
  if (GROUPED && state.group >= 0) changeScene(groupScene(state.group));
  else if (GROUPED && !first && !state.chosen) changeScene(wholeScene());
  choose(state.chosen, { move: false, first: true });
  fillTrail();
  lookFirst(at);
}

let unseen = null; // where to look first, while the network is not on the screen

/** Where the address says, else where what is chosen is, else at everything. */
function lookFirst(at) {
  if ($('stage').hidden || !stage.clientWidth) { unseen = { at }; return; }
  unseen = null;
  if (at) moveView({ x: at[0], y: at[1] }, at[2], false);
  else if (state.chosen && 'node' in state.chosen && body.nodes[state.chosen.node]) fitTo(focus.nodes, { animate: false });
  else if (state.chosen && 'edge' in state.chosen && EDGE_AT.has(state.chosen.edge)) fitTo([EDGES[state.chosen.edge].s, EDGES[state.chosen.edge].o], { animate: false, most: 0.9 });
  else fitTo(scene.nodes.map((n) => n.id).filter((n) => shown.nodes.has(n)), { animate: false });
}

/** From one node to the nearest in the direction of an arrow key. */
function stepTo(key) {
  const from = state.chosen && 'node' in state.chosen && body.nodes[state.chosen.node] ? body.nodes[state.chosen.node] : null;
  if (!from) {
    const first = IMPORTANCE.find((n) => shown.nodes.has(n.id));
    if (first) choose({ node: first.id }, { keepFocus: true });
    return;
  }
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = null;
  for (const { id } of scene.nodes) {
    const node = body.nodes[id];
    if (!shown.nodes.has(id) || node === from) continue;
    const [vx, vy] = [node.x - from.x, node.y - from.y];
    const along = vx * dx + vy * dy;
    const aside = Math.abs(vx * dy - vy * dx);
    if (along <= 0 || aside > along * 1.2) continue;
    const cost = along + aside * 1.6;
    if (!best || cost < best.cost) best = { id, cost };
  }
  if (best) {
    choose({ node: best.id }, { keepFocus: true });
    say(`${nameOf(best.id)}, ${kindOf(best.id)}`);
  }
}

function startKeys() {
  stage.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key.startsWith('Arrow')) {
      e.preventDefault();
      if (e.shiftKey) {
        const { x, y } = network.getViewPosition();
        const far = 120 / network.getScale();
        moveView({ x: x + far * ((e.key === 'ArrowRight') - (e.key === 'ArrowLeft')), y: y + far * ((e.key === 'ArrowDown') - (e.key === 'ArrowUp')) }, network.getScale());
      } else stepTo(e.key);
    } else if (e.key === '+' || e.key === '=') zoomBy(1.3);
    else if (e.key === '-') zoomBy(1 / 1.3);
    else if (e.key === '0') fitTo(shown.nodes);
    else if (e.key === 'Enter' && state.chosen) {
      if ('node' in state.chosen && isGroup(state.chosen.node)) openGroup(state.chosen.node - GROUP_AT);
      else panel.focus();
    }
  });
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      const pop = ['path', 'share'].find((id) => !$(id).hidden);
      if (pop) { openPop(null); $(`${pop}-open`).focus(); } else if ($('filters').classList.contains('open')) openFilters(false);
      else if (state.chosen) { choose(null); (state.view === 'network' ? stage : $(`${state.view}-view`)).focus(); }
    } else if (e.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      e.preventDefault();
      $('search').focus();
    }
  });
}

function openFilters(on) {
  $('filters').classList.toggle('open', on);
  $('filter-open').setAttribute('aria-expanded', String(on));
  if (on) $('filters').querySelector('button').focus();
}

function startButtons() {
  $('path-open').addEventListener('click', () => openPop('path'));
  $('share-open').addEventListener('click', () => openPop('share'));
  for (const view of VIEWS) $(`look-${view}`).addEventListener('click', () => { setView(view); keepAddress(); });
  $('filter-open').addEventListener('click', () => openFilters(!$('filters').classList.contains('open')));
  document.querySelector('[data-close="filters"]').addEventListener('click', () => openFilters(false));
  $('zoom-in').addEventListener('click', () => zoomBy(1.4));
  $('zoom-out').addEventListener('click', () => zoomBy(1 / 1.4));
  $('fit').addEventListener('click', () => fitTo(shown.nodes));
  $('mode').addEventListener('click', () => { state.mode = isDark() ? 'light' : 'dark'; recolour(); keepAddress(); });
  $('tongue').addEventListener('click', () => {
    language = Object.keys(WORDS).find((l) => l !== language);
    fillWords();
    setMode();
    refilter();
  });
  document.querySelector('.skip').addEventListener('click', (e) => { e.preventDefault(); setView('table'); $('table-view').focus(); keepAddress(); });
  darkWanted.addEventListener('change', () => { if (!state.mode) recolour(); });
  document.addEventListener('pointerdown', (e) => {
    if (!e.target.closest('.pop, .tools')) openPop(null);
  });
  window.addEventListener('hashchange', () => { if (location.hash.slice(1) !== ownAddress) show(location.hash.slice(1), false); });
  window.addEventListener('beforeprint', () => { settleStage(); fitTo(focus ? focus.nodes : scene.nodes.map((n) => n.id), { animate: false }); network.redraw(); });
  new ResizeObserver(() => settleStage()).observe(stage);
}

function recolour() {
  setMode();
  restyle();
  refilter();
}

/** A small door for a page that frames this one, and for tests: where things are on the screen, and what is shown. */
function onScreen({ x, y }) {
  const at = network.canvasToDOM({ x, y });
  const box = stage.getBoundingClientRect();
  return { x: at.x + box.left, y: at.y + box.top };
}
window.innograph = Object.freeze({
  nodeAt: (index) => onScreen(network.getPosition(index)),
  edgeAt: (index) => {
    // A place on the line that no node and no other line has.
    const parts = Array.from({ length: 81 }, (_, i) => pointOn(EDGE_AT.get(index), 0.5 + (i % 2 ? 1 : -1) * i * 0.005));
    return onScreen(parts.find((p) => nodeUnder(p) === undefined && edgeUnder(p) === index) || parts[0]);
  },
  node: (name) => NODES.findIndex((n) => Object.values(n.l).includes(name)),
  edge: (from, predicate, to) => EDGES.findIndex((e) => e.s === from && PREDICATES[e.p] === predicate && e.o === to),
  shownNodes: () => [...shown.nodes].sort((a, b) => a - b),
  shownEdges: () => [...shown.edges].sort((a, b) => a - b),
  drawn: () => scene.nodes.length,
  places: () => scene.nodes.map(({ id, x, y, size }) => [id, x, y, size]),
  groupNode: (group) => GROUP_AT + group,
  scale: () => network.getScale(),
  betweenness: () => betweenness(),
  address: () => address(true),
  turtle: asTurtle,
  sparql: asSparql,
  csv: asCsv,
  svg: asSvg,
});

$('hint').hidden = DATA.axis.length > 0; // the years stand there
setMode();
startDrawing();
settleStage();
startFilters();
startTime();
startFind();
startKeys();
startButtons();
show(location.hash.slice(1), true);
document.documentElement.dataset.ready = '1';
