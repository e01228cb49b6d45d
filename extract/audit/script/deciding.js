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
