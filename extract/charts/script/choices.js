'use strict';

// What a reader chooses: language, colours, which charts are seen.
const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const THEMES = ['auto', 'dark', 'light'];
const choice = { kind: '', words: '' };

function remembered(key) {
  try { return localStorage.getItem(`baogao.report.${key}`); } catch { return null; }
}

function remember(key, value) {
  try { localStorage.setItem(`baogao.report.${key}`, value); } catch { /* a browser that keeps nothing */ }
}

const chinese = () => root.dataset.language === 'zh';
const inWords = (english, inChinese) => (chinese() ? inChinese : english);

function setLanguage(to) {
  root.dataset.language = to;
  root.lang = chinese() ? 'zh-Hans' : 'en';
  const button = byId('language');
  button.lang = chinese() ? 'en' : 'zh-Hans';
  button.textContent = inWords('中文', 'English');
  button.title = inWords('用中文显示', 'Show in English');
  button.setAttribute('aria-label', button.title);
  sayHowMany();
}

function setTheme(to) {
  root.dataset.theme = to;
  remember('theme', to);
}

const nextTheme = () => setTheme(THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length]);

function choose(kind) {
  choice.kind = kind;
  for (const chip of document.querySelectorAll('[data-kind]')) chip.setAttribute('aria-pressed', String(chip.dataset.kind === kind));
  filter();
}

function filter() {
  const wanted = choice.words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const figure of document.querySelectorAll('figure[data-chart]')) {
    const said = figure.dataset.words.toLowerCase();
    const fits = (!choice.kind || figure.dataset.kinds.split(' ').includes(choice.kind)) && wanted.every((word) => said.includes(word));
    figure.hidden = !fits;
  }
  sayHowMany();
}

function sayHowMany() {
  const all = document.querySelectorAll('figure[data-chart]').length;
  const left = document.querySelectorAll('figure[data-chart]:not([hidden])').length;
  byId('left').textContent = left === all ? '' : inWords(`${left} of ${all}`, `${all} 幅中的 ${left} 幅`);
}
