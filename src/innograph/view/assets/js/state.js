// The state of the view, and its address: a link or a reload gives the same view back.

const state = {
  hiddenTypes: new Set(),
  hiddenPredicates: new Set(),
  theme: -1,
  country: -1,
  confidence: 0,
  since: '',
  until: '',
  chosen: null, // {node} | {edge} | {path: [nodes], from, to}
  depth: 1,
  view: 'network', // or table, matrix, timeline
  group: -1, // in a large network, the community that is open
  mode: '',
};

const VIEWS = ['network', 'table', 'matrix', 'timeline'];

const edgeKey = (index) => {
  const edge = EDGES[index];
  return `${NODES[edge.s].i} ${PREDICATES[edge.p]} ${NODES[edge.o].i}`;
};
let EDGE_INDEX = null;
/** The number of a relation by its key; made when an address first names one. */
function edgeOfKey(key) {
  if (!EDGE_INDEX) EDGE_INDEX = new Map(EDGES.slice(0, REAL_EDGES).map((_, index) => [edgeKey(index), index]));
  return EDGE_INDEX.get(key);
}

/** The whole view as the part of an address after #. */
function address(withPlace) {
  const parts = new URLSearchParams();
  if (state.chosen && 'node' in state.chosen) parts.set('node', NODES[state.chosen.node].i);
  if (state.chosen && 'edge' in state.chosen) parts.set('edge', edgeKey(state.chosen.edge));
  if (state.chosen && 'path' in state.chosen) {
    parts.set('path', `${NODES[state.chosen.from].i} ${NODES[state.chosen.to].i}`);
  }
  if (state.chosen && 'node' in state.chosen && state.depth !== 1) parts.set('steps', state.depth);
  if (state.hiddenTypes.size) parts.set('without', [...state.hiddenTypes].sort().join(' '));
  if (state.hiddenPredicates.size) parts.set('unrelated', [...state.hiddenPredicates].sort().join(' '));
  if (state.theme >= 0) parts.set('theme', NODES[state.theme].i);
  if (state.country >= 0) parts.set('country', NODES[state.country].i);
  if (state.confidence) parts.set('confidence', state.confidence);
  if (state.since) parts.set('since', state.since);
  if (state.until) parts.set('until', state.until);
  if (GROUPED && scene.kind === 'group') parts.set('group', scene.group);
  if (state.view !== DATA.looks) parts.set('look', state.view);
  if (state.mode) parts.set('mode', state.mode);
  if (language !== DATA.language) parts.set('lang', language);
  if (withPlace) {
    const at = place();
    if (at) parts.set('at', at);
  }
  return [...parts].map(([key, value]) => `${key}=${readable(value)}`).join('&');
}

/** A value as an address may hold it, with the signs that need no escape left to read. */
const readable = (value) => encodeURIComponent(value).replace(/%2F/g, '/').replace(/%20/g, '+').replace(/%2C/g, ',').replace(/%3A/g, ':');

/** Take the view from an address; what it names and this network lacks is left out. */
function readAddress(text) {
  const parts = new URLSearchParams(text);
  const words = (key) => (parts.get(key) || '').split(' ').filter(Boolean);
  // As we write it, as one may write it by hand (organization/vinnova), or in full.
  const known = (iri) => [iri, `~${iri}`, String(iri).replace(`${DATA.base}id/`, '~')].map((i) => INDEX.get(i)).find((i) => i !== undefined) ?? -1;
  const date = (key) => (/^\d{4}(-\d\d){0,2}$/.test(parts.get(key) || '') ? parts.get(key) : '');
  state.hiddenTypes = new Set(words('without').filter((t) => TYPES.includes(t)));
  state.hiddenPredicates = new Set(words('unrelated').filter((p) => PREDICATES.includes(p)));
  state.theme = known(parts.get('theme'));
  state.country = known(parts.get('country'));
  state.confidence = Math.min(100, Math.max(0, parseInt(parts.get('confidence'), 10) || 0));
  state.since = date('since');
  state.until = date('until');
  const group = parseInt(parts.get('group'), 10);
  state.group = GROUPED && group >= 0 && group < DATA.groups.length ? group : -1;
  state.view = VIEWS.includes(parts.get('look')) ? parts.get('look') : DATA.looks;
  state.depth = Math.min(3, Math.max(1, parseInt(parts.get('steps'), 10) || 1));
  state.mode = ['dark', 'light'].includes(parts.get('mode')) ? parts.get('mode') : '';
  language = parts.get('lang') in WORDS ? parts.get('lang') : DATA.language;
  state.chosen = null;
  if (known(parts.get('node')) >= 0) state.chosen = { node: known(parts.get('node')) };
  else if (parts.has('edge') && edgeOfKey(parts.get('edge')) !== undefined) state.chosen = { edge: edgeOfKey(parts.get('edge')) };
  else if (parts.has('path')) {
    const [from, to] = words('path').map(known);
    if (from >= 0 && to >= 0) state.chosen = { path: [], from, to };
  }
  const [x, y, scale, across] = (parts.get('at') || '').split(',').map(Number);
  if (![x, y, scale].every(Number.isFinite) || !(scale > 0)) return { at: null };
  // A link from a screen that stands, opened on one that lies: the picture is turned over.
  return { at: Boolean(across) === standing ? [x, y, scale] : [y, x, scale] };
}

let addressTimer = 0;
let ownAddress = '';
/** Write the address soon; a browser refuses more than some writes a second. */
function keepAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    ownAddress = address(true);
    try { history.replaceState(null, '', ownAddress ? `#${ownAddress}` : location.pathname + location.search); } catch {
      // A frame without an address of its own, as in a notebook, has none to keep.
    }
  }, 250);
}
