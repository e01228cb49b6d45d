// Going about.
function openNumber(number) {
  Object.assign(state, { number, span: null, item: null, numeral: false, form: null });
  clearHighlights();
  render();
  scrollTo(0, 0);
}

function showTab(name) {
  state.tab = name;
  clearHighlights();
  render();
}

function clearHighlights() {
  if (globalThis.CSS?.highlights) CSS.highlights.clear();
}

function goTo(item) {
  Object.assign(state, { span: spanOf(item), item: item.key, numeral: item.table === 'numerals', form: null });
  showTab('text');
  const [piece] = pieces();
  if (piece) {
    piece.scrollIntoView({ block: 'center' });
    piece.focus({ preventScroll: true });
  } else showPlace(item.start, item.end);
}

const pieces = () => [...document.querySelectorAll(`#lines [data-span="${state.span}"]`)];

function select(id) {
  const report = openReport();
  const items = report.items.filter((item) => spanOf(item) === id);
  const [item] = items.length ? items : report.numerals.filter((numeral) => spanOf(numeral) === id);
  Object.assign(state, { span: id, item: item.key, numeral: item.table === 'numerals', form: null });
  clearHighlights();
  render();
  pieces()[0]?.focus({ preventScroll: true });
}

function unselect() {
  const id = state.span;
  Object.assign(state, { span: null, item: null, numeral: false, form: null });
  clearHighlights();
  render();
  document.querySelector(`#lines [data-span="${id}"]`)?.focus({ preventScroll: true });
}

function markEvidence(report) {
  if (state.tab !== 'text' || !state.item) return;
  const item = itemsAt(report, state.span).find((one) => one.key === state.item);
  const places = (item?.rows ?? []).flatMap((row) => row.evidence.map(([, , start, end]) => [start, end])).filter(([start, end]) => end > start);
  highlight('evidence', places);
}

// The items that come after (or before) the chosen one, over all reports and round to where it began.
function* following(direction) {
  const many = INDEX.reports.length;
  for (let step = 0; step <= many; step += 1) {
    const number = (((state.number + step * direction) % many) + many) % many;
    const items = reportAt(number).items.filter((item) => passes(reportAt(number), item));
    if (direction < 0) items.reverse();
    const at = items.findIndex((item) => item.key === state.item);
    const here = step === 0 ? items.slice(at + 1) : step === many ? items.slice(0, at + 1) : items;
    for (const item of here) yield [number, item];
  }
}

function nextUnchecked(direction) {
  for (const [number, item] of following(direction)) {
    if (verdictOn(reportAt(number), item) === 'unchecked') {
      state.number = number;
      return goTo(item);
    }
  }
  return tell('done_all');
}

function stepSpan(direction) {
  const all = [...document.querySelectorAll('#lines [data-span][role]')];
  const at = all.findIndex((piece) => piece.dataset.span === state.span);
  const to = all[at < 0 ? (direction > 0 ? 0 : all.length - 1) : at + direction];
  if (!to) return;
  select(to.dataset.span);
  pieces()[0].scrollIntoView({ block: 'nearest' });
}
