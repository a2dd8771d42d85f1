// A network drawn by vis-network: shapes and colours as the view has them, one line for all that ties two things together.

import { el, fill, root, say, words } from './dom.js';

const SHAPES = {
  organization: 'dot', person: 'triangle', place: 'star', event: 'diamond', project: 'hexagon', assignment: 'square',
  theme: 'triangleDown', article: 'square',
};
// A relation has the colour of the kind that it tells about, and a line of its own.
const LINES = {
  collaboratesWith: ['organization', false], assignedBy: ['assignment', [7, 4]], assignedTo: ['assignment', false],
  funds: ['project', false], organizes: ['event', false], participatesIn: ['event', [7, 4]], leads: ['person', false],
  worksFor: ['person', [7, 4]], memberOf: ['place', [7, 4]], partOf: ['place', false], hasTheme: ['theme', [2, 4]],
  about: ['theme', [2, 4]], mentions: ['article', [2, 4]],
};
const SYMMETRIC = new Set(['collaboratesWith', 'related', '']);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');

let loading = null;
function load() {
  loading ??= new Promise((done, failed) => {
    document.head.append(el('script', { src: `${root}assets/vis-network.js`, onload: () => done(window.vis), onerror: () => failed(new Error(words.noDrawing)) }));
  });
  return loading;
}

export const pairOf = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

/** Where the n-th thing begins before forces move it: on a spiral, so that the same things begin alike. */
const seedAt = (n) => ({ x: 34 * Math.sqrt(n) * Math.cos(n * 2.399963), y: 34 * Math.sqrt(n) * Math.sin(n * 2.399963) });

export class Drawing {
  /** `onChoose(what)` gets {node}, {pair} or null; `onOpen(iri)` a thing that is to be opened. */
  constructor(stage, { onChoose, onOpen }) {
    Object.assign(this, { stage, onChoose, onOpen, chosen: null, things: new Map(), pairs: new Map(), wide: 1 });
  }

