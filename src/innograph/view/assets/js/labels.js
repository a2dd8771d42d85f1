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

// Whose name comes first: who is spoken of most, then who is related most.
const IMPORTANCE = VIS_NODES
  .map((n) => ({ id: n.id, size: n.size, of: ((NODES[n.id].m || []).length * 3 + RELATIONS[n.id].length) * (typeOf(n.id) === 'Theme' ? 0.5 : 1) }))
  .sort((a, b) => b.of - a.of || a.id - b.id);
const MAIN = new Set(IMPORTANCE.slice(0, Math.max(6, Math.round(IMPORTANCE.length * 0.06))).map((n) => n.id));

function drawNames(ctx) {
  const ratio = ctx.canvas.width / stage.clientWidth;
  const scale = network.getScale();
  const { width, height } = { width: stage.clientWidth, height: stage.clientHeight };
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
  const first = lit ? [...lit.nodes] : [];
  const rank = hovered && 'node' in hovered ? hovered.node : state.chosen && state.chosen.node;
  const ordered = lit ? IMPORTANCE.filter((n) => lit.nodes.has(n.id)) : IMPORTANCE;
  if (lit && rank !== undefined) ordered.sort((a, b) => (b.id === rank) - (a.id === rank) || b.of - a.of || a.id - b.id);
  if (lit) for (const id of [...lit.edges].slice(0, 60)) drawVerb(ctx, id, toScreen, taken, colours, lit.edges.size <= 12);
  // Important nodes keep clear of other nodes' names; the small ones may be covered.
  for (const { id, size } of ordered.slice(0, 400)) {
    if (!MAIN.has(id) || !shown.nodes.has(id)) continue;
    const [x, y] = toScreen(body.nodes[id].x, body.nodes[id].y);
    const r = size * scale;
    taken.push([x - r, y - r, x + r, y + r]);
  }
  let count = 0;
  const limit = lit ? 140 : 220;
  for (const { id, size } of ordered) {
    if (count >= limit) break;
    if (!shown.nodes.has(id)) continue;
    const node = body.nodes[id];
    const [x, y] = toScreen(node.x, node.y);
    if (x < -80 || y < -40 || x > width + 80 || y > height + 20) continue;
    const strong = MAIN.has(id) || id === rank;
    const font = strong ? STRONG : PLAIN;
    const open = id === rank || (lit && first.length <= 3);
    const lines = linesOf(nameOf(id), font, open ? 190 : strong ? 150 : 124, open ? 4 : 2);
    const wide = Math.max(...lines.map((l) => widthOf(l, font)));
    const high = lines.length * (strong ? 16 : 15);
    const top = y + size * scale + 3;
    const box = [x - wide / 2 - 3, top - 1, x + wide / 2 + 3, top + high + 1];
    const own = MAIN.has(id) ? [x - size * scale, y - size * scale, x + size * scale, y + size * scale] : null;
    if (id !== rank && taken.some((t) => !(own && same(t, own)) && t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1])) continue;
    taken.push(box);
    count += 1;
    ctx.font = font;
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = colours.paper;
    ctx.fillStyle = strong || lit ? colours.ink : mix(colours.ink, colours.paper, 0.22);
    lines.forEach((line, i) => {
      const at = top + i * (strong ? 16 : 15);
      ctx.strokeText(line, x, at);
      ctx.fillText(line, x, at);
    });
  }
  // Close by there is room for what the lines say.
  if (!lit && scale > 1.15) {
    let verbs = 0;
    for (const id of shown.edges) {
      if (verbs > 80) break;
      if (drawVerb(ctx, id, toScreen, taken, colours, false, width, height)) verbs += 1;
    }
  }
  ctx.restore();
}

const same = (a, b) => a.every((v, i) => v === b[i]);

/** What a line says, in its middle. */
function drawVerb(ctx, id, toScreen, taken, colours, always, width = 1e9, height = 1e9) {
  if (!shown.edges.has(id)) return false;
  const edge = body.edges[id];
  if (!edge || !edge.edgeType || !edge.connected) return false;
  const middle = edge.edgeType.getPoint(0.5);
  const [x, y] = toScreen(middle.x, middle.y);
  if (x < 0 || y < 0 || x > width || y > height) return false;
  const ends = [edge.from, edge.to].map((n) => toScreen(n.x, n.y));
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

function drawPlaces(ctx) {
  if (!places) places = findPlaces();
  const colours = look();
  ctx.save();
  ctx.lineJoin = 'round';
  ctx.lineWidth = 84;
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
