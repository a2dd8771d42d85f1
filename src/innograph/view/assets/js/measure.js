// The numbers of a network that the panel of a thing shows: those of `innograph stats --network`. Counted when the first
// of them is shown, since most pages are opened without a look at them.

const WORK = 2e7; // more steps than this (things times ties) would keep one waiting: then nothing is measured

let BETWEEN = null;

/**
 * For each drawn thing the share of the shortest ways between others that lead through it (Freeman 1977, by the algorithm
 * of Brandes 2001). What nearly everything has to do with says nothing of who meets whom: themes and articles have -1, and
 * no way leads through them; so have things without any tie.
 */
function betweenness() {
  if (BETWEEN) return BETWEEN;
  BETWEEN = new Array(DRAWN).fill(-1);
  const near = BETWEEN.map(() => new Set());
  const isActor = (n) => !['Theme', 'Article'].includes(typeOf(n));
  for (let e = 0; e < REAL_EDGES; e++) {
    const { s, o } = EDGES[e];
    if (s !== o && isActor(s) && isActor(o)) { near[s].add(o); near[o].add(s); }
  }
  const actors = [...near.keys()].filter((n) => near[n].size);
  if (actors.length * near.reduce((sum, others) => sum + others.size, 0) > WORK) return BETWEEN;
  const ties = near.map((others) => Int32Array.from(others).sort());
  const sum = new Float64Array(DRAWN);
  const [steps, ways, share, line] = [new Int32Array(DRAWN), new Float64Array(DRAWN), new Float64Array(DRAWN), new Int32Array(DRAWN)];
  for (const from of actors) {
    steps.fill(-1); ways.fill(0); share.fill(0);
    steps[from] = 0; ways[from] = 1; line[0] = from;
    let end = 1;
    for (let at = 0; at < end; at++) {
      const here = line[at];
      for (const other of ties[here]) {
        if (steps[other] < 0) { steps[other] = steps[here] + 1; line[end++] = other; }
        if (steps[other] === steps[here] + 1) ways[other] += ways[here];
      }
    }
    for (let at = end - 1; at > 0; at--) {
      const here = line[at];
      for (const other of ties[here]) {
        if (steps[other] === steps[here] - 1) share[other] += (ways[other] / ways[here]) * (1 + share[here]);
      }
      sum[here] += share[here];
    }
  }
  const pairs = (actors.length - 1) * (actors.length - 2);
  for (const n of actors) BETWEEN[n] = pairs > 0 ? Math.round((sum[n] / pairs) * 1e4) / 1e4 : 0;
  return BETWEEN;
}

let RANKED = null;
/** Which place a thing has among those that are measured, and how many these are. */
function rankOf(value) {
  if (!RANKED) RANKED = betweenness().filter((b) => b >= 0).sort((a, b) => b - a);
  return [RANKED.indexOf(value) + 1, RANKED.length];
}
