// A chart as a file: whole, with its title, in the colours of a light page.
const DENSITY = 3;
const OTHER = { zh: 'en', en: 'zh' };

function whole(svg) {
  const copy = svg.cloneNode(true);
  const [, , width, height] = svg.dataset.whole.split(' ');
  for (const words of copy.querySelectorAll(`.words-${OTHER[root.dataset.language]}`)) words.remove();
  for (const name of ['class', 'role', 'aria-label', 'data-whole']) copy.removeAttribute(name);
  for (const [name, value] of Object.entries({ xmlns: 'http://www.w3.org/2000/svg', viewBox: svg.dataset.whole, width, height })) copy.setAttribute(name, value);
  return new Blob([new XMLSerializer().serializeToString(copy), '\n'], { type: 'image/svg+xml' });
}

async function painted(svg) {
  const address = URL.createObjectURL(whole(svg));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width * DENSITY, height: image.height * DENSITY });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function download(button) {
  const figure = button.closest('figure');
  const svg = figure.querySelector('svg.chart');
  const type = button.dataset.download;
  try {
    offer(type === 'png' ? await painted(svg) : whole(svg), `${figure.dataset.chart}.${type}`);
  } catch {
    tell(inWords('This browser cannot make the picture; take the SVG.', '此浏览器无法生成图片，请用 SVG。'));
  }
}

function offer(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function tell(words) {
  byId('message').textContent = words;
  setTimeout(() => { byId('message').textContent = ''; }, 6000);
}
