// The beginning: what the controls do.
function begin() {
  for (const element of document.querySelectorAll('#language, #theme, #choices, .downloads')) element.hidden = false;
  byId('language').addEventListener('click', () => { setLanguage(chinese() ? 'en' : 'zh'); remember('language', root.dataset.language); });
  byId('theme').addEventListener('click', nextTheme);
  byId('search').addEventListener('input', (event) => { choice.words = event.target.value; filter(); });
  for (const chip of document.querySelectorAll('[data-kind]')) chip.addEventListener('click', () => choose(chip.dataset.kind));
  for (const button of document.querySelectorAll('[data-download]')) button.addEventListener('click', () => download(button));
  if (matchMedia('(max-width: 40rem)').matches) document.querySelector('.legend').open = false;
  setTheme(remembered('theme') ?? 'auto');
  setLanguage(remembered('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));
  performance.mark('ready');
}

begin();
