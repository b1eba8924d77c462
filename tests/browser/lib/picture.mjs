// A screenshot, measured.
const readers = new Map();

// How bright the picture of a page or an element is on the whole (0 to 1), and which part of it stands
// out from its ground, the most frequent brightness.
export async function picture(target) {
  const page = target.page?.() ?? target;
  const png = (await target.screenshot()).toString('base64');
  const browser = page.context().browser();
  if (!readers.has(browser)) readers.set(browser, browser.newPage());
  return (await readers.get(browser)).evaluate(measure, png);
}

// Runs in a page without a security policy, one for each browser.
async function measure(png) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const levels = new Array(256).fill(0);
  for (let at = 0; at < data.length; at += 4) {
    levels[Math.round(data[at] * 0.2126 + data[at + 1] * 0.7152 + data[at + 2] * 0.0722)]++;
  }
  const count = data.length / 4;
  const ground = levels.indexOf(Math.max(...levels));
  const brightness = levels.reduce((sum, number, level) => sum + number * level, 0) / count / 255;
  const ink = levels.reduce((sum, number, level) => sum + (Math.abs(level - ground) > 80 ? number : 0), 0) / count;
  return { brightness, ink };
}
