// The page as a whole: what is open, how it changes, its keys.
const TABS = ['text', 'rows', 'numerals', 'rules', 'findings', 'reports'];
const VIEWS = { text: renderText, rows: renderRows, numerals: renderNumerals, rules: renderRules, findings: renderFindings, reports: renderReports };
const FILTERED = ['text', 'rows'];
const state = {
  number: 0, tab: 'text', span: null, item: null, numeral: false, form: null, simplified: false,
  filters: { tables: new Set(FACTS), rule: '', status: '', bound: '', verdict: '' },
  history: [], search: '', order: 'by_id', keys: true,
};

const openReport = () => reportAt(state.number);

function render() {
  const report = openReport();
  sayAll();
  renderProgress(report);
  byId('filters').hidden = !FILTERED.includes(state.tab);
  byId('filters').replaceChildren(...renderFilters(report));
  byId('panel').replaceChildren(...VIEWS[state.tab](report).filter(Boolean));
  if (state.tab === 'rules') fillRules();
  byId('panel').setAttribute('aria-labelledby', `tab-${state.tab}`);
  byId('main').className = `tab-${state.tab}${state.span ? ' chosen' : ''}`;
  byId('detail').replaceChildren(...renderDetail(report).filter(Boolean));
  roving();
  markEvidence(report);
}

function sayAll() {
  document.documentElement.lang = chinese() ? 'zh-Hans' : 'en';
  document.title = `${openReport().head.report} · baogao ${say('title')}`;
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll('[data-label]')) labelAs(element, say(element.dataset.label));
  byId('language').lang = chinese() ? 'en' : 'zh-Hans';
  byId('simplified').setAttribute('aria-pressed', String(state.simplified));
  byId('simplified').lang = 'zh-Hans';
  byId('report').replaceChildren(...INDEX.reports.map((head, number) => make('option', { value: number, selected: number === state.number }, reportName(head))));
  for (const tab of document.querySelectorAll('[role=tab]')) sayTab(tab);
}

function labelAs(element, text) {
  element.setAttribute('aria-label', text);
  if (element.tagName === 'BUTTON') element.title = text;
}

const reportName = (head) => (head.report_year && !head.report.includes(head.report_year) ? `${head.report} · ${head.report_year}` : head.report);

function sayTab(tab) {
  const name = tab.dataset.tab;
  const head = openReport().head;
  const open = { numerals: head.unclaimed + head.conflicts, findings: head.findings + (INDEX.stale.length || 0) }[name];
  tab.replaceChildren(say(`tab_${name}`), ...(open ? [make('span', { class: 'count' }, String(open))] : []));
  const chosen = name === state.tab;
  tab.setAttribute('aria-selected', String(chosen));
  tab.tabIndex = chosen ? 0 : -1;
}

function renderProgress(report) {
  const checked = checkedIn(state.number);
  const total = report.items.length;
  const parts = [make('progress', { max: Math.max(total, 1), value: checked, 'aria-label': say('progress', checked, total) }), make('span', { class: 'figures' }, say('progress', checked, total))];
  if (INDEX.reports.length > 1) parts.push(make('span', { class: 'figures quiet all' }, say('progress_all', ...progressOfAll())));
  byId('progress').replaceChildren(...parts);
}

function progressOfAll() {
  const checked = INDEX.reports.reduce((sum, _, number) => sum + checkedIn(number), 0);
  return [checked, INDEX.reports.reduce((sum, head) => sum + head.items, 0)];
}

// Filters: which items the text and the rows show, and which ones "next" goes to.
function filtering() {
  const { tables, ...rest } = state.filters;
  return tables.size < FACTS.length || Object.values(rest).some(Boolean);
}

function passes(report, item) {
  const { tables, rule, status, bound, verdict } = state.filters;
  const has = (column, wanted) => !wanted || item.rows.some((row) => row.cells[column] === wanted);
  return tables.has(item.table) && (!rule || item.rule === rule) && has('status', status) && has('bound', bound) && (!verdict || verdictOn(report, item) === verdict);
}

function renderFilters(report) {
  const counts = Object.fromEntries(FACTS.map((name) => [name, report.items.filter((item) => item.table === name).length]));
  const chips = FACTS.map((name) => make('button', { type: 'button', class: `chip t-${name}`, 'data-table': name, 'aria-pressed': String(state.filters.tables.has(name)), onclick: () => toggleTable(name) }, make('b', {}, tableLetter(name)), ` ${tableWord(name)} `, make('span', { class: 'figures' }, String(counts[name]))));
  const rules = [...new Set(report.items.map((item) => item.rule))].sort();
  const cells = (column) => [...new Set(report.items.flatMap((item) => item.rows.map((row) => row.cells[column] ?? '')).filter(Boolean))].sort();
  const selects = [chooser('rule', 'all_rules', rules), chooser('status', 'all_statuses', cells('status')), chooser('bound', 'all_bounds', cells('bound')), chooser('verdict', 'all_verdicts', ['unchecked', 'right', 'wrong'])];
  const clear = filtering() ? make('button', { type: 'button', class: 'plain', id: 'clear', onclick: clearFilters }, say('clear')) : null;
  return [make('div', { class: 'chips' }, ...chips), make('div', { class: 'selects' }, ...selects, clear)];
}

