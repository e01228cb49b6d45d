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
