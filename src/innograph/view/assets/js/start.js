// What the page is given, and small things that every part uses. All text goes into the page as text, never as HTML.

const given = (id) => JSON.parse(document.getElementById(id).textContent);

/** The facts; those of a large page come packed. */
async function unpack() {
  const from = document.getElementById('facts');
  if (!from.dataset.packing) return given('facts');
  const raw = atob(from.textContent);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  from.textContent = '';
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}

const DATA = Object.assign(await unpack(), given('page'));
const WORDS = given('words');
const VIS_NODES = given('vis-nodes');
const VIS_EDGES = given('vis-edges');
const VIS_OPTIONS = given('vis-options');

const NODES = DATA.nodes;
const EDGES = DATA.edges;
const ARTICLES = DATA.articles;
const TYPES = DATA.types;
const PREDICATES = DATA.predicates;
const SYMMETRIC = new Set(DATA.symmetric);

const $ = (id) => document.getElementById(id);

/** An element with attributes and children; a string child is text. */
function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'on') for (const [event, handler] of Object.entries(value)) made.addEventListener(event, handler);
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.flat(9).filter((c) => c !== null && c !== undefined && c !== false));
  return made;
}

function svg(name, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

const fullIri = (short) => (short.startsWith('~') ? `${DATA.base}id/${short.slice(1)}` : short);

/** An address as a link if it is one that a browser may follow, else as text. */
function linkTo(address, text) {
  if (!/^https?:\/\/[^\s]+$/i.test(address)) return el('span', {}, text || address);
  return el('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, text || address);
}

const letters = { å: 'a', ä: 'a', ö: 'o', æ: 'ae', ø: 'o', ß: 'ss', ð: 'd', þ: 'th', ł: 'l', đ: 'd', œ: 'oe' };
/** A name as one may type it: without case, accents and needless space. */
function fold(text) {
  return text.toLowerCase().replace(/[åäöæøßðþłđœ]/g, (c) => letters[c]).normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '').replace(/\s+/g, ' ').trim();
}

// Words

let language = DATA.language in WORDS ? DATA.language : 'sv';

function word(key, values) {
  let text = WORDS[language][key];
  for (const [name, value] of Object.entries(values || {})) text = text.split(`{${name}}`).join(String(value));
  return text;
}

const LONG = 240; // characters of a name that are shown; a longer one is no name
const clip = (text) => (text.length > LONG ? `${text.slice(0, LONG)}…` : text);
const nameOf = (index) => clip(fullNameOf(index));

function fullNameOf(index) {
  if (isGroup(index)) return groupName(index - GROUP_AT);
  const names = NODES[index].l;
  return names[language] || names.sv || names.en || names[Object.keys(names).sort()[0]];
}

const typeOf = (index) => TYPES[NODES[index].t];
const kindOf = (index) => (isGroup(index) ? word('community') : WORDS[language].class[NODES[index].c] || WORDS[language].type[typeOf(index)]);
const sentencesOf = (count) => (count === 1 ? word('sentence') : word('sentences', { n: count }));
const articlesOf = (count) => (count === 1 ? word('article1') : word('articleCount', { n: count }));

/** A date of any precision, in words. */
function dateOf(iso) {
  if (!iso) return word('undated');
  const part = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso);
  if (!part || !part[2]) return iso;
  const form = { year: 'numeric', month: 'long', timeZone: 'UTC' };
  if (part[3]) form.day = 'numeric';
  const date = new Date(Date.UTC(+part[1], +part[2] - 1, +(part[3] || 1)));
  return new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', form).format(date);
}

// Who is related to what: for each node the numbers of its relations.

const RELATIONS = NODES.map(() => []);
EDGES.forEach((edge, index) => {
  RELATIONS[edge.s].push(index);
  if (edge.o !== edge.s) RELATIONS[edge.o].push(index);
});
const otherEnd = (edge, node) => (EDGES[edge].s === node ? EDGES[edge].o : EDGES[edge].s);

const INDEX = new Map(NODES.map((node, index) => [node.i, index]));

function say(text) {
  $('said').textContent = text;
}
