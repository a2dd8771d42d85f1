// Sharing: the address, a picture, and what is chosen as Turtle, SPARQL or CSV.

/** The relations that are meant: those that stand out, else all that are shown. */
function meant() {
  const edges = focus ? [...focus.edges].filter((e) => shown.edges.has(e) && !isTie(e))
    : GROUPED ? scene.edges.map((e) => e.id).filter((e) => shown.edges.has(e) && !isTie(e)) : [...shown.edges];
  return edges.sort((a, b) => a - b);
}

const iriOf = (index) => fullIri(NODES[index].i);
const termOf = (predicate) => `${DATA.base}def/${predicate}`;
const ref = (iri) => `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}>`;
const quoted = (text) => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`;

function asTurtle() {
  const label = 'http://www.w3.org/2004/02/skos/core#prefLabel';
  const edges = meant();
  const lines = edges.map((e) => `${ref(iriOf(EDGES[e].s))} ${ref(termOf(PREDICATES[EDGES[e].p]))} ${ref(iriOf(EDGES[e].o))} .`);
  const nodes = [...new Set(edges.flatMap((e) => [EDGES[e].s, EDGES[e].o]))].sort((a, b) => a - b);
  for (const n of nodes) {
    for (const [tongue, name] of Object.entries(NODES[n].l)) lines.push(`${ref(iriOf(n))} ${ref(label)} ${quoted(name)}@${tongue} .`);
  }
  return `${lines.join('\n')}\n`;
}

function asSparql() {
  const rows = meant().map((e) => `    (${ref(iriOf(EDGES[e].s))} ${ref(termOf(PREDICATES[EDGES[e].p]))} ${ref(iriOf(EDGES[e].o))})`);
  return [
    `PREFIX inno: <${DATA.base}def/>`, 'PREFIX prov: <http://www.w3.org/ns/prov#>',
    'PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>', 'PREFIX schema: <https://schema.org/>', '',
    'SELECT ?subject ?relation ?object ?quote ?headline ?date WHERE {',
    '  VALUES (?subject ?relation ?object) {', ...rows, '  }',
    '  ?claim a inno:Claim ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;',
    '    inno:quote ?quote ; prov:wasQuotedFrom ?article .',
    '  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:datePublished ?date }',
    '} ORDER BY ?date ?subject ?object', '',
  ].join('\n');
}

/** One sentence a row. A cell that a spreadsheet would take for a formula is made plain text. */
function asCsv() {
  const cell = (value) => {
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const rows = [['subject', 'relation', 'object', 'sentence', 'confidence', 'article', 'date', 'source']];
  for (const e of meant()) {
    const ends = [fullNameOf(EDGES[e].s), PREDICATES[EDGES[e].p], fullNameOf(EDGES[e].o)];
    const said = sentencesIn(e);
    if (!said.length) rows.push([...ends, '', '', '', '', '']);
    for (const [a, quote, confidence] of said) rows.push([...ends, quote, confidence, ARTICLES[a].t, ARTICLES[a].d, ARTICLES[a].u]);
  }
  return `${rows.map((r) => r.map(cell).join(',')).join('\r\n')}\r\n`;
}

const viewAddress = () => `${location.href.split('#')[0]}#${address(true)}`;

function asEmbed() {
  const frame = el('iframe', { src: viewAddress(), title: DATA.title, width: '100%', height: '640', loading: 'lazy', style: 'border:0' });
  return frame.outerHTML;
}

async function copy(text) {
  let done = false;
  try { await navigator.clipboard.writeText(text); done = true; } catch {
    // A page from a file may be kept from the clipboard: the old way still works there.
    const field = el('textarea', { class: 'unseen' });
    field.value = text;
    document.body.append(field);
    field.select();
    done = document.execCommand('copy');
    field.remove();
  }
  if (done) $('share-said').textContent = word('copied');
  return done;
}

