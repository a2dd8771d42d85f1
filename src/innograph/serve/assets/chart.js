// Answers as a chart: bars to the right for names, columns along a line for years and days. SVG of our own.

import { el, fill, number, svg, words } from './dom.js';
import { numberOf } from './answer.js';
import { textOf } from './table.js';

const MOST = 40; // bars; more are no picture
const TIME = /^-?\d{4}(?:-\d\d(?:-\d\d)?)?(?:T.*)?$/;

/** Columns that can name a bar: neither numbers nor addresses, and short. */
export function nameable({ columns, rows }, numeric) {
  const short = (c) => rows.reduce((sum, row) => sum + textOf(row[c]).length, 0) / (rows.length || 1) < 70;
  const fits = columns.filter((c) => !numeric.includes(c) && rows.some((row) => row[c]) && short(c));
  const named = fits.filter((c) => !rows.some((row) => row[c] && row[c].type === 'uri'));
  return named.length ? named : fits.length ? fits : columns.filter((c) => c !== numeric[0]).slice(0, 1);
}

export function drawChart(place, answer, numeric, caption) {
  const names = nameable(answer, numeric);
  const state = { value: numeric[0], name: names[0] ?? '' };
  const pick = (key, label, options) => el('label', {}, label, ' ',
    el('select', { onchange: (event) => { state[key] = event.target.value; draw(); } },
      ...options.map(([value, text]) => el('option', { value }, text))));
  const choices = names.map((c) => [c, c]);
  if (names.length > 1) choices.push([`${names[0]}\n${names[1]}`, `${names[0]} – ${names[1]}`]);
  const first = answer.rows.find((row) => row[names[0]]);
  if (names.length > 1 && !TIME.test(textOf(first?.[names[0]]))) state.name = choices.at(-1)[0];
  const controls = el('p', { class: 'choices' }, pick('value', words.chartValue, numeric.map((c) => [c, c])), pick('name', words.chartName, choices));
  for (const option of controls.querySelectorAll('option')) option.selected = option.value === state.name || option.value === state.value;
  const drawing = el('div', { class: 'chart' });
  place.replaceChildren(controls, drawing);

  function draw() {
    const sums = new Map();
    const columns = state.name.split('\n');
    for (const row of answer.rows) {
      const name = columns.map((c) => textOf(row[c])).filter(Boolean).join(' – ') || '–';
      sums.set(name, (sums.get(name) || 0) + (numberOf(row[state.value]) || 0));
    }
    const bars = [...sums];
    const inTime = columns.length === 1 && bars.length > 1 && bars.every(([name]) => TIME.test(name) || name === '–');
    if (inTime) bars.sort(([a], [b]) => (a < b ? -1 : 1));
    const cut = inTime ? bars.slice(-120) : bars.slice(0, MOST);
    const label = fill(words.chartOf, { value: state.value, name: columns.join(' – '), caption });
    drawing.replaceChildren(inTime ? standing(cut, label) : lying(cut, label));
    if (cut.length < bars.length) drawing.append(el('p', { class: 'quiet' }, fill(words.chartCut, { n: number(cut.length), of: number(bars.length) })));
  }
  draw();
}

function scale(bars) {
  const values = bars.map(([, value]) => value);
  return { least: Math.min(0, ...values), most: Math.max(0, ...values) || 1 };
}

/** One bar below the other, as a list: it wraps and can be read aloud. */
function lying(bars, label) {
  const { least, most } = scale(bars);
  const at = (value) => ((value - least) / (most - least)) * 100;
  return el('ul', { class: 'bars', 'aria-label': label }, ...bars.map(([name, value]) => {
    const from = Math.min(at(0), at(value));
    return el('li', {}, el('span', { class: 'name', title: name }, name),
      svg('svg', { class: 'bar-of', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
        svg('rect', { x: from, y: 0, width: Math.max(0.4, Math.abs(at(value) - at(0))), height: 10 })),
      el('span', { class: 'n' }, number(value)));
  }));
}

/** Columns along a line of time. */
function standing(bars, label) {
  const [width, height, left, bottom, top] = [760, 300, 56, 34, 14];
  const { least, most } = scale(bars);
  const y = (value) => top + (1 - (value - least) / (most - least)) * (height - top - bottom);
  const step = (width - left) / bars.length;
  const every = Math.ceil(bars.length / 12);
  const ticks = marks(least, most);
  return svg('svg', { class: 'standing', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label },
    ...ticks.flatMap((tick) => [
      svg('line', { class: 'grid', x1: left, x2: width, y1: y(tick), y2: y(tick) }),
      svg('text', { x: left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, number(tick)),
    ]),
    ...bars.flatMap(([name, value], i) => {
      const x = left + i * step;
      const bar = svg('rect', { x: x + step * 0.12, width: step * 0.76, y: Math.min(y(value), y(0)), height: Math.max(1, Math.abs(y(value) - y(0))) },
        svg('title', {}, `${name}: ${number(value)}`));
      return i % every ? [bar] : [bar, svg('text', { x: x + step / 2, y: height - 12, 'text-anchor': 'middle' }, name.slice(0, 10))];
    }));
}

function marks(least, most) {
  const rough = (most - least) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const found = [];
  for (let at = Math.ceil(least / step) * step; at <= most + step / 1e6; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}
