// The other views of a report: its rows, its account of numerals, its findings and repairs; and the list of reports.
// A head is a word, or `figures(word)` over a column of numbers.
const figures = (word) => ({ figures: word });

function grid(caption, heads, rows, kind = '') {
  const head = make('tr', {}, ...heads.map((name) => make('th', { scope: 'col', class: name.figures && 'figures' }, name.figures ?? name)));
  const table = make('table', { class: kind }, make('caption', {}, caption), make('thead', {}, head), make('tbody', {}, ...rows));
  return make('div', { class: 'scroller', role: 'region', tabindex: 0, 'aria-label': typeof caption === 'string' ? caption : caption.textContent }, table);
}

function renderRows(report) {
  const tables = FACTS.map((name) => [name, report.items.filter((item) => item.table === name && passes(report, item))]);
  const shown = tables.filter(([, items]) => items.length).map(([name, items]) => factTable(report, name, items));
  return shown.length ? shown : [make('p', { class: 'quiet' }, say('rows_none'))];
}

function factTable(report, name, items) {
  const columns = TABLES[name].columns.map(([column]) => column).filter((column) => column !== 'value_max' || items.some((item) => item.rows.some((row) => row.cells.value_max)));
  const rows = items.flatMap((item) => item.rows.map((row) => factRow(report, item, row, columns)));
  const count = rows.length === items.length ? say('rows_many', rows.length) : say('rows_on', rows.length, items.length);
  const heads = ['', figures(say('where')), say('where_text'), ...columns.map((column) => columnHead(name, column)), say('rule')];
  return grid(make('span', {}, chip(name), ` ${count}`), heads, rows, `facts t-${name}`);
}

function columnHead(table, name) {
  const [, type] = TABLES[table].columns.find(([column]) => column === name);
  return type === 'text' ? columnWord(table, name) : figures(columnWord(table, name));
}

function factRow(report, item, row, columns) {
  const mark = { right: '✓', wrong: '✗', unchecked: '' }[verdictOn(report, item)];
  const jump = make('button', { type: 'button', class: 'jump', lang: scriptOf(report), 'data-span': spanOf(item), onclick: () => goTo(item) }, shownOf(report, item.start, item.end));
  const cells = columns.map((name) => factCell(name, item.table, row));
  return make('tr', { 'data-key': item.key, class: item.key === state.item ? 'current' : null }, make('td', { class: `mark v-${verdictOn(report, item)}` }, mark), make('td', { class: 'figures', 'data-column': say('where') }, String(item.line)), make('th', { scope: 'row' }, jump), ...cells, make('td', { 'data-column': say('rule') }, make('code', {}, item.rule)));
}

function factCell(name, table, row) {
  const type = TABLES[table].columns.find(([column]) => column === name)[1];
  const origins = row.evidence.filter(([field]) => field === name).map(([, origin]) => term(origin));
  const title = origins.length ? say('from', origins.join(', ')) : null;
  return make('td', { 'data-column': columnWord(table, name), class: `${type === 'text' ? 'words' : 'figures'} c-${name}${origins.length ? ' inherited' : ''}${row.cells[name] ? '' : ' void'}`, title, lang: langOf(row.cells[name]) }, make('span', {}, cellWord(name, row.cells[name])));
}

function renderNumerals(report) {
  const groups = [
    ['unclaimed', report.numerals.filter((numeral) => numeral.taken === 'unclaimed')],
    ['conflict', report.numerals.filter((numeral) => numeral.taken === 'conflict')],
    ['reason', report.numerals.filter((numeral) => numeral.reason)],
    ['tables', report.numerals.filter((numeral) => FACTS.includes(numeral.taken))],
  ];
  return [account(report, groups), ...groups.map(([kind, numerals]) => numeralTable(report, kind, numerals))];
}

// The account at a glance: one bar whose parts are the groups.
function account(report, groups) {
  const bar = make('div', { class: 'account-bar', 'aria-hidden': 'true' }, ...groups.filter(([, found]) => found.length).map(([kind, found]) => {
    const part = make('span', { class: `part-${kind}` });
    part.style.flexGrow = String(found.length);
    return part;
  }));
  const parts = groups.map(([kind, found]) => make('li', {}, make('i', { class: `part-${kind}` }), make('b', { class: 'figures' }, String(found.length)), ` ${say(`${kind}_long`)}`));
  return make('div', { class: 'account' }, make('p', {}, say('numerals_sum', report.numerals.length)), bar, make('ul', {}, ...parts));
}

