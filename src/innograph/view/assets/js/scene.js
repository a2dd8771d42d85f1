// What is drawn: the whole network, or, where it is large, its communities, one community, or what is near a thing.

const GROUPED = DATA.opens === 'groups';
const DRAWN = DATA.drawn; // the first so many nodes have relations; those after them are only named
const REAL_EDGES = EDGES.length;
const MOST = 2500; // more than this is never drawn at once where there are communities to draw instead

// In a large network each community is one thing more, and what ties two of them together one relation more.
const GROUP_AT = NODES.length;
const TIES = new Map(); // 'a b' of two communities → number of their relation

if (GROUPED) {
  TYPES.push('Group');
  PREDICATES.push('between');
  SYMMETRIC.add('between');
  DATA.groups.forEach((group) => NODES.push({ i: '', t: TYPES.length - 1, c: 'Group', l: {}, g: group, m: [] }));
  for (const { from, to, count } of VIS_EDGES) {
    TIES.set(`${from - GROUP_AT} ${to - GROUP_AT}`, EDGES.length);
    EDGES.push({ s: from, p: PREDICATES.length - 1, o: to, e: [], n: count });
  }
  for (let g = 0; g < DATA.groups.length; g++) RELATIONS[GROUP_AT + g] = [];
  for (let e = REAL_EDGES; e < EDGES.length; e++) { RELATIONS[EDGES[e].s].push(e); RELATIONS[EDGES[e].o].push(e); }
}

const groupOf = (node) => DATA.group[node];
const isGroup = (node) => node >= GROUP_AT;
const isTie = (edge) => edge >= REAL_EDGES;
const tieOf = (a, b) => TIES.get(a < b ? `${a} ${b}` : `${b} ${a}`);

let MEMBERS = null;
function membersOf(group) {
  if (!MEMBERS) {
    MEMBERS = DATA.groups.map(() => []);
    for (let i = 0; i < DRAWN; i++) MEMBERS[DATA.group[i]].push(i);
  }
  return MEMBERS[group];
}

/** A community by its main actors. */
const groupName = (group) => DATA.groups[group].a.slice(0, 2).map(nameOf).join(' · ') || word('community');

const stage = $('network');
// The picture is wider than high. On a screen that stands it is turned over its diagonal, once, when it opens.
const standing = (DATA.layout === 'map' || DATA.layout === 'countries') && stage.clientHeight > stage.clientWidth * 1.15;
if (standing) {
  for (const node of VIS_NODES) [node.x, node.y] = [node.y, node.x];
  for (let i = 0; DATA.places && i < DATA.places.length; i += 2) [DATA.places[i], DATA.places[i + 1]] = [DATA.places[i + 1], DATA.places[i]];
}

// Scenes: {kind, nodes, edges} with what vis-network wants of each.

const importanceOf = (index) => ((NODES[index].m || []).length * 3 + RELATIONS[index].length) * (typeOf(index) === 'Theme' ? 0.5 : 1);

function visNode(id, at) {
  return { id, x: at[0], y: at[1], size: at[2], shape: SHAPES[typeOf(id)] || 'dot' };
}

function visEdges(ids) {
  const pairs = new Map();
  return ids.map((id) => {
    const { s, o, p, e } = EDGES[id];
    const pair = s < o ? `${s} ${o}` : `${o} ${s}`;
    const nth = pairs.get(pair) || 0;
    pairs.set(pair, nth + 1);
    const said = Math.max(1, e.length);
    const edge = { id, from: s, to: o, kind: PREDICATES[p], width: Math.min(9, 1 + 1.1 * Math.log2(said)), arrows: SYMMETRIC.has(PREDICATES[p]) ? '' : 'to' };
    if (nth) edge.smooth = { enabled: true, type: (nth % 2 === 1) === (s < o) ? 'curvedCW' : 'curvedCCW', roundness: 0.14 * Math.ceil(nth / 2) };
    return edge;
  });
}

const within = (nodes) => {
  const set = new Set(nodes);
  const ids = new Set();
  for (const n of nodes) for (const e of RELATIONS[n]) if (set.has(EDGES[e].s) && set.has(EDGES[e].o)) ids.add(e);
  return [...ids].sort((a, b) => a - b);
};

const sizeOf = (index) => DATA.sizes[index] || 8;

