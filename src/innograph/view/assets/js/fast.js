// Drawing many things fast. vis-network draws one node or line at a time, each with its own colours; here everything of
// one colour is one stroke. While the view moves, what does not fit into a frame is moved as a picture and drawn anew when
// the view rests. Hit tests are our own too: vis-network's need every node to have been drawn by itself.

const SLOW = 12; // ms for a drawing beyond which a moving view is shown as a moved picture
const REST = 110; // ms without movement after which the picture is drawn anew

let base = null; // the ground of the last full drawing, without names: {canvas, view}
let face = null; // the same with names and all
let stale = true; // something changed but where one looks
let cost = 0; // ms of the last full drawing
let restTimer = 0;

const viewNow = () => ({ x: body.view.translation.x, y: body.view.translation.y, s: body.view.scale });
const sameView = (a, b) => a.x === b.x && a.y === b.y && a.s === b.s;

function startFast() {
  const { renderer, canvas, selectionHandler } = network;
  const full = renderer._redraw.bind(renderer);
  renderer._redraw = (hidden) => {
    if (hidden || !renderer.allowRedraw) { full(hidden); return; }
    const ctx = canvas.getContext();
    if (stale || !base || base.canvas.width !== ctx.canvas.width || base.canvas.height !== ctx.canvas.height) { drawAll(); return; }
    body.emitter.emit('initRedraw'); // moves the view on, where it is on its way
    const view = viewNow();
    const k = view.s / base.view.s;
    if (!sameView(view, base.view)) {
      clearTimeout(restTimer);
      if (cost < SLOW || k > 2.5 || k < 0.4) { drawAll(true); return; }
      restTimer = setTimeout(() => { stale = true; redraw(); }, REST);
    }
    renderer.redrawRequested = false;
    canvas.setTransform();
    const { clientWidth: w, clientHeight: h } = ctx.canvas;
    ctx.clearRect(0, 0, w, h);
    // Moved aside, it is the whole picture; made larger or smaller, the names must keep their size.
    const moves = !sameView(view, base.view);
    const picture = moves && k === 1 && face ? face : base.canvas;
    ctx.drawImage(picture, view.x - base.view.x * k, view.y - base.view.y * k, w * k, h * k);
    if (picture === face) return;
    ctx.save();
    ctx.translate(view.x, view.y);
    ctx.scale(view.s, view.s);
    drawOver(ctx, moves);
    ctx.restore();
    if (!moves) keepFace(ctx);
  };

  const drawAll = (moved) => {
    const started = performance.now();
    if (moved) { // the view has been moved on already in this frame
      const emit = body.emitter.emit;
      body.emitter.emit = (name, ...rest) => (name === 'initRedraw' ? body.emitter : emit.call(body.emitter, name, ...rest));
      try { full(false); } finally { body.emitter.emit = emit; }
    } else full(false);
    stale = false;
    cost = performance.now() - started;
    keepFace(canvas.getContext());
  };

  renderer._drawEdges = (ctx) => drawLines(ctx);
  renderer._drawArrows = () => {};
  renderer._drawNodes = (ctx) => { drawShapes(ctx); return { drawExternalLabels: null }; };

  selectionHandler.getNodeAt = (pointer, whole = true) => {
    const id = nodeUnder(canvas.DOMtoCanvas(pointer));
    return id === undefined ? undefined : whole ? body.nodes[id] : id;
  };
  selectionHandler.getEdgeAt = () => undefined; // what a line says on hover and click is ours: see startHover

  startHover();
}

/** What lies under the pointer, looked for once a frame. */
function startHover() {
  let wanted = null;
  const look_ = () => {
    const at = network.DOMtoCanvas(wanted);
    wanted = null;
    const node = nodeUnder(at);
    const edge = node === undefined ? edgeUnder(at) : undefined;
    const same = hovered ? hovered.node === node && hovered.edge === edge : node === undefined && edge === undefined;
    if (!same) setHovered(node !== undefined ? { node } : edge !== undefined ? { edge } : null);
  };
  stage.addEventListener('pointermove', (e) => {
    if (e.pointerType === 'touch' || e.buttons) return;
    const box = stage.getBoundingClientRect();
    if (!wanted) requestAnimationFrame(() => wanted && look_());
    wanted = { x: e.clientX - box.left, y: e.clientY - box.top };
  });
  stage.addEventListener('pointerleave', () => { wanted = null; if (hovered) setHovered(null); });
}

