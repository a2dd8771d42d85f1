// The drawing: vis-network with positions that came with the page; looks, names, places and veil are ours.

const shown = { nodes: new Set(), edges: new Set() }; // what the filters let through
let network = null;
let body = null; // vis-network's own nodes and edges, by id
let focus = null; // {nodes, edges} that stand out, or null
let hovered = null; // {node} | {edge} under the pointer
let EDGE_AT = new Map(); // the scene's relations by number

function startDrawing() {
  network = new vis.Network(stage, { nodes: [], edges: [] }, VIS_OPTIONS);
  body = network.body;
  startFast();
  network.on('beforeDrawing', drawPlaces);
  network.on('afterDrawing', (ctx) => { keepBase(ctx); drawOver(ctx); });
  network.on('click', onClick);
  network.on('dragging', dragNeighbours);
  network.on('dragStart', (e) => {
    stage.style.cursor = 'grabbing';
    setHovered(null);
    dragFrom = e.nodes.length ? { ...network.getPosition(e.nodes[0]) } : null;
  });
  network.on('dragEnd', () => { stage.style.cursor = ''; dragFrom = null; network.unselectAll(); keepAddress(); });
  network.on('zoom', () => keepAddress());
  network.on('animationFinished', () => keepAddress());
  setScene(scene);
  fillNetwork();
}

/** Give vis-network the nodes and lines of the scene. */
function fillNetwork() {
  hovered = null;
  network.setData({
    nodes: new vis.DataSet(scene.nodes.map(({ id, x, y, size, shape }) => ({ id, x, y, size, shape }))),
    // We draw and find the lines ourselves, and thousands of them take vis-network seconds to take in.
    edges: new vis.DataSet(scene.edges.length > 2000 ? [] : scene.edges.map(({ id, from, to }) => ({ id, from, to }))),
  });
  EDGE_AT = new Map(scene.edges.map((e) => [e.id, e]));
  edgeColours.clear();
  places = null;
  stale = true;
}

/** Draw another scene: in a large network, another part of it. */
function changeScene(next) {
  if (next.key === scene.key && next.node === scene.node && next.kind !== 'path') return;
  setScene(next);
  fillNetwork();
  applyFilters();
  settleStage();
  fitTo(scene.nodes.map((n) => n.id), { animate: false });
  fillTrail();
}

/** Colours anew, after a change between light and dark. */
function restyle() {
  edgeColours.clear();
  stale = true;
  redraw();
}

/** Tell vis-network what is hidden, straight into its nodes: its DataSet takes a second for 20,000. */
function applyShown() {
  for (const node of scene.nodes) body.nodes[node.id].options.hidden = !shown.nodes.has(node.id);
  network._updateVisibleIndices();
  places = null;
  stale = true;
  redraw();
}

const redraw = () => body.emitter.emit('_requestRedraw');

function setHovered(what) {
  hovered = what;
  stage.style.cursor = what ? 'pointer' : '';
  redraw();
}

function onClick(event) {
  network.unselectAll();
  const at = network.DOMtoCanvas(event.pointer.DOM);
  const node = nodeUnder(at);
  const edge = node === undefined ? edgeUnder(at) : undefined;
  if (node !== undefined && isGroup(node)) openGroup(node - GROUP_AT);
  else if (node !== undefined) choose({ node });
  else if (edge !== undefined) choose({ edge });
  else choose(null);
}

function openGroup(group) {
  choose(null);
  changeScene(groupScene(group));
  keepAddress();
}

let dragFrom = null;
/** The neighbours of a node that is dragged follow it half-heartedly. */
function dragNeighbours(event) {
  if (!event.nodes.length || !dragFrom) return;
  const id = event.nodes[0];
  const now = network.getPosition(id);
  const dx = now.x - dragFrom.x;
  const dy = now.y - dragFrom.y;
  dragFrom = { ...now };
  const tiesOf = (n) => new Set(RELATIONS[n].filter((e) => shown.edges.has(e) && EDGE_AT.has(e)).map((e) => otherEnd(e, n)));
  for (const other of tiesOf(id)) {
    // A node that hangs on this one alone comes along; one with ties elsewhere stays nearer to them.
    const ties = tiesOf(other).size;
    const share = ties === 1 ? 0.8 : 0.35 / Math.sqrt(ties);
    body.nodes[other].x += dx * share;
    body.nodes[other].y += dy * share;
  }
  places = null;
  stale = true;
}

// Where one looks

function place() {
  if (!network) return '';
  const { x, y } = network.getViewPosition();
  return [x.toFixed(0), y.toFixed(0), network.getScale().toFixed(3), ...(standing ? [1] : [])].join(',');
}

