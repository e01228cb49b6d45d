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
  if (byId('detail').dataset.of !== state.item) byId('detail').scrollTop = 0;
  byId('detail').dataset.of = state.item;
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