function chooser(name, all, values) {
  const chosen = state.filters[name];
  const known = chosen && !values.includes(chosen) ? [...values, chosen] : values;
  const word = (value) => (name === 'verdict' ? say(value) : term(value));
  const options = ['', ...known].map((value) => make('option', { value, selected: value === chosen }, value ? word(value) : say(all)));
  return make('select', { id: `filter-${name}`, 'aria-label': say(`filter_${name}`), class: chosen ? 'chosen' : null, onchange: (event) => setFilter(name, event.target.value) }, ...options);
}

function keepingFocus(act) {
  const id = document.activeElement?.id;
  const table = document.activeElement?.dataset?.table;
  act();
  (id ? byId(id) : table ? document.querySelector(`[data-table="${table}"]`) : null)?.focus();
}

function setFilter(name, value) {
  keepingFocus(() => { state.filters[name] = value; render(); });
}

function toggleTable(name) {
  const { tables } = state.filters;
  if (tables.has(name)) tables.delete(name);
  else tables.add(name);
  keepingFocus(render);
}

function clearFilters() {
  state.filters = { tables: new Set(FACTS), rule: '', status: '', bound: '', verdict: '' };
  render();
  document.querySelector('.chips button').focus();
}

function showRowsOf(rule) {
  state.filters = { tables: new Set(FACTS), rule, status: '', bound: '', verdict: '' };
  showTab('rows');
  byId('filter-rule').focus();
}

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

// Deciding.
const chosenItem = () => state.span && itemsAt(openReport(), state.span).find((item) => item.key === state.item);
const nameOf = (item) => `${shownOf(openReport(), item.start, item.end)} (${tableWord(item.table)})`;

function judge(item, verdict, told = {}) {
  const report = openReport();
  state.history.push({ number: state.number, item, decision: decisionOn(report, item) });
  decide(report, item, newDecision(report, item, verdict, told));
  state.form = null;
  state.item = item.key;
  const sentence = [`saved_${verdict}`, nameOf(item)];
  if (item.table === 'numerals') render();
  else nextUnchecked(1);
  tell(...sentence);
  if (!kept) tell('not_kept');
}

function withdraw(item) {
  const report = openReport();
  state.history.push({ number: state.number, item, decision: decisionOn(report, item) });
  decide(report, item, null);
  goTo(item);
  tell('undone', nameOf(item));
}

function undo() {
  const last = state.history.pop();
  if (!last) return tell('nothing_undo');
  state.number = last.number;
  decide(openReport(), last.item, last.decision);
  goTo(last.item);
  return tell('undone', nameOf(last.item));
}

function openForm(item) {
  Object.assign(state, { form: item.key, item: item.key });
  render();
  byId('why').focus();
}

function closeForm() {
  state.form = null;
  render();
  pieces()[0]?.focus({ preventScroll: true });
}

function saveWrong(report, item, told) {
  if (!told.why) return tell('why_needed');
  remember('who', told.who);
  return judge(item, 'wrong', told);
}

function tell(key, ...parts) {
  byId('message').textContent = say(key, ...parts);
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { byId('message').textContent = ''; }, 6000);
}

// Language, colours, script.
function setLanguage(to) {
  language = to;
  remember('language', to);
  keepingFocus(render);
}

function nextTheme() {
  const themes = ['auto', 'dark', 'light'];
  const to = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % 3];
  document.documentElement.dataset.theme = to;
  remember('theme', to);
  tell(`theme_${to}`);
}

function toggleSimplified() {
  state.simplified = !state.simplified;
  keepingFocus(render);
}

async function takeFile(event) {
  const [file] = event.target.files;
  if (!file) return;
  const counts = importDecisions(await file.text());
  event.target.value = '';
  render();
  tell('imported', ...counts);
}

// Help.
const KEYS = [['n', 'key_next'], ['p', 'key_before'], ['j k', 'key_step'], ['y', 'key_right'], ['w', 'key_wrong'], ['u', 'key_undo'], ['1–6', 'key_tabs'], ['[ ]', 'key_reports'], ['s', 'key_simplified'], ['l', 'key_language'], ['d', 'key_theme'], ['/', 'key_search'], ['Esc', 'key_close'], ['?', 'key_help']];