const PLACES = new Map(); // community → places of its members, once it has been open
function placesOf(group, members, edges) {
  if (DATA.places) return members.map((i) => [DATA.places[2 * i], DATA.places[2 * i + 1]]);
  if (!PLACES.has(group)) {
    const number = new Map(members.map((member, i) => [member, i]));
    const found = placeMembers(members.map(sizeOf), edges.map((e) => [number.get(EDGES[e].s), number.get(EDGES[e].o)]).filter(([a, b]) => a !== b));
    PLACES.set(group, standing ? found.map(([x, y]) => [y, x]) : found);
  }
  return PLACES.get(group);
}

function wholeScene() {
  return { kind: 'whole', key: '', nodes: VIS_NODES.map(({ label, ...n }) => n), edges: VIS_EDGES };
}

function groupScene(group) {
  let members = membersOf(group);
  if (members.length > MOST) members = members.slice().sort((a, b) => importanceOf(b) - importanceOf(a) || a - b).slice(0, MOST);
  const edges = within(members);
  const places = placesOf(group, members, edges);
  return { kind: 'group', group, key: `group=${group}`, nodes: members.map((m, i) => visNode(m, [...places[i], sizeOf(m)])), edges: visEdges(edges) };
}

/** What is near a thing, on rings around it; the nearest and most important first where there is too much. */
function nearScene(node, steps) {
  const ring = new Map([[node, 0]]);
  let rim = [node];
  for (let step = 1; step <= steps; step++) {
    const next = [];
    for (const id of rim) {
      for (const e of RELATIONS[id]) {
        const other = otherEnd(e, id);
        if (isGroup(other) || ring.has(other) || !shown.edges.has(e)) continue;
        ring.set(other, step);
        next.push(other);
      }
    }
    rim = next;
  }
  const nodes = [...ring.keys()].sort((a, b) => ring.get(a) - ring.get(b) || importanceOf(b) - importanceOf(a) || a - b).slice(0, 600);
  const rings = [0, 1, 2, 3].map((step) => nodes.filter((n) => ring.get(n) === step).sort((a, b) => groupOf(a) - groupOf(b) || a - b));
  const at = new Map([[node, [0, 0]]]);
  let radius = 0;
  for (const members of rings.slice(1)) {
    radius = Math.max(radius + 150, (members.length * 46) / (2 * Math.PI));
    members.forEach((n, i) => {
      const angle = (2 * Math.PI * i) / members.length - Math.PI / 2;
      at.set(n, [radius * Math.cos(angle) * 1.25, radius * Math.sin(angle)]);
    });
  }
  return { kind: 'near', node, key: `near=${steps}`, nodes: nodes.map((n) => visNode(n, [...at.get(n), sizeOf(n)])), edges: visEdges(within(nodes)) };
}

/** A way from one thing to another, in a row. */
function pathScene(path) {
  return {
    kind: 'path', key: 'way', nodes: path.map((n, i) => visNode(n, [i * 190, i % 2 ? 40 : -40, sizeOf(n)])), edges: visEdges(within(path)),
  };
}

let scene = wholeScene();
let IMPORTANCE = [];
let MAIN = new Set();
let SIZE = new Map();

/** Take a scene; whose name comes first follows from it. */
function setScene(next) {
  scene = next;
  SIZE = new Map(scene.nodes.map((n) => [n.id, n.size]));
  IMPORTANCE = scene.nodes.map((n) => ({ id: n.id, size: n.size, of: isGroup(n.id) ? n.size * 1000 : importanceOf(n.id) }))
    .sort((a, b) => b.of - a.of || a.id - b.id);
  MAIN = scene.kind === 'whole' && !GROUPED ? new Set(DATA.main)
    : new Set(IMPORTANCE.slice(0, Math.min(60, Math.max(6, Math.round(IMPORTANCE.length / 16)))).map((n) => n.id));
}

/** In a large network: draw a scene in which what is chosen can be seen. */
function sceneFor(what) {
  if (!GROUPED || !what) return;
  if ('path' in what) {
    if (what.path.length) changeScene(pathScene(what.path));
    return;
  }
  const wanted = 'node' in what ? [what.node] : [EDGES[what.edge].s, EDGES[what.edge].o];
  if (wanted.some(isGroup) || wanted.some((n) => n >= DRAWN)) return;
  if ('node' in what && state.depth > 1) { changeScene(nearScene(what.node, state.depth)); return; }
  if (wanted.every((n) => SIZE.has(n))) return;
  const group = groupOf(wanted[0]);
  const together = wanted.every((n) => groupOf(n) === group) && membersOf(group).length <= MOST;
  changeScene(together ? groupScene(group) : nearScene(wanted[0], 1));
}
