// Names: always the same size on the screen, the most spoken-of first, none over another; and the places behind them.

const measured = new Map();
const measure = document.createElement('canvas').getContext('2d');
const FONT = getComputedStyle(document.body).fontFamily;
const PLAIN = `12.5px ${FONT}`;
const STRONG = `600 13.5px ${FONT}`;
const SMALL = `11.5px ${FONT}`;

function widthOf(text, font) {
  const key = font + text;
  if (!measured.has(key)) {
    measure.font = font;
    measured.set(key, measure.measureText(text).width);
  }
  return measured.get(key);
}

/** A name in at most `most` lines of about `width` pixels; what is cut ends in an ellipsis. */
function linesOf(text, font, width, most) {
  const clean = text.length > 400 ? `${text.slice(0, 400)}…` : text;
  const lines = [];
  let line = '';
  for (const part of clean.split(/\s+/)) {
    const longer = line ? `${line} ${part}` : part;
    if (line && widthOf(longer, font) > width) { lines.push(line); line = part; } else line = longer;
  }
  if (line) lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += '…';
  return kept.map((l) => {
    let cut = l;
    while (cut.length > 4 && widthOf(cut, font) > width * 1.35) cut = `${cut.slice(0, -2).trimEnd()}…`;
    return cut;
  });
}

let written = []; // the names of the last drawing, for as long as the view moves

function drawNames(ctx, moves) {
  const ratio = ctx.canvas.width / stage.clientWidth;
  const scale = network.getScale();
  const { clientWidth: width, clientHeight: height } = stage;
  const colours = look();
  const lit = focus || (hovered && lightOf(hovered));
  const taken = [];
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  const view = network.getViewPosition();
  const toScreen = (x, y) => [(x - view.x) * scale + width / 2, (y - view.y) * scale + height / 2];
  if (moves) {
    for (const name of written) {
      const [x, y] = toScreen(body.nodes[name.id].x, body.nodes[name.id].y);
      writeName(ctx, name, x + name.dx, y + name.dy, colours);
    }
    ctx.restore();
    return;
  }
  written = [];
  const first = lit ? [...lit.nodes] : [];
  const rank = hovered && 'node' in hovered ? hovered.node : state.chosen && state.chosen.node;
  const ordered = lit ? IMPORTANCE.filter((n) => lit.nodes.has(n.id)) : IMPORTANCE;
  if (lit && rank !== undefined) ordered.sort((a, b) => (b.id === rank) - (a.id === rank) || b.of - a.of || a.id - b.id);
  if (lit) for (const id of [...lit.edges].slice(0, 60)) drawVerb(ctx, id, toScreen, taken, colours, lit.edges.size <= 12);
  // No name covers another. The main ones may cover small nodes, the others cover none.
  const names = new Grid();
  const ground = new Grid();
  const inView = [];
  for (const n of ordered) {
    if (!shown.nodes.has(n.id)) continue;
    const node = body.nodes[n.id];
    const [x, y] = toScreen(node.x, node.y);
    if (x < -80 || y < -40 || x > width + 80 || y > height + 20) continue;
    inView.push([n, x, y]);
    const r = n.size * scale * 0.85;
    if (inView.length < 4000) (MAIN.has(n.id) ? names : ground).add([x - r, y - r, x + r, y + r]);
  }
  taken.forEach((box) => names.add(box));
  coveredParts().forEach((box) => names.add(box));
  if (DATA.names.length && !lit) drawPlaceNames(ctx, toScreen, names, colours);
  let count = 0;
  const limit = lit ? 140 : 220;
  for (const [{ id, size }, x, y] of inView) {
    if (count >= limit) break;
    const strong = MAIN.has(id) || id === rank;
    const font = strong ? STRONG : PLAIN;
    const open = id === rank || (lit && first.length <= 3);
    const layered = DATA.layout === 'layers' && !lit;
    const lines = linesOf(nameOf(id), font, open || layered ? 190 : strong ? 150 : 124, open ? 4 : 2);
    const wide = Math.max(...lines.map((l) => widthOf(l, font)));
    const step = strong ? 16 : 15;
    const high = lines.length * step;
    const r = size * scale;
    const [ax, ay] = pullOn(id);
    // Below, right, left or above: where its relations do not go, and there is room.
    const places = [
      [ay - 0.3, x, y + r + 3], [ax, x + r + 5 + wide / 2, y - high / 2],
      [-ax, x - r - 5 - wide / 2, y - high / 2], [-ay, x, y - r - 4 - high],
    ].sort((a, b) => (layered ? 0 : a[0] - b[0])).map((p) => [p[1], p[2]]);
    if (layered) places.splice(0, 4, places[1], places[2]); // a name in a column stands beside its node
    const boxAt = ([cx, top]) => [cx - wide / 2 - 2, top, cx + wide / 2 + 2, top + high];
    const inside = (b) => x < 8 || x > width - 8 || (b[0] >= 2 && b[2] <= width - 2);
    const clear = (p) => inside(boxAt(p)) && names.isFree(boxAt(p));
    const at = places.find((p) => clear(p) && ground.isFree(boxAt(p))) || (strong && places.find(clear)) || (id === rank ? places[0] : null);
    if (!at) continue;
    names.add(boxAt(at));
    taken.push(boxAt(at));
    count += 1;
    const name = { id, lines, font, step, bright: Boolean(strong || lit), dx: at[0] - x, dy: at[1] - y };
    written.push(name);
    writeName(ctx, name, at[0], at[1], colours);
  }
  // Close by there is room for what the lines say.
  if (!lit && scale > 1.15) {
    let verbs = 0;
    for (const { id } of scene.edges) {
      if (verbs > 80) break;
      if (shown.edges.has(id) && drawVerb(ctx, id, toScreen, taken, colours, false, width, height)) verbs += 1;
    }
  }
  ctx.restore();
}