function save(blob, ending) {
  const name = fold(DATA.title).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'innograph';
  const link = el('a', { href: URL.createObjectURL(blob), download: `${name}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

function savePng() {
  const from = stage.querySelector('canvas');
  const to = el('canvas', { width: from.width, height: from.height });
  const ctx = to.getContext('2d');
  ctx.fillStyle = look().paper;
  ctx.fillRect(0, 0, to.width, to.height);
  ctx.drawImage(from, 0, 0);
  to.toBlob((blob) => save(blob, 'png'), 'image/png');
}

/** What is seen, as SVG: places, lines, shapes and the names that have room, as text. */
function asSvg() {
  const colours = look();
  const scale = network.getScale();
  const { clientWidth: width, clientHeight: height } = stage;
  const view = network.getViewPosition();
  const at = (x, y) => [(x - view.x) * scale + width / 2, (y - view.y) * scale + height / 2];
  const n = (value) => value.toFixed(1);
  const root = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FONT });
  root.append(svg('title', {}, DATA.title), svg('rect', { width, height, fill: colours.paper }));
  for (const { group, hull } of places || findPlaces()) {
    const colour = colours.places[group % colours.places.length];
    root.append(svg('polygon', { points: hull.map(([x, y]) => at(x, y).map(n).join(',')).join(' '), fill: colour, stroke: colour, 'stroke-width': n(52 * scale), 'stroke-linejoin': 'round' }));
  }
  const lit = focus;
  for (const edge of scene.edges) {
    const { id, kind, width: wide } = edge;
    if (!shown.edges.has(id)) continue;
    const [a, b] = [body.nodes[edge.from], body.nodes[edge.to]].map((p) => at(p.x, p.y));
    const c = bend(edge);
    const over = c ? at(...c) : null;
    const faint = lit && !lit.edges.has(id);
    const colour = faint ? colourOfEdge(edge) : colours[LINES[kind].of];
    root.append(svg('path', {
      d: `M${n(a[0])} ${n(a[1])}${over ? `Q${n(over[0])} ${n(over[1])} ` : 'L'}${n(b[0])} ${n(b[1])}`, fill: 'none', stroke: colour,
      'stroke-width': n(Math.max(0.6, wide * scale)), 'stroke-opacity': faint ? 0.15 : 0.68,
      ...(LINES[kind].dash ? { 'stroke-dasharray': LINES[kind].dash.map((d) => n(d * scale)).join(' ') } : {}),
    }));
    if (!edge.arrows) continue;
    const head = [];
    arrowHead({ moveTo: (x, y) => head.push(at(x, y)), lineTo: (x, y) => head.push(at(x, y)), closePath() {} },
      c ? c[0] : body.nodes[edge.from].x, c ? c[1] : body.nodes[edge.from].y, body.nodes[edge.to], SIZE.get(edge.to), wide);
    if (head.length) root.append(svg('polygon', { points: head.map((p) => p.map(n).join(',')).join(' '), fill: colour, 'fill-opacity': faint ? 0.15 : 0.68 }));
  }
  for (const { id, size } of IMPORTANCE.slice().reverse()) {
    if (!shown.nodes.has(id)) continue;
    const [x, y] = at(body.nodes[id].x, body.nodes[id].y);
    const shape = shapeElement(typeOf(id), size * scale, x, y, colours);
    if (lit && !lit.nodes.has(id)) shape.setAttribute('opacity', '0.18');
    root.append(shape);
  }
  recordNames((text, x, y, font, fill) => {
    const strong = font.startsWith('600');
    const name = svg('text', { x: n(x), y: n(y + 11), 'text-anchor': 'middle', 'font-size': /([\d.]+)px/.exec(font)[1], fill, stroke: colours.paper, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke', ...(strong ? { 'font-weight': 600 } : {}) });
    name.textContent = text;
    root.append(name);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

/** The names as they are drawn now: drawn once more onto a canvas that only takes notes. */
function recordNames(note) {
  const notes = {
    canvas: stage.querySelector('canvas'), save() {}, restore() {}, setTransform() {}, strokeText() {}, beginPath() {}, fillRect() {},
    fillText(text, x, y) { note(text, x, this.textBaseline === 'middle' ? y - 7 : y, this.font, this.fillStyle); },
  };
  drawNames(notes);
}

function fillShare() {
  const act = (key, run) => el('button', { type: 'button', class: 'act', id: `share-${key}`, on: { click: run } }, word(key));
  const what = focus && state.chosen
    ? ('node' in state.chosen ? nameOf(state.chosen.node) : 'edge' in state.chosen ? `${nameOf(EDGES[state.chosen.edge].s)} – ${nameOf(EDGES[state.chosen.edge].o)}` : word('pathTitle'))
    : word('wholeView');
  $('share').replaceChildren(
    el('h2', {}, word('share')),
    act('copyLink', () => copy(viewAddress())), act('copyEmbed', () => copy(asEmbed())),
    act('savePng', savePng), act('saveSvg', () => save(new Blob([asSvg()], { type: 'image/svg+xml' }), 'svg')),
    act('print', () => { openPop(null); print(); }),
    el('p', { style: 'padding:8px 10px 0' }, word('ofSelection', { what })),
    act('copyTurtle', () => copy(asTurtle())), act('copySparql', () => copy(asSparql())), act('copyCsv', () => copy(asCsv())),
    el('p', { id: 'share-said', role: 'status', style: 'padding:0 10px;min-height:20px' }));
}
