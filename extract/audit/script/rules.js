// Rules: beside a row, and the list of all of them.
function rulePart(id) {
  const rule = RULES.get(id);
  if (!rule) return id ? make('section', { class: 'rule' }, make('h3', {}, make('code', {}, id)), make('p', { class: 'quiet' }, say(id.startsWith('correction:') ? 'by_person' : 'no_rule'))) : null;
  return make('section', { class: 'rule' }, make('h3', {}, `${say('rule')} `, make('code', {}, id)), ...ruleBody(rule));
}

function ruleBody(rule, noted = true) {
  const counts = make('summary', {}, say('examples', rule.match.length, rule.reject.length));
  return [
    noted ? make('p', { class: 'note', lang: 'en' }, rule.note) : null,
    make('pre', { class: 'pattern', lang: 'zh-Hans', 'aria-label': say('pattern'), tabindex: 0 }, make('code', {}, rule.pattern)),
    ruleKeys(rule),
    make('details', {}, counts, make('ul', { class: 'examples' }, ...rule.match.map(matchLine), ...rule.reject.map(rejectLine))),
  ];
}

function ruleKeys({ keys, status }) {
  const parts = Object.entries(keys.set ?? {}).map(([key, value]) => `${key} = ${value}`);
  const lists = ['over', 'bound', 'unit'].filter((key) => keys[key]).map((key) => `${say(`keys_${key}`)}: ${keys[key].join(', ')}`);
  const said = [...(parts.length ? [`${say('keys_set')}: ${parts.join(', ')}`] : []), ...lists, ...(keys.first ? [say('keys_first')] : []), ...(status === 'stable' ? [] : [term(status)])];
  return said.length ? make('p', { class: 'keys' }, said.join(' · ')) : null;
}

function matchLine([text, rows]) {
  const cells = rows.map((row) => Object.entries(row).map(([name, value]) => `${name} ${value || '—'}`).join(', ')).filter(Boolean);
  return make('li', { class: 'reads' }, make('b', {}, `✓ ${say('reads')} `), make('span', { lang: 'zh-Hans' }, text), ...cells.map((cell) => make('small', { lang: 'zh-Hans' }, cell)));
}

const rejectLine = ([text, why]) => make('li', { class: 'leaves' }, make('b', {}, `✗ ${say('leaves')} `), make('span', { lang: 'zh-Hans' }, text), make('small', { lang: 'en' }, why));

function renderRules() {
  const search = make('input', { type: 'search', id: 'search', value: state.search, 'aria-label': say('search_rules'), placeholder: say('search_rules'), oninput: (event) => { state.search = event.target.value; fillRules(); } });
  const orders = ['by_id', 'by_hits', 'by_wrong', 'by_idle'].map((key) => make('option', { value: key, selected: key === state.order }, say(key)));
  const order = make('select', { 'aria-label': say('order'), onchange: (event) => { state.order = event.target.value; fillRules(); } }, ...orders);
  return [make('div', { class: 'search' }, search, order, make('span', { id: 'rules-shown', class: 'quiet', role: 'status' })), make('div', { id: 'rules' })];
}

function fillRules() {
  const verdicts = verdictsByRule();
  const found = INDEX.rules.filter(ruleFits).sort(ruleOrder(verdicts));
  byId('rules-shown').textContent = say('rules_shown', found.length, INDEX.rules.length);
  byId('rules').replaceChildren(...found.map((rule) => ruleEntry(rule, verdicts.get(rule.id) ?? { right: 0, wrong: 0 })));
}

function ruleFits(rule) {
  const text = [rule.id, rule.note, rule.pattern, ...rule.match.map(([said]) => said), ...rule.reject.map(([said]) => said)].join('\n').toLowerCase();
  return state.search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

function ruleOrder(verdicts) {
  const wrong = (rule) => verdicts.get(rule.id)?.wrong ?? 0;
  const orders = { by_id: () => 0, by_hits: (a, b) => b.hits - a.hits, by_wrong: (a, b) => wrong(b) - wrong(a), by_idle: (a, b) => a.hits - b.hits };
  return orders[state.order];
}

// The body of an entry is made when it is opened first.
function ruleEntry(rule, { right, wrong }) {
  const numbers = make('span', { class: 'rule-numbers figures' }, `${say('hits', rule.hits)} · ${say('in_reports', rule.reports)}`, right ? make('b', { class: 'right' }, ` ✓${right}`) : null, wrong ? make('b', { class: 'wrong' }, ` ✗${wrong}`) : null);
  const summary = make('summary', {}, make('span', { class: 'rule-name' }, make('span', { class: `chip t-${rule.table}` }, make('b', {}, tableLetter(rule.table) || '·')), ' ', make('code', {}, rule.id)), numbers, make('span', { class: 'note', lang: 'en' }, rule.note));
  const entry = make('details', { class: `rule-entry${rule.hits ? '' : ' idle'}`, 'data-rule': rule.id }, summary);
  entry.addEventListener('toggle', () => entry.append(ruleOpened(rule)), { once: true });
  return entry;
}

function ruleOpened(rule) {
  const show = FACTS.includes(rule.table) && rule.hits ? make('button', { type: 'button', class: 'plain', onclick: () => showRowsOf(rule.id) }, say('show_rows')) : null;
  return make('div', { class: 'rule' }, ...ruleBody(rule, false), show);
}
