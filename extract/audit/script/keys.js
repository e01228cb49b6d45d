// Keys: what each does, the help that lists them, and the arrow keys.
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