/** Keep the picture as it is now, if it takes long to make. */
function keepFace(ctx) {
  if (cost < SLOW) { face = null; return; }
  if (!face || face.width !== ctx.canvas.width || face.height !== ctx.canvas.height) face = el('canvas', { width: ctx.canvas.width, height: ctx.canvas.height });
  const to = face.getContext('2d');
  to.globalCompositeOperation = 'copy';
  to.drawImage(ctx.canvas, 0, 0);
}

/** After the ground is drawn: keep it, then names and what stands out over it. */
function keepBase(ctx) {
  if (!base || base.canvas.width !== ctx.canvas.width || base.canvas.height !== ctx.canvas.height) {
    base = { canvas: el('canvas', { width: ctx.canvas.width, height: ctx.canvas.height }) };
  }
  const to = base.canvas.getContext('2d');
  to.globalCompositeOperation = 'copy';
  to.drawImage(ctx.canvas, 0, 0);
  base.view = viewNow();
}

/** The part of the network that is on the screen, with some room around. */
function seenBox() {
  const { clientWidth: w, clientHeight: h } = stage;
  const { x, y, s } = viewNow();
  const room = 40 / s;
  return { left: -x / s - room, top: -y / s - room, right: (w - x) / s + room, bottom: (h - y) / s + room };
}

/** The control point of a line's curve; null for a straight line. */
function bend(edge) {
  if (!edge.smooth || !edge.smooth.enabled) return null;
  const [a, b] = [body.nodes[edge.from], body.nodes[edge.to]];
  const turn = (edge.smooth.type === 'curvedCW' ? 1 : -1) * edge.smooth.roundness * 2;
  return [(a.x + b.x) / 2 - (b.y - a.y) * turn * 0.5, (a.y + b.y) / 2 + (b.x - a.x) * turn * 0.5];
}

/** Where a line is at `t` between 0 and 1. */
function pointOn(edge, t) {
  const [a, b] = [body.nodes[edge.from], body.nodes[edge.to]];
  const c = bend(edge);
  if (!c) return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
  const u = 1 - t;
  return { x: u * u * a.x + 2 * u * t * c[0] + t * t * b.x, y: u * u * a.y + 2 * u * t * c[1] + t * t * b.y };
}

/** Lines of like look as one stroke each, then their arrowheads. */
function drawLines(ctx, only, strong) {
  const seen = seenBox();
  const scale = body.view.scale;
  const lots = new Map();
  const heads = new Map();
  // From far off an arrowhead is a blot, and a dash costs more than it tells.
  const withHeads = strong || scale > 0.22;
  const dashed = strong || scene.edges.length < 2500 || scale > 0.6;
  for (const edge of scene.edges) {
    if (!shown.edges.has(edge.id) || (only && !only.has(edge.id))) continue;
    const a = body.nodes[edge.from];
    const b = body.nodes[edge.to];
    if ((a.x < seen.left && b.x < seen.left) || (a.x > seen.right && b.x > seen.right) || (a.y < seen.top && b.y < seen.top) || (a.y > seen.bottom && b.y > seen.bottom)) continue;
    const colour = strong ? look()[LINES[edge.kind].of] : colourOfEdge(edge);
    const width = Math.round(edge.width * 2) / 2;
    const dash = dashed ? LINES[edge.kind].dash : false;
    const key = `${colour}|${width}|${dash || ''}`;
    let lot = lots.get(key);
    if (!lot) lots.set(key, lot = { colour, width, dash, path: new Path2D() });
    const c = bend(edge);
    lot.path.moveTo(a.x, a.y);
    if (c) lot.path.quadraticCurveTo(c[0], c[1], b.x, b.y); else lot.path.lineTo(b.x, b.y);
    if (withHeads && edge.arrows) {
      if (!heads.has(colour)) heads.set(colour, new Path2D());
      arrowHead(heads.get(colour), c ? c[0] : a.x, c ? c[1] : a.y, b, SIZE.get(edge.to), edge.width);
    }
  }
  // Never thinner than can be seen.
  const least = 0.55 / scale;
  ctx.lineCap = 'butt';
  for (const { colour, width, dash, path } of lots.values()) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(least, width * (strong ? 1.25 : 1));
    ctx.setLineDash(dash || []);
    ctx.stroke(path);
  }
  ctx.setLineDash([]);
  for (const [colour, path] of heads) {
    ctx.fillStyle = colour;
    ctx.fill(path);
  }
}

