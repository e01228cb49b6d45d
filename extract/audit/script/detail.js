// What stands beside the text: the rows of the chosen span, the way of their cells, their rule, the decision.
function itemsAt(report, id) {
  const items = report.items.filter((item) => spanOf(item) === id);
  return items.length && !state.numeral ? items : report.numerals.filter((numeral) => spanOf(numeral) === id);
}

function renderDetail(report) {
  if (!state.span) return [make('p', { class: 'quiet' }, say('choose'))];
  const close = make('button', { type: 'button', class: 'close', 'aria-label': say('close'), onclick: unselect }, '×');
  return [close, ...itemsAt(report, state.span).map((item) => card(report, item)), elsewhere(report)];
}

function card(report, item) {
  const current = item.key === state.item;
  return make(
    'article',
    { class: `card t-${item.table}${current ? ' current' : ''}`, 'data-key': item.key },
    cardHead(report, item),
    ...item.rows.map((row) => rowList(report, item, row)),
    decisionPart(report, item),
    rulePart(item.rule),
  );
}

function cardHead(report, item) {
  const place = `${say('line', item.line)} · ${say('characters', item.start, item.end)}`;
  return make(
    'header',
    {},
    make('h2', { lang: scriptOf(report), class: 'quote' }, shownOf(report, item.start, item.end)),
    make('p', { class: 'place' }, chip(item.table), ' ', make('span', { class: 'figures' }, place)),
  );
}

const chip = (table) => make('span', { class: `chip t-${table}` }, make('b', {}, tableLetter(table)), ` ${tableWord(table)}`);

function rowList(report, item, row) {
  const columns = TABLES[item.table].columns.filter(([name]) => name !== 'value_max' || row.cells[name]);
  return make('dl', {}, ...columns.flatMap((column) => cellParts(report, item.table, column, row)));
}

function cellParts(report, table, [name, type, english, meaning], row) {
  const proofs = row.evidence.filter(([field]) => field === name);
  const value = row.cells[name];
  const shown = value === '' ? make('span', { class: 'empty' }, '—') : make('span', { lang: chinese() ? 'zh-Hans' : langOf(value), class: type === 'text' ? null : 'figures' }, cellWord(name, value));
  return [make('dt', { title: chinese() ? `${name}：${meaning}` : english }, columnWord(table, name)), make('dd', {}, shown, ...proofs.map((proof) => proofButton(report, proof)))];
}

const CODED = ['bound', 'status', 'measure', 'kind', 'reason', 'level'];
const langOf = (text) => (/\p{Script=Han}/u.test(text) ? 'zh-Hans' : null);

function cellWord(name, value) {
  if (name === 'table') return value ? (WORDS[value] ? say(value) : tableWord(value)) : '';
  if (CODED.includes(name)) return term(value);
  return ['value', 'value_max'].includes(name) ? grouped(value) : value;
}

// 320000000 is easier to check as 320,000,000.
const grouped = (value) => value.replace(/^(-?\d+)/, (whole) => (whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole));

function proofButton(report, [, origin, start, end]) {
  const said = shownOf(report, start, end).replace(/\s+/g, ' ').trim();
  const where = say('from', term(origin));
  if (end <= start) return make('span', { class: 'proof' }, where);
  const attributes = { type: 'button', class: 'proof', 'data-start': start, 'data-end': end, onclick: () => showPlace(start, end) };
  return make('button', attributes, `${where} `, make('q', { lang: scriptOf(report) }, said.length > 24 ? `${said.slice(0, 24)}…` : said));
}

function decisionPart(report, item) {
  if (item.table === 'numerals' && !item.rule.startsWith('ignore.')) return null;
  const decision = decisionOn(report, item);
  const verdict = decision?.verdict ?? 'unchecked';
  const choose = (kind, label, act) => make('button', { type: 'button', class: `say-${kind}`, 'aria-pressed': String(verdict === kind), onclick: act }, label);
  return make(
    'div',
    { class: `decision v-${verdict}` },
    make('div', { class: 'buttons' },
      choose('right', `✓ ${say('say_right')}`, () => judge(item, 'right')),
      choose('wrong', `✗ ${say('say_wrong')}`, () => openForm(item)),
      decision && make('button', { type: 'button', class: 'plain', onclick: () => withdraw(item) }, say('undo'))),
    decision && verdict === 'wrong' && make('p', { class: 'said', lang: langOf(decision.why) }, wrongWords(decision)),
    state.form === item.key && wrongForm(report, item, decision),
  );
}

const wrongWords = ({ why, column, value }) => (column ? `${why} (${column} → ${value || '—'})` : why);

function wrongForm(report, item, decision) {
  const columns = item.table === 'numerals' ? [] : TABLES[item.table].columns.map(([name]) => name);
  const why = make('textarea', { id: 'why', rows: 2, required: true });
  why.value = decision?.why ?? '';
  const column = make('select', { id: 'column' }, ...['', ...columns].map((name) => make('option', { value: name, selected: name === (decision?.column ?? '') }, name ? optionWord(item.table, name) : say('no_cell'))));
  const value = make('input', { id: 'value', value: decision?.value ?? '', autocomplete: 'off' });
  const who = make('input', { id: 'who', value: remembered('who') ?? '', autocomplete: 'off' });
  column.addEventListener('change', () => { value.value = item.rows[0].cells[column.value] ?? ''; });
  const told = () => ({ why: why.value.trim(), column: column.value, value: column.value ? value.value.trim() : '', who: who.value.trim() });
  return make(
    'form',
    { class: 'wrong-form', onsubmit: (event) => { event.preventDefault(); saveWrong(report, item, told()); }, onkeydown: formKeys },
    labelled(say('why'), why),
    ...(columns.length ? [make('div', { class: 'pair' }, labelled(say('cell'), column), labelled(say('value'), value))] : []),
    labelled(say('who'), who),
    make('div', { class: 'buttons' }, make('button', { type: 'submit', class: 'primary' }, say('save')), make('button', { type: 'button', class: 'plain', onclick: closeForm }, say('cancel'))),
  );
}

const optionWord = (table, name) => (chinese() ? `${columnWord(table, name)} ${name}` : name);
const labelled = (text, control) => make('label', {}, make('span', {}, text), control);

function formKeys(event) {
  if (event.key === 'Escape') closeForm();
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}

function elsewhere(report) {
  const [start, end] = state.span.split('-').map(Number);
  const others = spansOf(report, report.items).filter((span) => span.start < end && span.end > start && span.id !== state.span);
  if (!others.length) return null;
  return make('section', { class: 'elsewhere' }, make('h3', {}, say('same_place')), ...others.map((span) => placeButton(report, span.items[0])));
}

function placeButton(report, item) {
  return make('button', { type: 'button', class: 'place-button', onclick: () => goTo(item) }, chip(item.table), ' ', make('span', { lang: scriptOf(report) }, shownOf(report, item.start, item.end)));
}
