// The beginning: what the controls do, then the first view.
function listen() {
  const clicks = { next: () => nextUnchecked(1), simplified: toggleSimplified, language: () => setLanguage(chinese() ? 'en' : 'zh'), theme: nextTheme, export: exportDecisions, import: () => byId('import-file').click(), help: showHelp, 'report-before': () => moveReport(-1), 'report-after': () => moveReport(1) };
  for (const [id, act] of Object.entries(clicks)) byId(id).addEventListener('click', act);
  byId('report').addEventListener('change', (event) => { openNumber(Number(event.target.value)); byId('report').focus(); });
  byId('import-file').addEventListener('change', takeFile);
  byId('tabs').addEventListener('keydown', onTabKey);
  byId('panel').addEventListener('keydown', onTextKey);
  byId('panel').addEventListener('click', onTextClick);
  document.addEventListener('keydown', onKey);
  new ResizeObserver(([bar]) => document.documentElement.style.setProperty('--bar', `${bar.target.offsetHeight}px`)).observe(document.querySelector('.bar'));
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
