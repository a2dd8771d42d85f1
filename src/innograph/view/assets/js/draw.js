// The drawing: vis-network with the positions that came with the page, and our names, places and veil over it.

const shown = { nodes: new Set(), edges: new Set(), counts: new Map() }; // what the filters let through
let network = null;
let body = null; // vis-network's own nodes and edges, by id
let focus = null; // {nodes, edges} that stand out, or null
let hovered = null; // {node} | {edge} under the pointer
let moving = 0; // when the view last moved, for what is too slow to draw while it moves

const stage = $('network');
const SIZE = new Map(VIS_NODES.map((n) => [n.id, n.size]));
// The picture is wider than high. On a screen that stands it is turned over its diagonal, once, when it opens.
const standing = stage.clientHeight > stage.clientWidth * 1.15;
if (standing) for (const node of VIS_NODES) [node.x, node.y] = [node.y, node.x];

function startDrawing() {
  const nodes = VIS_NODES.map(({ label, ...node }) => ({ ...node, ...nodeLook(typeOf(node.id)), label: undefined }));
  const edges = VIS_EDGES.map(({ kind, ...edge }) => ({ ...edge, ...edgeLook(kind, edge.id) }));
  network = new vis.Network(stage, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, VIS_OPTIONS);
  body = network.body;
  network.on('beforeDrawing', drawPlaces);
  network.on('afterDrawing', (ctx) => { drawFocus(ctx); drawNames(ctx); });
  network.on('click', onClick);
  network.on('hoverNode', (e) => setHovered({ node: e.node }));
  network.on('blurNode', () => setHovered(null));
  network.on('hoverEdge', (e) => setHovered({ edge: e.edge }));
  network.on('blurEdge', () => setHovered(null));
  network.on('dragging', dragNeighbours);
  network.on('dragStart', (e) => { stage.style.cursor = 'grabbing'; dragFrom = e.nodes.length ? { ...network.getPosition(e.nodes[0]) } : null; });
  network.on('dragEnd', () => { stage.style.cursor = ''; keepAddress(); });
  network.on('zoom', () => keepAddress());
}

/** Colours anew, after a change between light and dark. */
function restyle() {
  for (const node of VIS_NODES) body.nodes[node.id].setOptions(nodeLook(typeOf(node.id)));
  for (const edge of VIS_EDGES) body.edges[edge.id].setOptions({ id: edge.id, ...edgeLook(edge.kind, edge.id) });
  network.redraw();
}

/** Show what the filters let through. Straight into vis-network's nodes: its DataSet takes a second for 20,000. */
function applyShown() {
  for (const node of VIS_NODES) body.nodes[node.id].options.hidden = !shown.nodes.has(node.id);
  for (const edge of VIS_EDGES) body.edges[edge.id].options.hidden = !shown.edges.has(edge.id);
  network._updateVisibleIndices();
  places = null;
  redraw();
}

const redraw = () => body.emitter.emit('_requestRedraw');

function setHovered(what) {
  hovered = what;
  stage.style.cursor = what ? 'pointer' : '';
  redraw();
}

function onClick(event) {
  const node = event.nodes.length ? event.nodes[0] : network.getNodeAt(event.pointer.DOM);
  if (node !== undefined) choose({ node });
  else if (event.edges.length) choose({ edge: event.edges[0] });
  else choose(null);
  network.unselectAll();
}

let dragFrom = null;
/** The neighbours of a node that is dragged follow it half-heartedly. */
function dragNeighbours(event) {
  if (!event.nodes.length || !dragFrom) return;
  const id = event.nodes[0];
  const now = network.getPosition(id);
  const dx = (now.x - dragFrom.x) * 0.35;
  const dy = (now.y - dragFrom.y) * 0.35;
  dragFrom = { ...now };
  const near = new Set(RELATIONS[id].filter((e) => shown.edges.has(e)).map((e) => otherEnd(e, id)));
  for (const other of near) {
    // A node that hangs on this one alone comes along whole; one with ties elsewhere stays nearer to them.
    const ties = new Set(RELATIONS[other].filter((e) => shown.edges.has(e)).map((e) => otherEnd(e, other))).size;
    const share = ties === 1 ? 2.2 : 1 / Math.sqrt(ties);
    body.nodes[other].x += dx * share;
    body.nodes[other].y += dy * share;
  }
  places = null;
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
  const free = { left: wide ? 64 : 22, top: wide ? 44 : 40, right: box.width - (wide ? 84 : 22), bottom: box.height - 90 };
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
  const at = network.canvasToDOM(network.getPosition(id));
  const free = openStage();
  const inside = at.x > free.left + 40 && at.x < free.right - 40 && at.y > free.top + 30 && at.y < free.bottom - 30;
  const scale = Math.max(network.getScale(), 0.55);
  if (inside && scale === network.getScale()) return;
  const box = stage.getBoundingClientRect();
  const { x, y } = network.getPosition(id);
  moveView({
    x: x - ((free.left + free.right) / 2 - box.width / 2) / scale,
    y: y - ((free.top + free.bottom) / 2 - box.height / 2) / scale,
  }, scale);
}

// What stands out: everything else goes under a veil, which costs the same for ten nodes as for ten thousand.

function setFocus(nodes, edges) {
  focus = nodes ? { nodes: new Set(nodes), edges: new Set(edges) } : null;
  redraw();
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
  for (const id of lit.edges) {
    if (!shown.edges.has(id)) continue;
    const edge = body.edges[id];
    const former = edge.options.color;
    edge.options.color = { ...former, color: colours[LINES[PREDICATES[EDGES[id].p]].of], opacity: 1 };
    edge.draw(ctx);
    edge.options.color = former;
  }
  for (const id of lit.nodes) if (shown.nodes.has(id) && body.nodes[id]) body.nodes[id].draw(ctx);
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
        if (!shown.edges.has(e)) continue;
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
