// The embedded data: an index that is read at once, and reports that are read when they are opened.
const byId = (id) => document.getElementById(id);
const INDEX = JSON.parse(byId('data-index').textContent);
const TABLES = Object.fromEntries(INDEX.tables.map((table) => [table.name, table]));
const FACTS = INDEX.tables.map((table) => table.name).filter((name) => name !== 'numerals');
const RULES = new Map(INDEX.rules.map((rule) => [rule.id, rule]));
const opened = new Map();

// A report as the page uses it; characters are code points, as the offsets of the tables count them.
function reportAt(number) {
  if (!opened.has(number)) opened.set(number, readReport(INDEX.reports[number], JSON.parse(byId(`data-${number}`).textContent)));
  return opened.get(number);
}

function readReport(head, data) {
  const report = { head, ...data, raw: Array.from(data.raw), text: Array.from(data.text) };
  report.items = itemsOf(report);
  report.numerals = data.numerals.map(numeralOf);
  return report;
}

// One thing to decide: the rows that one rule gave one span in one table.
function itemsOf(report) {
  const items = new Map();
  for (const table of FACTS) {
    for (const [start, end, line, cells, rule, evidence] of report.rows[table]) {
      const key = keyOf(start, end, table, rule);
      if (!items.has(key)) items.set(key, { key, start, end, line, table, rule, rows: [] });
      items.get(key).rows.push({ cells: namedCells(table, cells), evidence });
    }
  }
  return [...items.values()].sort(byPlace);
}

function numeralOf([start, end, line, value, table, reason, rule]) {
  const rows = [{ cells: { value, table, reason }, evidence: [] }];
  return { key: keyOf(start, end, 'numerals', rule), start, end, line, table: 'numerals', rule, rows, value, taken: table, reason };
}

const keyOf = (start, end, table, rule) => `${start}-${end}|${table}|${rule}`;
const byPlace = (a, b) => a.start - b.start || b.end - a.end || FACTS.indexOf(a.table) - FACTS.indexOf(b.table) || (a.rule < b.rule ? -1 : 1);
const namedCells = (table, cells) => Object.fromEntries(TABLES[table].columns.map(([name], at) => [name, cells[at]]));
// A column's name for a reader: as the file has it, or the first words of what it means in Chinese.
function columnWord(table, name) {
  const meaning = TABLES[table].columns.find(([column]) => column === name)[3];
  return chinese() ? meaning.split(/[（：]/)[0] : name;
}

const spanOf = (item) => `${item.start}-${item.end}`;
const rawOf = (report, start, end) => report.raw.slice(start, end).join('');

// What the normalized text has for a stretch of the raw text; deleted characters have nothing there.
function simplifiedOf(report, start, end) {
  return report.text.slice(textOffset(report, start), textOffset(report, end)).join('');
}

function textOffset(report, raw) {
  let gone = 0;
  for (const [start, end] of report.deletions) {
    if (start >= raw) break;
    gone += Math.min(end, raw) - start;
  }
  return raw - gone;
}

const shownOf = (report, start, end) => (state.simplified ? simplifiedOf(report, start, end) : rawOf(report, start, end));

function contextOf(report, start, end, around = 14) {
  const before = shownOf(report, Math.max(0, start - around), start).split('\n').pop();
  const after = shownOf(report, end, Math.min(report.raw.length, end + around)).split('\n')[0];
  return [before, shownOf(report, start, end), after];
}

const scriptOf = (report) => (state.simplified || report.head.script !== 'traditional' ? 'zh-Hans' : 'zh-Hant');
