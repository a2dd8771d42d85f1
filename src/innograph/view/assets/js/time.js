// Time: a bar for each month (or quarter, or year) with its articles, two handles, and the network growing.

const MONTHS = (() => {
  const dates = ARTICLES.map((a) => a.d).filter((d) => /^\d{4}/.test(d)).map((d) => (d.length >= 7 ? d.slice(0, 7) : `${d}-01`));
  if (!dates.length) return [];
  const [first, last] = [dates.reduce((a, b) => (a < b ? a : b)), dates.reduce((a, b) => (a > b ? a : b))];
  const months = [];
  for (let [y, m] = first.split('-').map(Number); ;) {
    const month = `${y}-${String(m).padStart(2, '0')}`;
    months.push(month);
    if (month >= last || months.length > 6000) break;
    m += 1;
    if (m > 12) { m = 1; y += 1; }
  }
  return months;
})();

// As many bars as can be told apart: months, quarters or years.
const STEP = MONTHS.length <= 60 ? 1 : MONTHS.length <= 180 ? 3 : 12;
const BINS = (() => {
  const bins = [];
  MONTHS.forEach((month) => {
    const [y, m] = month.split('-').map(Number);
    const key = `${y}-${Math.floor((m - 1) / STEP)}`;
    if (!bins.length || bins[bins.length - 1].key !== key) bins.push({ key, from: month, to: month, n: 0 });
    else bins[bins.length - 1].to = month;
  });
  const at = new Map();
  bins.forEach((b, i) => MONTHS.filter((m) => m >= b.from && m <= b.to).forEach((m) => at.set(m, i)));
  for (const a of ARTICLES) {
    const month = a.d.length >= 7 ? a.d.slice(0, 7) : a.d ? `${a.d}-01` : '';
    if (at.has(month)) bins[at.get(month)].n += 1;
  }
  return bins;
})();

function startTime() {
  if (BINS.length < 2) { $('time').hidden = true; return; }
  const most = Math.max(...BINS.map((b) => b.n));
  $('bars').replaceChildren(...BINS.map((b) => el('i', { style: `height:${b.n ? Math.max(9, (100 * b.n) / most) : 0}%` })));
  for (const id of ['since', 'until']) {
    $(id).max = BINS.length - 1;
    $(id).addEventListener('input', () => {
      let [a, b] = [+$('since').value, +$('until').value];
      if (a > b) { if (id === 'since') b = a; else a = b; }
      setSpan(a, b);
    });
  }
  $('play').addEventListener('click', play);
}

function setSpan(a, b) {
  state.since = a > 0 ? BINS[a].from : '';
  state.until = b < BINS.length - 1 ? BINS[b].to : '';
  refilter();
}

/** The numbers of the first and last bar that are in the span. */
function spanOf() {
  const last = BINS.length - 1;
  let a = state.since ? BINS.findIndex((b) => b.to >= state.since.slice(0, 7)) : 0;
  if (a < 0) a = last;
  let b = last;
  if (state.until) { b = 0; BINS.forEach((bin, i) => { if (bin.from.slice(0, state.until.length) <= state.until) b = i; }); }
  return [a, Math.max(a, b)];
}

function drawSpan() {
  if (BINS.length < 2) return;
  const [a, b] = spanOf();
  $('since').value = a;
  $('until').value = b;
  [...$('bars').children].forEach((bar, i) => bar.classList.toggle('in', i >= a && i <= b));
  const short = (iso) => {
    const [y, m] = iso.split('-');
    const form = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
    return form.format(new Date(Date.UTC(+y, +m - 1, 1)));
  };
  const text = word('span', { from: short(BINS[a].from), to: short(BINS[b].to) });
  $('span').textContent = text;
  $('since').setAttribute('aria-valuetext', short(BINS[a].from));
  $('until').setAttribute('aria-valuetext', short(BINS[b].to));
}

let playing = 0;
function play() {
  if (playing) { stopPlaying(); return; }
  const last = BINS.length - 1;
  let [a, b] = spanOf();
  if (b >= last) b = a;
  const pause = Math.max(120, Math.min(700, 14000 / BINS.length));
  setSpan(a, b);
  playing = setInterval(() => {
    b += 1;
    while (b < last && !BINS[b].n) b += 1;
    setSpan(a, Math.min(b, last));
    if (b >= last) stopPlaying();
  }, pause);
  drawPlay();
}

function stopPlaying() {
  clearInterval(playing);
  playing = 0;
  drawPlay();
}

function drawPlay() {
  const shape = playing ? 'M4 3h3v10H4zM9 3h3v10H9z' : 'M4.5 2.5v11l9-5.5z';
  $('play').replaceChildren(svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: shape, fill: 'currentColor' })));
  $('play').setAttribute('aria-label', word(playing ? 'pause' : 'play'));
}