  async start() {
    const vis = await load();
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(this.stage, { nodes: this.nodes, edges: this.edges }, {
      nodes: { borderWidth: 0, scaling: { label: { enabled: false } } },
      edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 0.5 },
      interaction: { hover: true, multiselect: false, selectConnectedEdges: false, tooltipDelay: 1e8, keyboard: false },
      layout: { improvedLayout: false, randomSeed: 1 },
      physics: {
        enabled: false, solver: 'forceAtlas2Based', stabilization: { enabled: false }, maxVelocity: 60, minVelocity: 0.6, timestep: 0.45,
        forceAtlas2Based: { gravitationalConstant: -70, centralGravity: 0.012, springLength: 105, springConstant: 0.07, damping: 0.55, avoidOverlap: 0.35 },
      },
    });
    this.stage.querySelector('.vis-network').tabIndex = -1; // the stage is the one stop for keys
    this.network.on('click', (event) => {
      if (event.nodes.length) this.onChoose({ node: event.nodes[0] });
      else if (event.edges.length) this.onChoose({ pair: event.edges[0] });
      else this.onChoose(null);
    });
    this.network.on('doubleClick', (event) => event.nodes.length && this.onOpen(event.nodes[0]));
    this.network.on('hoverNode', () => { this.stage.style.cursor = 'pointer'; });
    this.network.on('hoverEdge', () => { this.stage.style.cursor = 'pointer'; });
    this.network.on('blurNode', () => { this.stage.style.cursor = ''; });
    this.network.on('blurEdge', () => { this.stage.style.cursor = ''; });
    this.stage.addEventListener('keydown', (event) => this.onKey(event));
    dark.addEventListener('change', () => this.look());
    return this;
  }

  /**
   * Draw these things ({iri, kind, label, weight, more}) and ties ({subject, predicate, object, weight}); those that are drawn
   * already stay about where they are, new ones begin beside what they are tied to.
   */
  set(things, ties) {
    this.things = new Map(things.map((thing) => [thing.iri, thing]));
    this.pairs = new Map();
    for (const tie of ties) {
      if (tie.subject === tie.object || !this.things.has(tie.subject) || !this.things.has(tie.object)) continue;
      const id = pairOf(tie.subject, tie.object);
      if (!this.pairs.has(id)) this.pairs.set(id, []);
      this.pairs.get(id).push(tie);
    }
    const gone = this.nodes.getIds().filter((id) => !this.things.has(id));
    const known = new Set(this.nodes.getIds());
    const at = this.network.getPositions([...known].filter((id) => this.things.has(id)));
    const beside = new Map();
    for (const id of this.pairs.keys()) {
      const [a, b] = id.split(' ');
      if (known.has(a) && !known.has(b)) beside.set(b, a);
      if (known.has(b) && !known.has(a)) beside.set(a, b);
    }
    this.edges.clear();
    this.nodes.remove(gone);
    let n = 0;
    const fresh = [...this.things.keys()].filter((id) => !known.has(id));
    this.nodes.add(fresh.map((id) => {
      const from = at[beside.get(id)];
      const seed = seedAt((n += 1));
      return { id, x: from ? from.x + 60 * Math.cos(n * 2.4) : seed.x, y: from ? from.y + 60 * Math.sin(n * 2.4) : seed.y };
    }));
    this.look();
    if (fresh.length || gone.length) this.settle();
    this.stage.dataset.drawn = this.things.size;
    this.stage.setAttribute('aria-label', fill(words.networkOf, { n: this.things.size, ties: this.pairs.size }));
  }

  /** Colours and sizes of everything, as they are now. */
  look() {
    const colour = colours();
    const lit = this.lit();
    const crowded = this.things.size > 90;
    this.nodes.update([...this.things.values()].map((thing) => {
      const faint = lit && !lit.has(thing.iri);
      const own = thing.kind === 'article' ? colour('article') : colour(thing.kind) || colour('quiet');
      return {
        id: thing.iri, shape: SHAPES[thing.kind] || 'dot', size: 6 + 3.2 * Math.sqrt(Math.min(40, thing.weight || 1)),
        label: wrapped(thing.label) + (thing.more > 0 ? `\n+${thing.more}` : ''),
        color: { background: own, border: own, highlight: { background: own, border: colour('ink') }, hover: { background: own, border: colour('ink') } },
        borderWidthSelected: 3, opacity: faint ? 0.25 : 1,
        font: {
          color: faint ? colour('quiet') : colour('ink'), size: crowded && (thing.weight || 0) < 3 ? 12 : 15, strokeWidth: 4, strokeColor: colour('paper'),
          face: 'system-ui, "Segoe UI", Roboto, Arial, sans-serif',
        },
      };
    }));
    this.edges.update([...this.pairs].map(([id, ties]) => {
      const [from, to] = id.split(' ');
      const [kind, dashes] = LINES[ties[0].predicate] || ['theme', false];
      const directed = ties.filter((tie) => !SYMMETRIC.has(tie.predicate));
      const faint = lit && !(lit.has(from) && lit.has(to) && (this.chosen.pair ? this.chosen.pair === id : from === this.chosen.node || to === this.chosen.node));
      return {
        id, from, to, dashes: ties.length === 1 ? dashes : false, width: 1.2 + Math.log2(1 + ties.reduce((sum, tie) => sum + (tie.weight || 1), 0)) * 0.7,
        color: { color: colour(kind), highlight: colour(kind), hover: colour(kind), opacity: faint ? 0.12 : lit ? 0.95 : 0.55 },
        arrows: {
          to: { enabled: directed.some((tie) => tie.object === to), scaleFactor: 0.5 },
          from: { enabled: directed.some((tie) => tie.object === from), scaleFactor: 0.5 },
        },
      };
    }));
  }

  /** What stands out: the chosen thing and what is tied to it, or the ends of the chosen line; null for everything. */
  lit() {
    if (!this.chosen) return null;
    if (this.chosen.pair) return new Set(this.chosen.pair.split(' '));
    const found = new Set([this.chosen.node]);
    for (const id of this.pairs.keys()) {
      const [a, b] = id.split(' ');
      if (a === this.chosen.node) found.add(b);
      if (b === this.chosen.node) found.add(a);
    }
    return found;
  }

  /** Let forces move everything until it rests, and show all of it. */
  settle() {
    // Steps by hand: what one sees is at rest, the same each time, and no motion that nobody asked for.
    const steps = Math.max(60, Math.min(400, Math.round(40000 / (this.things.size + 10))));
    this.network.setOptions({ physics: { enabled: true, stabilization: { enabled: false } } });
    this.network.stopSimulation();
    this.network.physics.stabilized = false;
    this.widen(1 / this.wide);
    for (let i = 0; i < steps; i += 1) this.network.physics.physicsTick();
    this.wide = Math.min(1.7, Math.max(1, this.stage.clientWidth / (this.stage.clientHeight || 1)));
    this.widen(this.wide);
    this.network.setOptions({ physics: { enabled: false } });
    this.fit();
  }

  /** Forces make a round picture; names are wide, and so is the stage, mostly. */
  widen(factor) {
    for (const node of Object.values(this.network.body.nodes)) node.x *= factor;
  }

  fit(animate = !calm.matches) {
    this.network.fit({ maxZoomLevel: 1.3, animation: animate ? { duration: 350, easingFunction: 'easeInOutQuad' } : false });
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(4, Math.max(0.05, this.network.getScale() * factor)), animation: calm.matches ? false : { duration: 160, easingFunction: 'easeInOutQuad' } });
  }

  choose(what) {
    this.chosen = what && (what.node ? this.things.has(what.node) : this.pairs.has(what.pair)) ? what : null;
    this.network.setSelection({ nodes: this.chosen?.node ? [this.chosen.node] : [], edges: this.chosen?.pair ? [this.chosen.pair] : [] });
    this.look();
  }

  /** Where a thing is on the screen, in pixels. */
  placeOf(iri) {
    const box = this.stage.getBoundingClientRect();
    const at = this.network.canvasToDOM(this.network.getPosition(iri));
    return { x: box.x + at.x, y: box.y + at.y };
  }

  // Keys

  onKey(event) {
    const { key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (ways[key]) this.step(ways[key]);
    else if (key === '+' || key === '=') this.zoom(1.3);
    else if (key === '-') this.zoom(1 / 1.3);
    else if (key === '0') this.fit();
    else if (key === 'Enter' && this.chosen?.node) this.onOpen(this.chosen.node);
    else if (key === 'Escape') this.onChoose(null);
    else return;
    event.preventDefault();
  }

  /** Go to the nearest thing in a direction; from nowhere, to the first. */
  step([dx, dy]) {
    const ids = [...this.things.keys()];
    if (!ids.length) return;
    let next = ids[0];
    if (this.chosen?.node) {
      const all = this.network.getPositions(ids);
      const here = all[this.chosen.node];
      let best = Infinity;
      next = this.chosen.node;
      for (const id of ids) {
        const [x, y] = [all[id].x - here.x, all[id].y - here.y];
        const along = x * dx + y * dy;
        const cost = along + 2 * Math.abs(x * dy - y * dx);
        if (along > 1 && cost < best) [best, next] = [cost, id];
      }
    }
    this.onChoose({ node: next });
    const at = this.network.canvasToDOM(this.network.getPosition(next));
    const inside = at.x > 20 && at.y > 20 && at.x < this.stage.clientWidth - 20 && at.y < this.stage.clientHeight - 20;
    if (!inside) this.network.focus(next, { scale: this.network.getScale(), animation: !calm.matches });
    say(this.things.get(next).label);
  }
}

/** A name on lines that are not too long. */
function wrapped(text) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1) && lines.at(-1).length + word.length > 20) lines.push(word);
    else lines[lines.length - 1] += (lines.at(-1) ? ' ' : '') + word;
  }
  return lines.length > 3 ? `${lines.slice(0, 3).join('\n')} …` : lines.join('\n');
}