function showHelp() {
  const dialog = byId('help-dialog');
  const on = make('input', { type: 'checkbox', checked: state.keys, onchange: (event) => { state.keys = event.target.checked; } });
  const close = make('button', { type: 'button', class: 'primary', onclick: () => dialog.close() }, say('close'));
  const keys = KEYS.flatMap(([key, word]) => [make('dt', {}, ...key.split(' ').map((one) => make('kbd', {}, one))), make('dd', {}, say(word))]);
  dialog.replaceChildren(make('h2', { id: 'help-title' }, say('help')), make('p', {}, say('help_intro')), make('dl', { class: 'keys-list' }, ...keys), make('label', { class: 'check' }, on, ` ${say('help_keys_on')}`), close, make('p', { class: 'quiet figures' }, `baogao ${INDEX.version} · ${INDEX.rules_sha256.slice(0, 12)}`));
  dialog.showModal();
  close.focus();
}

const moveReport = (by) => { if (INDEX.reports[state.number + by]) openNumber(state.number + by); };
const onChosen = (act) => () => { const item = chosenItem(); if (item && decisionPart(openReport(), item)) act(item); };
const PRESSED = {
  n: () => nextUnchecked(1),
  p: () => nextUnchecked(-1),
  j: () => stepSpan(1),
  k: () => stepSpan(-1),
  y: onChosen((item) => judge(item, 'right')),
  w: onChosen(openForm),
  u: undo,
  s: toggleSimplified,
  l: () => setLanguage(chinese() ? 'en' : 'zh'),
  d: nextTheme,
  '[': () => moveReport(-1),
  ']': () => moveReport(1),
  '/': () => { showTab('rules'); byId('search').focus(); },
  '?': showHelp,
  Escape: () => { if (state.span) unselect(); },
  ...Object.fromEntries(TABS.map((name, at) => [String(at + 1), () => { showTab(name); byId(`tab-${name}`).focus(); }])),
};

function onKey(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== 'checkbox';
  if (event.ctrlKey || event.metaKey || event.altKey || typing || byId('help-dialog').open) return;
  const act = PRESSED[event.key];
  if (!act || (!state.keys && event.key !== 'Escape')) return;
  event.preventDefault();
  act();
}

// Arrow keys inside the tabs and inside the text: one stop for the tab key each.
function onTabKey(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1, Home: -TABS.indexOf(state.tab), End: TABS.length - 1 - TABS.indexOf(state.tab) }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  showTab(TABS[(TABS.indexOf(state.tab) + by + TABS.length) % TABS.length]);
  byId(`tab-${state.tab}`).focus();
}

function onTextKey(event) {
  const piece = event.target.closest('#lines [data-span]');
  if (!piece) return;
  const all = [...document.querySelectorAll('#lines [data-span][role]')];
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (event.key === 'Enter' || event.key === ' ') select(piece.dataset.span);
  else if (by) rove(all[all.findIndex((one) => one.dataset.span === piece.dataset.span) + by]);
  else return;
  event.preventDefault();
}

function roving() {
  const first = document.querySelector(`#lines [data-span="${state.span}"][role]`) ?? document.querySelector('#lines [data-span][role]');
  if (first) first.tabIndex = 0;
}

function rove(piece) {
  if (!piece) return;
  document.querySelector('#lines [tabindex="0"]')?.setAttribute('tabindex', '-1');
  piece.tabIndex = 0;
  piece.focus();
}

function onTextClick(event) {
  const piece = event.target.closest('#lines [data-span]');
  if (piece && getSelection().isCollapsed) select(piece.dataset.span);
}

function listen() {
  const clicks = { next: () => nextUnchecked(1), simplified: toggleSimplified, language: () => setLanguage(chinese() ? 'en' : 'zh'), theme: nextTheme, export: exportDecisions, import: () => byId('import-file').click(), help: showHelp, 'report-before': () => moveReport(-1), 'report-after': () => moveReport(1) };
  for (const [id, act] of Object.entries(clicks)) byId(id).addEventListener('click', act);
  byId('report').addEventListener('change', (event) => { openNumber(Number(event.target.value)); byId('report').focus(); });
  byId('import-file').addEventListener('change', takeFile);
  byId('tabs').addEventListener('keydown', onTabKey);
  byId('panel').addEventListener('keydown', onTextKey);
  byId('panel').addEventListener('click', onTextClick);
  document.addEventListener('keydown', onKey);
}

function begin() {
  byId('tabs').append(...TABS.map((name) => make('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'data-tab': name, 'aria-controls': 'panel', onclick: () => showTab(name) })));
  language = remembered('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
  document.documentElement.dataset.theme = remembered('theme') ?? 'auto';
  listen();
  render();
  performance.mark('ready');
}

begin();
