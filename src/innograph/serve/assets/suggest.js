// A field that suggests: the combobox of ARIA's patterns, over anything that can be asked for.

import { el, fill, say, words } from './dom.js';

let made = 0;

/**
 * Suggest below a field what `find(text)` gives (a promise of [{text, note, group, value}]); `take(option)` is called
 * for the one that is chosen.
 */
export function suggest(field, find, take, { least = 2 } = {}) {
  const list = el('ul', { id: `suggested-${(made += 1)}`, class: 'suggested', role: 'listbox', hidden: true, 'aria-label': field.getAttribute('aria-label') || words.suggestions });
  field.after(list);
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, autocomplete: 'off', spellcheck: 'false',
  })) field.setAttribute(name, value);
  let options = [];
  let at = -1;
  let asked = 0;
  let timer = 0;

  function close() {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
    at = -1;
  }

  function mark(next) {
    at = next;
    [...list.querySelectorAll('[role=option]')].forEach((item, i) => {
      item.setAttribute('aria-selected', String(i === at));
      if (i === at) {
        field.setAttribute('aria-activedescendant', item.id);
        item.scrollIntoView({ block: 'nearest' });
      }
    });
    if (at < 0) field.removeAttribute('aria-activedescendant');
  }

  function choose(i) {
    const option = options[i];
    close();
    if (option) take(option);
  }

  function show(found) {
    options = found;
    at = -1;
    let group = '';
    const items = [];
    found.forEach((option, i) => {
      if (option.group && option.group !== group) items.push(el('li', { class: 'group', role: 'presentation' }, option.group));
      group = option.group || '';
      items.push(el('li', {
        id: `${list.id}-${i}`, role: 'option', 'aria-selected': 'false', class: option.kind ? `kind-${option.kind}` : '',
        onmousedown: (event) => { event.preventDefault(); choose(i); },
      }, el('span', {}, option.text), option.note ? el('span', { class: 'note-of' }, option.note) : null));
    });
    if (!found.length) items.push(el('li', { class: 'group', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, words.nothingFits));
    list.replaceChildren(...items);
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    field.removeAttribute('aria-activedescendant');
    say(found.length ? fill(words.suggested, { n: found.length }) : words.nothingFits);
  }

  async function look() {
    const text = field.value.trim();
    const mine = (asked += 1);
    if (text.length < least) return close();
    try {
      const found = await find(text);
      if (mine === asked && document.activeElement === field) show(found);
    } catch {
      if (mine === asked) close();
    }
  }

  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, 140); });
  field.addEventListener('blur', () => { asked += 1; close(); });
  field.addEventListener('keydown', (event) => {
    const open = !list.hidden && options.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) { look(); return; }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      mark((at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length);
    } else if (event.key === 'Enter' && open && at >= 0) {
      event.preventDefault();
      choose(at);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  return { close, first: async () => { await look(); if (options.length) choose(0); } };
}