/** A head that touches the rim of the node which it points to. */
function arrowHead(path, fromX, fromY, to, size, width) {
  const [dx, dy] = [to.x - fromX, to.y - fromY];
  const length = Math.hypot(dx, dy);
  if (length < size + 4) return;
  const [ux, uy] = [dx / length, dy / length];
  const [long, broad] = [6 + width * 1.4, 2.4 + width * 0.7];
  const [x, y] = [to.x - ux * (size + 1), to.y - uy * (size + 1)];
  path.moveTo(x, y);
  path.lineTo(x - ux * long - uy * broad, y - uy * long + ux * broad);
  path.lineTo(x - ux * long + uy * broad, y - uy * long - ux * broad);
  path.closePath();
}

/** Shapes of one type as one path each. */
function drawShapes(ctx, only) {
  const seen = seenBox();
  const scale = body.view.scale;
  const colours = look();
  const lots = new Map();
  for (const { id, size } of scene.nodes) {
    if (!shown.nodes.has(id) || (only && !only.has(id))) continue;
    const { x, y } = body.nodes[id];
    if (x < seen.left - size || x > seen.right + size || y < seen.top - size || y > seen.bottom + size) continue;
    const type = typeOf(id);
    if (!lots.has(type)) lots.set(type, new Path2D());
    const path = lots.get(type);
    const r = Math.max(size, 1.1 / scale);
    if (r * scale < 2.2) { path.rect(x - r, y - r, 2 * r, 2 * r); continue; }
    const points = cornersOf(type, r);
    if (!points) {
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
    } else {
      points.forEach(([px, py], i) => (i ? path.lineTo(x + px, y + py) : path.moveTo(x + px, y + py)));
      path.closePath();
    }
  }
  for (const [type, path] of lots) {
    ctx.fillStyle = type === 'Article' ? colours.paper : colours[type];
    ctx.fill(path);
    ctx.strokeStyle = type === 'Article' ? colours[type] : colours.paper;
    ctx.lineWidth = type === 'Article' ? 1.5 : Math.min(1, 0.75 / scale);
    ctx.lineJoin = 'miter';
    if (scale > 0.3) ctx.stroke(path);
  }
}

const shapesKnown = new Map();
function cornersOf(type, r) {
  const key = `${type}${r}`;
  if (!shapesKnown.has(key)) shapesKnown.set(key, corners(type, r));
  return shapesKnown.get(key);
}

/** The node at a point of the network: the uppermost whose shape, or a finger's breadth around a small one, is there. */
function nodeUnder({ x, y }) {
  const slack = 5 / body.view.scale;
  let best;
  let nearest = Infinity;
  for (const { id, size } of scene.nodes) {
    if (!shown.nodes.has(id)) continue;
    const node = body.nodes[id];
    const far = Math.hypot(node.x - x, node.y - y) - size;
    if (far < slack && far < nearest) { nearest = far; best = id; }
  }
  return best;
}

/** The line nearest to a point of the network, if it is near. */
function edgeUnder({ x, y }) {
  const slack = 7 / body.view.scale;
  let best;
  let nearest = slack;
  for (const edge of scene.edges) {
    if (!shown.edges.has(edge.id)) continue;
    const a = body.nodes[edge.from];
    const b = body.nodes[edge.to];
    const c = bend(edge);
    const reach = slack + (c ? Math.hypot(c[0] - (a.x + b.x) / 2, c[1] - (a.y + b.y) / 2) : 0);
    if (x < Math.min(a.x, b.x) - reach || x > Math.max(a.x, b.x) + reach || y < Math.min(a.y, b.y) - reach || y > Math.max(a.y, b.y) + reach) continue;
    let far = Infinity;
    if (!c) far = fromSegment(x, y, a.x, a.y, b.x, b.y);
    else {
      let p = a;
      for (let i = 1; i <= 8; i++) {
        const q = pointOn(edge, i / 8);
        far = Math.min(far, fromSegment(x, y, p.x, p.y, q.x, q.y));
        p = q;
      }
    }
    if (far < nearest) { nearest = far; best = edge.id; }
  }
  return best;
}

function fromSegment(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const t = square ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
