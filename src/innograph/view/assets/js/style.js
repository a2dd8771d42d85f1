// Looks: colours by type and kind of relation in light and dark, shapes, lines.

const LOOKS = {
  light: {
    Organization: '#1f5fa8', Person: '#c8590c', Place: '#00838f', Event: '#12805c', Project: '#8e3b8c',
    Assignment: '#806300', Theme: '#606b7a', Article: '#444b55', Group: '#3d6c9c',
    paper: '#faf9f6', ink: '#1c2530', quiet: '#58626f', line: '#8d949d', places: ['#f1efe9', '#eef1f3', '#f3efec'],
  },
  dark: {
    Organization: '#74aef0', Person: '#f0955a', Place: '#3fc3cf', Event: '#4fc499', Project: '#d38fd1',
    Assignment: '#d3b13c', Theme: '#9aa6b5', Article: '#b6bec8', Group: '#86b4e0',
    paper: '#14181e', ink: '#e8eaed', quiet: '#a3adb9', line: '#6d7782', places: ['#1b2027', '#1a2126', '#1f1f26'],
  },
};

// A relation has the colour of the type that it tells about, and a line of its own.
const LINES = {
  collaboratesWith: { of: 'Organization', dash: false },
  assignedBy: { of: 'Assignment', dash: [7, 4] },
  assignedTo: { of: 'Assignment', dash: false },
  funds: { of: 'Project', dash: false },
  organizes: { of: 'Event', dash: false },
  participatesIn: { of: 'Event', dash: [7, 4] },
  leads: { of: 'Person', dash: false },
  worksFor: { of: 'Person', dash: [7, 4] },
  memberOf: { of: 'Place', dash: [7, 4] },
  partOf: { of: 'Place', dash: false },
  hasTheme: { of: 'Theme', dash: [2, 4] },
  about: { of: 'Theme', dash: [2, 4] },
  mentions: { of: 'Article', dash: [2, 4] },
  related: { of: 'Theme', dash: false },
  between: { of: 'Theme', dash: false },
};

const SHAPES = {
  Organization: 'dot', Person: 'triangle', Place: 'star', Event: 'diamond', Project: 'hexagon', Assignment: 'square',
  Theme: 'triangleDown', Article: 'square', Group: 'dot',
};

const darkWanted = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (state.mode ? state.mode === 'dark' : darkWanted.matches);
const look = () => LOOKS[isDark() ? 'dark' : 'light'];

/** Corners of a shape of radius r around (0, 0), as vis-network draws it; null for a circle. */
function corners(type, r) {
  const turn = (n, from, radius) =>
    Array.from({ length: n }, (_, i) => {
      const a = from + (i * 2 * Math.PI) / n;
      const length = typeof radius === 'function' ? radius(i) : radius;
      return [length * Math.cos(a), length * Math.sin(a)];
    });
  switch (type) {
    case 'Person': return turn(3, -Math.PI / 2, r * 1.15).map(([x, y]) => [x, y + r * 0.15]);
    case 'Theme': return turn(3, Math.PI / 2, r * 1.15).map(([x, y]) => [x, y - r * 0.15]);
    case 'Place': return turn(10, -Math.PI / 2, (i) => (i % 2 ? r * 0.55 : r * 1.2));
    case 'Event': return turn(4, 0, r * 1.1);
    case 'Project': return turn(6, 0, r * 1.05);
    case 'Assignment': case 'Article': return [[-r, -r], [r, -r], [r, r], [-r, r]].map(([x, y]) => [x * 0.9, y * 0.9]);
    default: return null;
  }
}

function shapeElement(type, r, x, y, colours) {
  const fill = type === 'Article' ? colours.paper : colours[type];
  const stroke = type === 'Article' ? colours[type] : 'none';
  const points = corners(type, r);
  const attributes = { fill, stroke, 'stroke-width': 1.5 };
  if (!points) return svg('circle', { cx: x, cy: y, r, ...attributes });
  const at = points.map(([px, py]) => `${(x + px).toFixed(1)},${(y + py).toFixed(1)}`).join(' ');
  return svg('polygon', { points: at, ...attributes });
}

function typeIcon(type) {
  return svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, shapeElement(type, 6, 8, 8, look()));
}

function lineIcon(predicate) {
  const line = LINES[predicate];
  const colour = look()[line.of];
  const icon = svg('svg', { width: 26, height: 12, viewBox: '0 0 26 12', 'aria-hidden': 'true' });
  const directed = !SYMMETRIC.has(predicate);
  icon.append(svg('line', {
    x1: 1, y1: 6, x2: directed ? 20 : 25, y2: 6, stroke: colour, 'stroke-width': 2,
    ...(line.dash ? { 'stroke-dasharray': line.dash.map((d) => d * 0.7).join(' ') } : {}),
  }));
  if (directed) icon.append(svg('polygon', { points: '19,2.5 25.5,6 19,9.5', fill: colour }));
  return icon;
}

function mix(a, b, share) {
  const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  return `#${[0, 1, 2].map((i) => Math.round(part(a, i) * (1 - share) + part(b, i) * share).toString(16).padStart(2, '0')).join('')}`;
}

const edgeColours = new Map();
/** The colour of a relation now; one from a place to another is fainter, so that the places stay places. */
function colourOfEdge({ id, kind }) {
  const far = DATA.group[EDGES[id].s] !== DATA.group[EDGES[id].o];
  const key = `${kind}${far}`;
  if (!edgeColours.has(key)) {
    // The more lines there are, the fainter those that run between places.
    const crowd = Math.max(0, Math.min(0.3, 0.2 * Math.log10(scene.edges.length / 400)));
    const thin = kind === 'hasTheme' || kind === 'mentions' ? 0.15 : 0;
    const faint = kind === 'between' ? 0.72 : Math.min(0.88, (far ? 0.5 + crowd : 0.28 + crowd / 3) + thin);
    edgeColours.set(key, mix(look()[LINES[kind].of], look().paper, faint));
  }
  return edgeColours.get(key);
}