/** The part of the stage that nothing covers, in pixels. */
function openStage() {
  const box = stage.getBoundingClientRect();
  const wide = box.width > 700; // names reach out at the sides, where there is room for them
  const free = { left: wide ? 64 : 22, top: wide ? 44 : 40, right: box.width - (!wide ? 22 : DATA.layout === 'layers' ? 210 : 84), bottom: box.height - 90 };
  const panel = $('panel');
  if (!panel.hidden && getComputedStyle(panel).position === 'absolute') {
    const over = panel.getBoundingClientRect();
    if (over.width > box.width * 0.8) free.bottom = Math.min(free.bottom, over.top - box.top - 10);
    else free.right = Math.min(free.right, over.left - box.left - 10);
  }
  return free;
}

/** Bring these nodes into the open part of the stage. */
function fitTo(nodes, { most = 1.25, animate = true } = {}) {
  const ids = [...nodes].filter((id) => body.nodes[id]);
  if (!ids.length) return;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const id of ids) {
    const { x, y } = body.nodes[id];
    const r = SIZE.get(id) || 8;
    left = Math.min(left, x - r); right = Math.max(right, x + r);
    top = Math.min(top, y - r); bottom = Math.max(bottom, y + r);
  }
  const box = stage.getBoundingClientRect();
  const free = openStage();
  const scale = Math.min(most, (free.right - free.left) / (right - left), (free.bottom - free.top) / (bottom - top));
  // vis-network centres on the middle of the canvas; we want the middle of its open part.
  const offX = ((free.left + free.right) / 2 - box.width / 2) / scale;
  const offY = ((free.top + free.bottom) / 2 - box.height / 2) / scale;
  moveView({ x: (left + right) / 2 - offX, y: (top + bottom) / 2 - offY }, scale, animate);
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

function moveView(position, scale, animate = true) {
  if (!stage.clientWidth || !(scale > 0)) return;
  const animation = animate && !calm.matches ? { duration: 320, easingFunction: 'easeInOutQuad' } : false;
  network.moveTo({ position, scale, animation });
  keepAddress();
}

function zoomBy(factor) {
  moveView(network.getViewPosition(), Math.min(6, Math.max(0.02, network.getScale() * factor)));
}

/** Bring a node into view only if it is not there already. */
function reveal(id) {
  if (!body.nodes[id]) return;
  const scale = Math.max(network.getScale(), 0.55);
  if (isInView(id) && scale === network.getScale()) return;
  const free = openStage();
  const box = stage.getBoundingClientRect();
  const { x, y } = network.getPosition(id);
  moveView({
    x: x - ((free.left + free.right) / 2 - box.width / 2) / scale,
    y: y - ((free.top + free.bottom) / 2 - box.height / 2) / scale,
  }, scale);
}

function isInView(id) {
  const at = network.canvasToDOM(network.getPosition(id));
  const free = openStage();
  return at.x > free.left && at.x < free.right && at.y > free.top && at.y < free.bottom;
}

// What stands out: everything else goes under a veil, which costs the same for ten nodes as for ten thousand.

function setFocus(nodes, edges) {
  focus = nodes ? { nodes: new Set(nodes), edges: new Set(edges) } : null;
  redraw();
}

/** Over the ground: what stands out, and the names. */
function drawOver(ctx, moves) {
  drawFocus(ctx);
  drawNames(ctx, moves);
}

function drawFocus(ctx) {
  const lit = focus || (hovered && lightOf(hovered));
  if (!lit) return;
  const colours = look();
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = focus ? 0.82 : 0.55;
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
  drawLines(ctx, lit.edges, true);
  drawShapes(ctx, lit.nodes);
  const main = focus && state.chosen && 'node' in state.chosen ? state.chosen.node : null;
  if (main !== null && shown.nodes.has(main) && body.nodes[main]) {
    const { x, y } = body.nodes[main];
    ctx.beginPath();
    ctx.arc(x, y, SIZE.get(main) + 6 / network.getScale(), 0, 2 * Math.PI);
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 1.75 / network.getScale();
    ctx.stroke();
  }
}

/** What lights up under the pointer: an edge with its ends, a node with its neighbours. */
function lightOf(what) {
  if ('edge' in what) return { nodes: new Set([EDGES[what.edge].s, EDGES[what.edge].o]), edges: new Set([what.edge]) };
  return around(what.node, 1);
}

/** Nodes and edges at most so many steps away, among what is shown. */
function around(node, steps) {
  const nodes = new Set([node]);
  let rim = [node];
  for (let i = 0; i < steps; i++) {
    const next = [];
    for (const id of rim) {
      for (const e of RELATIONS[id]) {
        if (!shown.edges.has(e) || isTie(e) !== isGroup(node)) continue;
        const other = otherEnd(e, id);
        if (!nodes.has(other)) { nodes.add(other); next.push(other); }
      }
    }
    rim = next;
  }
  const edges = new Set();
  for (const id of nodes) {
    for (const e of RELATIONS[id]) {
      if (!shown.edges.has(e)) continue;
      const direct = EDGES[e].s === node || EDGES[e].o === node;
      if (direct || (steps > 1 && nodes.has(otherEnd(e, id)))) edges.add(e);
    }
  }
  return { nodes, edges };
}