function numeralTable(report, kind, numerals) {
  const caption = make('span', {}, `${say(`${kind}_long`)} ${numerals.length}`);
  if (!numerals.length) return make('section', { class: 'none' }, make('h2', {}, say(`${kind}_long`)), make('p', { class: 'quiet' }, say('none_here')));
  const rows = numerals.map((numeral) => numeralRow(report, numeral));
  return grid(caption, [figures(say('where')), say('numeral'), figures(say('plain_value')), say('context'), say(kind === 'tables' ? 'table' : 'reason'), say('rule')], rows, `numerals ${kind}`);
}

function numeralRow(report, numeral) {
  const [before, said, after] = contextOf(report, numeral.start, numeral.end);
  const script = scriptOf(report);
  const jump = make('button', { type: 'button', class: 'jump', lang: script, onclick: () => goTo(numeral) }, said);
  const outcome = FACTS.includes(numeral.taken) ? chip(numeral.taken) : numeral.taken ? say(numeral.taken) : term(numeral.reason);
  return make('tr', { 'data-key': numeral.key }, make('td', { class: 'figures' }, String(numeral.line)), make('th', { scope: 'row' }, jump), make('td', { class: 'figures' }, grouped(numeral.value)), make('td', { class: 'context', lang: script }, before, make('mark', {}, said), after), make('td', {}, outcome), make('td', {}, make('code', {}, numeral.rule)));
}

function renderFindings(report) {
  const found = report.findings.map((finding) => findingRow(report, finding));
  const mended = report.repairs.map((repair) => repairRow(report, repair));
  const part = (key, heads, rows, kind) => (rows.length ? grid(`${say(key)} ${rows.length}`, heads, rows, kind) : make('section', { class: 'none' }, make('h2', {}, say(key)), make('p', { class: 'quiet' }, say('none_here'))));
  return [
    part('findings', [say('where'), say('level'), say('kind'), say('message'), say('tab_rules')], found, 'findings'),
    part('repairs', [say('where'), say('kind'), say('before'), say('after'), say('context')], mended, 'repairs'),
    ...(INDEX.stale.length ? [part('stale', [say('report'), 'raw_text', say('table'), say('rule'), say('reason')], INDEX.stale.map(staleRow), 'stale')] : []),
  ];
}

function placeCell(report, start, end, line) {
  return make('th', { scope: 'row' }, make('button', { type: 'button', class: 'jump figures', 'aria-label': say('line', line), onclick: () => showPlace(start, end) }, String(line)));
}

function findingRow(report, [start, end, line, level, code, message, rules]) {
  return make('tr', { class: `level-${level}` }, placeCell(report, start, end, line), make('td', { class: 'level' }, term(level)), make('td', {}, make('code', {}, code)), make('td', { class: 'message-cell', lang: 'en' }, message), make('td', {}, ...rules.split(' ').filter(Boolean).map((rule) => make('code', {}, rule))));
}

function repairRow(report, [start, end, line, kind, before, after]) {
  const [left, said, right] = contextOf(report, start, end, 10);
  const shown = after === '' ? make('span', { class: 'empty' }, say('deleted')) : make('span', { lang: 'zh-Hans' }, after);
  return make('tr', {}, placeCell(report, start, end, line), make('td', {}, make('code', {}, kind)), make('td', { lang: scriptOf(report) }, before), make('td', {}, shown), make('td', { class: 'context', lang: scriptOf(report) }, left, make('mark', {}, said), right));
}

const staleRow = (decision) => make('tr', {}, make('th', { scope: 'row' }, decision.report), make('td', { lang: 'zh' }, decision.raw_text), make('td', {}, tableWord(decision.table)), make('td', {}, make('code', {}, decision.rule)), make('td', { lang: 'en' }, decision.reason));

function renderReports() {
  const heads = [say('report'), say('title_column'), ...['year', 'rows', 'checked', 'unclaimed', 'conflict', 'findings'].map((key) => figures(say(key)))];
  return [grid(`${say('tab_reports')} ${INDEX.reports.length}`, heads, INDEX.reports.map(reportRow), 'reports')];
}

function reportRow(head, number) {
  const open = make('button', { type: 'button', class: 'jump', onclick: () => { openNumber(number); showTab('text'); } }, head.report);
  const rows = FACTS.reduce((sum, name) => sum + head[name], 0);
  const numbers = [rows, `${checkedIn(number)} / ${head.items}`, head.unclaimed, head.conflicts, head.findings];
  return make('tr', { class: number === state.number ? 'current' : null }, make('th', { scope: 'row' }, open), make('td', { class: 'words', lang: 'zh-Hans' }, head.title), make('td', { class: 'figures' }, head.report_year), ...numbers.map((cell) => make('td', { class: `figures${cell === 0 ? ' zero' : ''}` }, String(cell))));
}