function writeName(ctx, { lines, font, step, bright }, x, y, colours) {
  ctx.font = font;
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = colours.paper;
  ctx.fillStyle = bright ? colours.ink : mix(colours.ink, colours.paper, 0.22);
  lines.forEach((line, i) => {
    ctx.strokeText(line, x, y + i * step);
    ctx.fillText(line, x, y + i * step);
  });
}

/** What lies over the drawing: the hint, the time and the buttons. */
function coveredParts() {
  const box = stage.getBoundingClientRect();
  return [$('hint'), $('time'), document.querySelector('.zoom')]
    .filter((part) => !part.hidden && part.style.opacity !== '0')
    .map((part) => part.getBoundingClientRect())
    .map((r) => [r.left - box.left, r.top - box.top, r.right - box.left, r.bottom - box.top]);
}

/** Where the relations of a node go, on the whole: a direction of length at most 1. */
function pullOn(id) {
  let [dx, dy] = [0, 0];
  const here = body.nodes[id];
  for (const e of RELATIONS[id].slice(0, 40)) {
    const there = body.nodes[otherEnd(e, id)];
    if (!there || !shown.edges.has(e)) continue;
    const length = Math.hypot(there.x - here.x, there.y - here.y) || 1;
    dx += (there.x - here.x) / length;
    dy += (there.y - here.y) / length;
  }
  const length = Math.max(1, Math.hypot(dx, dy));
  return [dx / length, dy / length];
}

/** What is taken on the screen, in squares, so that asking costs little however much there is. */
class Grid {
  constructor() { this.cells = new Map(); }

  squares([left, top, right, bottom], each) {
    for (let i = Math.floor(left / 64); i <= Math.floor(right / 64); i++) {
      for (let j = Math.floor(top / 64); j <= Math.floor(bottom / 64); j++) if (each(i * 4096 + j) === false) return false;
    }
    return true;
  }

  add(box) {
    this.squares(box, (key) => { if (this.cells.has(key)) this.cells.get(key).push(box); else this.cells.set(key, [box]); });
  }

  isFree(box) {
    return this.squares(box, (key) => !(this.cells.get(key) || []).some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1]));
  }
}

