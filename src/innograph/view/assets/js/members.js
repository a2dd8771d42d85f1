// Where the members of a community stand. That is found when it is opened: a page of any size is written without it, and
// one more line moves nothing but the community that it is in. The places depend on members and ties alone, and are
// made with + - * / and the square root, so the same link shows the same picture everywhere.

const TIE = 46; // the distance of two that are tied, beside their own sizes
const APART = 9; // what is left free between two
const LOW = 0.72; // a screen is wider than high, and names are written across

/** Points evenly spread over a disc, the first in its middle: each is turned by the golden angle. */
function sunflower(count, spacing) {
  const [cos, sin] = [-0.7373688780783197, 0.6754902942615238];
  const points = [];
  for (let i = 0, dx = 1, dy = 0; i < count; i++) {
    const r = spacing * Math.sqrt(i);
    points.push([dx * r, dy * r]);
    [dx, dy] = [dx * cos - dy * sin, dx * sin + dy * cos];
  }
  return points;
}

/** Places for things of these sizes; `ties` are pairs of their numbers. Ties pull, nearness pushes. */
function placeMembers(sizes, ties) {
  const n = sizes.length;
  const degree = new Float64Array(n);
  for (const [a, b] of ties) { degree[a]++; degree[b]++; }
  const order = [...sizes.keys()].sort((a, b) => degree[b] - degree[a] || a - b);
  const ground = Math.sqrt(sizes.reduce((sum, r) => sum + (r + APART) * (r + APART), 0) / Math.max(1, n));
  const [xs, ys] = [new Float64Array(n), new Float64Array(n)];
  sunflower(n, ground * 1.9).forEach(([x, y], place) => { [xs[order[place]], ys[order[place]]] = [x, y]; });
  const [fx, fy] = [new Float64Array(n), new Float64Array(n)];
  const rounds = n <= 800 ? 150 : 60;
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < n; i++) { fx[i] = -0.012 * xs[i]; fy[i] = -0.012 * ys[i]; }
    for (const [a, b] of ties) {
      const [dx, dy] = [xs[a] - xs[b], ys[a] - ys[b]];
      const far = Math.sqrt(dx * dx + dy * dy);
      const wanted = sizes[a] + sizes[b] + TIE;
      if (far <= wanted) continue;
      // Who has many ties is moved less by each of them.
      const pull = (0.35 * (far - wanted)) / far;
      const [ka, kb] = [pull / Math.sqrt(degree[a]) / 2, pull / Math.sqrt(degree[b]) / 2];
      fx[a] -= dx * ka; fy[a] -= dy * ka;
      fx[b] += dx * kb; fy[b] += dy * kb;
    }
    pushNear(xs, ys, sizes, APART * 2.5, (i, j, dx, dy, over) => {
      fx[i] += dx * over * 0.6; fy[i] += dy * over * 0.6;
      fx[j] -= dx * over * 0.6; fy[j] -= dy * over * 0.6;
    });
    const limit = 26 * (1 - round / rounds) + 1;
    for (let i = 0; i < n; i++) {
      const length = Math.sqrt(fx[i] * fx[i] + fy[i] * fy[i]);
      if (length === 0) continue;
      const move = Math.min(length, limit) / length;
      xs[i] += fx[i] * move;
      ys[i] += fy[i] * move;
    }
  }
  for (let i = 0; i < n; i++) ys[i] *= LOW;
  for (let round = 0; round < 80; round++) {
    let moved = false;
    pushNear(xs, ys, sizes, APART, (i, j, dx, dy, over) => {
      moved = true;
      xs[i] += dx * over * 0.5; ys[i] += dy * over * 0.5;
      xs[j] -= dx * over * 0.5; ys[j] -= dy * over * 0.5;
    });
    if (!moved) break;
  }
  return sizes.map((_, i) => [Math.round(xs[i]), Math.round(ys[i])]);
}

/** Tell of each pair that is nearer than its sizes and a gap: its direction, and by how much. */
function pushNear(xs, ys, sizes, gap, tell) {
  const cell = 2 * Math.max(...sizes) + gap;
  const cells = new Map();
  const key = (cx, cy) => cx * 100003 + cy;
  for (let i = 0; i < sizes.length; i++) {
    const at = key(Math.floor(xs[i] / cell), Math.floor(ys[i] / cell));
    if (!cells.has(at)) cells.set(at, []);
    cells.get(at).push(i);
  }
  for (let i = 0; i < sizes.length; i++) {
    const [cx, cy] = [Math.floor(xs[i] / cell), Math.floor(ys[i] / cell)];
    for (let x = cx - 1; x <= cx + 1; x++) {
      for (let y = cy - 1; y <= cy + 1; y++) {
        for (const j of cells.get(key(x, y)) || []) {
          if (j >= i) continue;
          let [dx, dy] = [xs[i] - xs[j], ys[i] - ys[j]];
          let far = Math.sqrt(dx * dx + dy * dy);
          const over = sizes[i] + sizes[j] + gap - far;
          if (over <= 0.01) continue;
          if (far < 0.1) [dx, dy, far] = [1 + 0.01 * (i % 7), 0.5, 1.2];
          tell(i, j, dx / far, dy / far, over);
        }
      }
    }
  }
}
