// Decisions: kept in the browser under the checksum of the report's text, over those that came with the page.
const PREFIX = 'baogao-audit:';
const FIELDS = ['sha256', 'report', 'start', 'end', 'raw_text', 'table', 'rule', 'verdict', 'why', 'column', 'value', 'who'];
const EMPTY = { why: '', column: '', value: '', who: '' };
const NUMBERS = ['start', 'end'];
const memory = new Map();
const embedded = new Map();
let kept = true;

for (const decision of INDEX.decisions) {
  if (!embedded.has(decision.sha256)) embedded.set(decision.sha256, {});
  embedded.get(decision.sha256)[decisionKey(decision)] = decision;
}

function decisionKey(decision) {
  return keyOf(decision.start, decision.end, decision.table, decision.rule);
}

function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    kept = false;
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    kept = false;
  }
}

// What is kept leaves out what is empty and what the name of the store says; a browser has room for some ten thousand.
function keep(sha256) {
  const short = (decision) => decision && Object.fromEntries(Object.entries(decision).filter(([field, value]) => field !== 'sha256' && value !== ''));
  remember(sha256, JSON.stringify(Object.fromEntries(Object.entries(local(sha256)).map(([key, decision]) => [key, short(decision)]))));
}

// The decisions of one text that were made here: key to decision, or to null where one that came with the page is undone.
function local(sha256) {
  if (!memory.has(sha256)) memory.set(sha256, parsedStore(sha256, remembered(sha256)));
  return memory.get(sha256);
}

function parsedStore(sha256, text) {
  try {
    const read = Object.entries(JSON.parse(text ?? '{}')).map(([key, short]) => [key, short && { ...EMPTY, ...short, sha256 }]);
    return Object.fromEntries(read.filter(([, decision]) => decision === null || isDecision(decision)));
  } catch {
    return {};
  }
}

function decisionsOf(sha256) {
  const all = { ...embedded.get(sha256), ...local(sha256) };
  return Object.fromEntries(Object.entries(all).filter(([, decision]) => decision));
}

function decisionOn(report, item) {
  const mine = local(report.head.sha256)[item.key];
  return mine === undefined ? embedded.get(report.head.sha256)?.[item.key] ?? null : mine;
}

const verdictOn = (report, item) => decisionOn(report, item)?.verdict ?? 'unchecked';

function decide(report, item, decision) {
  const sha256 = report.head.sha256;
  const mine = local(sha256);
  if (decision || embedded.get(sha256)?.[item.key]) mine[item.key] = decision;
  else delete mine[item.key];
  keep(sha256);
}

function newDecision(report, item, verdict, told = {}) {
  const { report: name, sha256 } = report.head;
  const { start, end, table, rule } = item;
  const empty = { ...EMPTY, who: remembered('who') ?? '' };
  return { sha256, report: name, start, end, raw_text: rawOf(report, start, end), table, rule, verdict, ...empty, ...told };
}

function isDecision(value) {
  if (typeof value !== 'object' || value === null || Object.keys(value).some((key) => !FIELDS.includes(key))) return false;
  const known = [...FACTS, 'numerals'].includes(value.table) && (!value.column || TABLES[value.table].columns.some(([name]) => name === value.column));
  const typed = FIELDS.every((key) => typeof (value[key] ?? '') === (NUMBERS.includes(key) ? 'number' : 'string'));
  return known && typed && FIELDS.slice(0, 7).every((key) => key in value) && (value.verdict === 'right' || (value.verdict === 'wrong' && value.why));
}

const texts = () => [...new Set(INDEX.reports.map((report) => report.sha256))];

function exportedLines() {
  const all = texts().flatMap((sha256) => Object.values(decisionsOf(sha256)).sort((a, b) => a.start - b.start || a.end - b.end || (decisionKey(a) < decisionKey(b) ? -1 : 1)));
  return all.map((decision) => JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, decision[field] ?? '']))));
}

function exportDecisions() {
  const lines = exportedLines();
  if (!lines.length) return tell('nothing_export');
  const url = URL.createObjectURL(new Blob([lines.join('\n') + '\n'], { type: 'application/jsonl' }));
  make('a', { href: url, download: 'decisions.jsonl' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  return tell('exported', lines.length);
}

function importDecisions(text) {
  const here = new Set(texts());
  const read = text.replace(/^\ufeff/, '').split('\n').filter((line) => line.trim()).map(parsedDecision);
  const known = read.filter((decision) => decision && here.has(decision.sha256));
  for (const decision of known) local(decision.sha256)[decisionKey(decision)] = decision;
  for (const sha256 of new Set(known.map((decision) => decision.sha256))) keep(sha256);
  const broken = read.filter((decision) => !decision).length;
  return [known.length, read.length - known.length - broken, broken];
}

function parsedDecision(line) {
  try {
    const value = JSON.parse(line);
    return isDecision(value) ? value : null;
  } catch {
    return null;
  }
}

// How many things of a report are decided; a report on which nothing was decided is not opened for it.
function checkedIn(number) {
  const keys = decisionsOf(INDEX.reports[number].sha256);
  if (!Object.keys(keys).length) return 0;
  return reportAt(number).items.filter((item) => keys[item.key]).length;
}

function verdictsByRule() {
  const counts = new Map();
  for (const sha256 of texts()) {
    for (const { rule, verdict } of Object.values(decisionsOf(sha256))) {
      if (!counts.has(rule)) counts.set(rule, { right: 0, wrong: 0 });
      counts.get(rule)[verdict] += 1;
    }
  }
  return counts;
}
