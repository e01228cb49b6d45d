// The report's text: lines, and in them nested spans. An element is made from parts only, never from markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// The places to colour: one for each stretch, with all that was read there.
function spansOf(report, items) {
  const spans = new Map();
  for (const item of items) {
    const id = spanOf(item);
    if (!spans.has(id)) spans.set(id, { id, start: item.start, end: item.end, items: [] });
    spans.get(id).items.push(item);
  }
  return [...spans.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

function colouredItems(report) {
  const open = report.numerals.filter((numeral) => ['unclaimed', 'conflict'].includes(numeral.taken));
  return [...report.items.filter((item) => passes(report, item)), ...(filtering() ? [] : open)];
}

function renderText(report) {
  const spans = spansOf(report, colouredItems(report));
  const kinds = new Map(report.lines);
  const stretches = linesOf(report.raw);
  const lines = make('div', { class: stretches.length > 500 ? 'lines long' : 'lines', lang: scriptOf(report), id: 'lines' });
  let first = 0;
  stretches.forEach(([start, end], at) => {
    while (first < spans.length && spans[first].end <= start) first += 1;
    const line = make('div', { class: `line ${kinds.get(at + 1) ?? (rawOf(report, start, end).trim() ? 'body' : 'blank')}`, 'data-line': at + 1, 'data-start': start, 'data-end': end });
    fillLine(line, report, touching(spans, first, start, end), start, end);
    lines.append(line);
  });
  return [legend(), lines];
}

// The stretches of the lines, each with its line break.
function linesOf(raw) {
  const found = [];
  let start = 0;
  raw.forEach((character, at) => {
    if (character !== '\n') return;
    found.push([start, at + 1]);
    start = at + 1;
  });
  if (start < raw.length) found.push([start, raw.length]);
  return found;
}

function touching(spans, first, start, end) {
  const found = [];
  for (let at = first; at < spans.length && spans[at].start < end; at += 1) if (spans[at].end > start) found.push(spans[at]);
  return found;
}

// Segment after segment; the elements that stay open from one to the next are those of the spans that cover both.
function fillLine(line, report, here, start, end) {
  const edges = new Set([start, end]);
  for (const span of here) [span.start, span.end].filter((at) => at > start && at < end).forEach((at) => edges.add(at));
  const cuts = [...edges].sort((a, b) => a - b);
  const open = [];
  cuts.slice(0, -1).forEach((cut, at) => {
    const covering = here.filter((span) => span.start <= cut && span.end > cut).sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
    reopen(open, covering, report, line);
    (open.at(-1)?.element ?? line).append(segment(report, cut, cuts[at + 1]));
  });
}

function segment(report, start, end) {
  const text = make('span', { class: 'segment', 'data-start': start, 'data-end': end });
  text.textContent = shownOf(report, start, end);
  return text;
}

function reopen(open, covering, report, line) {
  let same = 0;
  while (same < open.length && open[same].span === covering[same]) same += 1;
  open.length = same;
  for (const span of covering.slice(same)) {
    const element = spanElement(span, report, open.length);
    (open.at(-1)?.element ?? line).append(element);
    open.push({ span, element });
  }
}

function spanElement(span, report, depth) {
  const table = span.items[0].table;
  const kind = table === 'numerals' ? span.items[0].taken : table;
  const verdicts = new Set(span.items.map((item) => verdictOn(report, item)));
  const verdict = verdicts.has('wrong') ? 'wrong' : verdicts.size === 1 ? [...verdicts][0] : 'unchecked';
  const fresh = !span.drawn;
  span.drawn = true;
  const head = fresh ? { role: 'group', tabindex: -1, 'aria-label': spanLabel(span, report, verdict) } : {};
  const current = state.span === span.id ? ' current' : '';
  return make('span', { class: `span t-${kind} v-${verdict} d${Math.min(depth, 3)}${current}`, 'data-span': span.id, ...head });
}

function spanLabel(span, report, verdict) {
  const tables = [...new Set(span.items.map((item) => (item.table === 'numerals' ? say(item.taken) : tableWord(item.table))))];
  return `${shownOf(report, span.start, span.end)}, ${tables.join(', ')}, ${say(verdict)}`;
}

function legend() {
  const entries = FACTS.map((name) => make('span', { class: `span t-${name}` }, tableWord(name)));
  const open = ['unclaimed', 'conflict'].map((kind) => make('span', { class: `span t-${kind}` }, say(kind)));
  return make('p', { class: 'legend', 'aria-label': say('legend') }, ...entries, ...open);
}

// A stretch of the text as a range of the document, for highlights that cross elements.
function rangeOf(start, end) {
  const pieces = [...document.querySelectorAll('#lines .segment')].filter((piece) => Number(piece.dataset.start) < Math.max(end, start + 1) && Number(piece.dataset.end) > start && piece.firstChild);
  if (!pieces.length) return null;
  const range = document.createRange();
  range.setStart(pieces[0].firstChild, offsetIn(pieces[0], start));
  range.setEnd(pieces.at(-1).firstChild, offsetIn(pieces.at(-1), end));
  return range;
}

function offsetIn(piece, at) {
  const start = Number(piece.dataset.start);
  const to = Math.min(Math.max(at, start), Number(piece.dataset.end));
  return shownOf(openReport(), start, to).length;
}

function highlight(name, places) {
  const ranges = places.map(([start, end]) => rangeOf(start, end)).filter(Boolean);
  if (globalThis.CSS?.highlights) CSS.highlights.set(name, new Highlight(...ranges));
  else if (ranges.length && name === 'found') getSelection().setBaseAndExtent(ranges[0].startContainer, ranges[0].startOffset, ranges[0].endContainer, ranges[0].endOffset);
  return ranges;
}

function showPlace(start, end) {
  showTab('text');
  const [range] = highlight('found', [[start, end]]);
  range?.startContainer.parentElement.scrollIntoView({ block: 'center' });
}
