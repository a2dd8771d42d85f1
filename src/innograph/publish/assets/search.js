// Finds things by name on the front page. The names are in things.js, so that this works from disk as well.
'use strict';
(() => {
  const field = document.getElementById('q');
  const list = document.getElementById('results');
  const count = document.getElementById('count');
  const kinds = JSON.parse(field.dataset.kinds);
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ø/g, 'o').replace(/æ/g, 'ae');
  const things = (window.innographThings || []).map(([label, kind, path, also]) => ({
    label, kind, path, folded: [label, ...also].map(fold),
  }));
  const MOST = 40;

  function rank(thing, words) {
    let best = Infinity;
    for (const name of thing.folded) {
      if (!words.every((word) => name.includes(word))) continue;
      const all = words.join(' ');
      const place = name === all ? 0 : name.startsWith(all) ? 1 : words.every((w) => (' ' + name).includes(' ' + w)) ? 2 : 3;
      best = Math.min(best, place + (name === thing.folded[0] ? 0 : 0.5));
    }
    return best;
  }

  function find() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    list.hidden = true;
    if (words.join('').length < 2) {
      count.textContent = field.value.trim() ? field.dataset.hint : '';
      return;
    }
    const found = things.map((thing) => [rank(thing, words), thing]).filter(([place]) => place < Infinity);
    found.sort((a, b) => a[0] - b[0]);
    count.textContent = found.length === 0 ? field.dataset.none
      : found.length === 1 ? field.dataset.foundOne : field.dataset.found.replace('{n}', found.length);
    for (const [, thing] of found.slice(0, MOST)) {
      const link = document.createElement('a');
      link.href = thing.path;
      const name = document.createElement('bdi');
      name.textContent = thing.label;
      const kind = document.createElement('span');
      kind.className = 'kind';
      kind.textContent = kinds[thing.kind];
      link.append(name, kind);
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
    }
    list.hidden = found.length === 0;
  }

  field.addEventListener('input', find);
  field.form.addEventListener('submit', (event) => {
    event.preventDefault();
    find();
    const first = list.querySelector('a');
    if (first) first.focus();
  });
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) field.value = asked;
  find();
})();