/** What a line says, in its middle. */
function drawVerb(ctx, id, toScreen, taken, colours, always, width = 1e9, height = 1e9) {
  if (!shown.edges.has(id)) return false;
  const edge = EDGE_AT.get(id);
  if (!edge || isTie(id)) return false;
  const middle = pointOn(edge, 0.5);
  const [x, y] = toScreen(middle.x, middle.y);
  if (x < 0 || y < 0 || x > width || y > height) return false;
  const ends = [edge.from, edge.to].map((n) => toScreen(body.nodes[n].x, body.nodes[n].y));
  const length = Math.hypot(ends[0][0] - ends[1][0], ends[0][1] - ends[1][1]);
  const text = WORDS[language].rel[PREDICATES[EDGES[id].p]];
  const wide = widthOf(text, SMALL);
  if (!always && length < wide + 46) return false;
  const box = [x - wide / 2 - 4, y - 9, x + wide / 2 + 4, y + 9];
  if (taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1])) return false;
  taken.push(box);
  ctx.font = SMALL;
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 4;
  ctx.strokeStyle = colours.paper;
  ctx.fillStyle = colours[LINES[PREDICATES[EDGES[id].p]].of];
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
  ctx.textBaseline = 'top';
  return true;
}

// Places: the ground that a group stands on.

let places = null;

function findPlaces() {
  const groups = new Map();
  if (scene.kind !== 'whole' || GROUPED || DATA.layout === 'layers') return [];
  for (const id of shown.nodes) {
    const group = DATA.group[id];
    if (group === undefined || !body.nodes[id]) continue;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(body.nodes[id]);
  }
  return [...groups].filter(([, nodes]) => nodes.length >= 3).sort((a, b) => a[0] - b[0])
    .map(([group, nodes]) => ({ group, hull: hullOf(nodes.map((n) => [n.x, n.y])) }));
}

/** The convex hull of points (Andrew's monotone chain, 1979). */
function hullOf(points) {
  const sorted = points.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], p) <= 0) chain.pop();
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Years across a drawing that runs along time. */
function drawAxis(ctx) {
  const scale = body.view.scale;
  const seen = seenBox();
  ctx.save();
  ctx.strokeStyle = look().places[0];
  ctx.lineWidth = 1.5 / scale;
  ctx.fillStyle = look().quiet;
  ctx.font = `${13 / scale}px ${FONT}`;
  ctx.textBaseline = 'top';
  for (const [x, year] of DATA.axis) {
    ctx.beginPath();
    ctx.moveTo(x, seen.top);
    ctx.lineTo(x, seen.bottom);
    ctx.stroke();
    ctx.fillText(year, x + 6 / scale, seen.top + 50 / scale);
  }
  ctx.restore();
}

/** The name of each place above it, where places have names: countries. */
function drawPlaceNames(ctx, toScreen, names, colours) {
  ctx.font = `600 12.5px ${FONT}`;
  ctx.fillStyle = colours.quiet;
  ctx.strokeStyle = colours.paper;
  ctx.lineWidth = 3.5;
  for (const { group, hull } of places || []) {
    const name = DATA.names[group];
    if (name === undefined || name < 0) continue;
    const top = hull.reduce((best, p) => (p[1] < best[1] ? p : best));
    const middle = hull.reduce((sum, p) => sum + p[0], 0) / hull.length;
    const [x] = toScreen(middle, 0);
    const y = toScreen(0, top[1] - 26)[1] - 18;
    const text = nameOf(name).toLocaleUpperCase(language);
    const wide = widthOf(text, ctx.font);
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
    names.add([x - wide / 2, y - 2, x + wide / 2, y + 16]);
  }
}

function drawPlaces(ctx) {
  if (DATA.axis.length && scene.kind === 'whole') { drawAxis(ctx); return; }
  if (!places) places = findPlaces();
  const colours = look();
  ctx.save();
  ctx.lineJoin = 'round';
  ctx.lineWidth = 52;
  for (const { group, hull } of places) {
    ctx.fillStyle = colours.places[group % colours.places.length];
    ctx.strokeStyle = ctx.fillStyle;
    ctx.beginPath();
    hull.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}
