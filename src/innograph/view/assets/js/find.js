// Finding: by any name, in any spelling; and the shortest way from one thing to another.

let FORMS = null;
/** What each thing can be found by, folded; made when someone first searches. */
function forms() {
  if (!FORMS) {
    FORMS = NODES.slice(0, GROUP_AT).map((node) => [...new Set([...Object.values(node.l), ...(node.a || []), ...(node.h || [])].map(fold))]);
  }
  return FORMS;
}

const weightOf = (index) => (NODES[index].m || []).length * 2 + RELATIONS[index].length;

/** The things that answer to this, best first: whole names, then beginnings, then beginnings of words, then parts. */
function findNodes(text, most = 12) {
  const wanted = fold(text);
  if (!wanted) return [];
  const hits = [];
  forms().forEach((names, index) => {
    let rank = 9;
    for (const name of names) {
      const at = name.indexOf(wanted);
      if (at < 0) continue;
      const here = name === wanted ? 0 : at === 0 ? 1 : /[\s\-–("/.]/.test(name[at - 1]) ? 2 : 3;
      if (here < rank) rank = here;
    }
    if (rank < 9) hits.push([rank, -weightOf(index), index]);
  });
  hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return hits.slice(0, most).map((h) => h[2]);
}

/** A field that offers things as one types; `taken` is told which. Follows the combobox pattern of WAI-ARIA. */
function finder(input, list, taken) {
  let at = -1;
  let leaving = 0;
  let hits = [];
  const id = (i) => `${list.id}-${i}`;
  const mark = (i) => {
    at = i;
    [...list.children].forEach((li, n) => li.setAttribute('aria-selected', String(n === i)));
    if (i >= 0 && list.children[i]) { input.setAttribute('aria-activedescendant', id(i)); list.children[i].scrollIntoView({ block: 'nearest' }); } else input.removeAttribute('aria-activedescendant');
  };
  const hide = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };
  const take = (i) => { if (hits[i] === undefined) return; hide(); taken(hits[i]); };
  const fill = () => {
    clearTimeout(leaving);
    hits = findNodes(input.value);
    list.replaceChildren(...hits.map((index, i) => {
      const also = alsoMatching(index, input.value);
      return el('li', { role: 'option', id: id(i), 'aria-selected': 'false', on: { mousedown: (e) => e.preventDefault(), click: () => take(i) } },
        typeIcon(typeOf(index)), el('span', {}, nameOf(index), el('small', {}, kindOf(index), also ? ` · ${also}` : '')));
    }));
    if (input.value.trim() && !hits.length) list.append(el('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, word('none')));
    const open = Boolean(input.value.trim());
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    say(open ? (hits.length ? word('results', { n: hits.length }) : word('none')) : '');
    mark(hits.length ? 0 : -1);
  };
  input.addEventListener('input', fill);
  input.addEventListener('focus', () => { if (input.value.trim()) fill(); });
  input.addEventListener('blur', () => { leaving = setTimeout(hide, 120); });
  input.addEventListener('keydown', (e) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      if (list.hidden) fill();
      else if (hits.length) mark((at + (e.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length);
    } else if (e.key === 'Enter') { if (!list.hidden && at >= 0) { e.preventDefault(); take(at); } } else if (e.key === 'Escape') {
      if (!list.hidden) { e.stopPropagation(); hide(); }
    }
  });
}

/** The other name by which a thing was found, if its own name does not show why. */
function alsoMatching(index, text) {
  const wanted = fold(text);
  if (fold(nameOf(index)).includes(wanted)) return '';
  const node = NODES[index];
  return [...Object.values(node.l), ...(node.a || [])].find((n) => fold(n).includes(wanted)) || '';
}

/** The shortest way among what is shown; of several, the one with most sentences behind its first differing step. */
function shortestPath(from, to) {
  if (!shown.nodes.has(from) || !shown.nodes.has(to)) return null;
  const came = new Map([[from, null]]);
  let rim = [from];
  while (rim.length && !came.has(to)) {
    const next = [];
    for (const id of rim) {
      const ways = RELATIONS[id].filter((e) => shown.edges.has(e) && !isTie(e)).sort((a, b) => EDGES[b].e.length - EDGES[a].e.length || a - b);
      for (const e of ways) {
        const other = otherEnd(e, id);
        if (!came.has(other)) { came.set(other, e); next.push(other); }
      }
    }
    rim = next;
  }
  if (!came.has(to)) return null;
  const nodes = [to];
  const edges = [];
  for (let id = to; id !== from;) {
    const e = came.get(id);
    edges.unshift(e);
    id = otherEnd(e, id);
    nodes.unshift(id);
  }
  return { nodes, edges };
}

function startFind() {
  finder($('search'), $('found'), (index) => {
    $('search').value = '';
    choose({ node: index });
    panel.focus({ preventScroll: true });
  });
}

function fillPath() {
  const ends = [null, null];
  if (state.chosen && 'node' in state.chosen) ends[0] = state.chosen.node;
  const go = el('button', { type: 'button', class: 'primary', disabled: true, on: { click: () => {
    openPop(null);
    choose({ path: [], from: ends[0], to: ends[1] });
  } } }, word('pathFind'));
  const field = (n, name) => {
    const input = el('input', { type: 'text', id: `path-${n}`, autocomplete: 'off', role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': `path-found-${n}`, placeholder: word('search') });
    const list = el('ul', { class: 'found', id: `path-found-${n}`, role: 'listbox', 'aria-label': name, hidden: true });
    if (ends[n] !== null) input.value = nameOf(ends[n]);
    finder(input, list, (index) => {
      ends[n] = index;
      input.value = nameOf(index);
      go.disabled = ends[0] === null || ends[1] === null;
      (go.disabled ? $(`path-${1 - n}`) : go).focus();
    });
    input.addEventListener('input', () => { ends[n] = null; go.disabled = true; });
    return el('div', { class: 'field' }, el('label', { for: `path-${n}` }, name), input, list);
  };
  $('path').replaceChildren(el('h2', {}, word('pathTitle')), field(0, word('pathFrom')), field(1, word('pathTo')), go);
}
