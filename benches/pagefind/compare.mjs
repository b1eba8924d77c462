// Compares the search of a built archive with Pagefind on the same pages: node benches/pagefind/compare.mjs
// SITE [PHRASES]. SITE is a site's folder that `fuwen build` has built. Its reply pages are copied to a
// temporary folder and indexed by Pagefind, which sees the letter alone; the same phrases are then asked
// of both over http, and each count is compared with a plain scan of the letters. Prints a Markdown table.
// Needs npm ci in this folder and in tests/browser, and Chromium.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from '../../tests/browser/node_modules/playwright-core/index.mjs';

const [root, wanted = '200'] = process.argv.slice(2);
if (!root) throw new Error('usage: node benches/pagefind/compare.mjs SITE [PHRASES]');
const site = resolve(root, 'public'), own = dirname(fileURLToPath(import.meta.url));
const other = mkdtempSync(join(tmpdir(), 'pagefind-'));
process.on('exit', () => rmSync(other, { recursive: true, force: true }));

function files(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    return entry.isDirectory() ? files(folder, path) : [path];
  });
}
const size = (folder, test = () => true) => files(folder).filter(test).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);

// ---- the same letters for both -------------------------------------------------------------------

const pages = files(site).filter((path) => /^replies\/[^/]+\/[^/]+\.html$/.test(path));
const letters = new Map();
for (const path of pages) {
  const html = readFileSync(join(site, path), 'utf8');
  const letter = html.match(/<article class="letter"[^]*?<\/article>/)[0];
  mkdirSync(dirname(join(other, path)), { recursive: true });
  writeFileSync(join(other, path), `<!doctype html><html lang="zh"><meta charset="utf-8"><title>x</title><body><main data-pagefind-body>${letter}</main>`);
  const blocks = letter.split(/<\/(?:p|h\d|td|th|li|div|span)>|<p|<br/);
  letters.set(path, blocks.map((block) => block.replace(/<[^>]*>|^[^<]*?>/g, '').replace(/\s/g, '')).join('\n'));
}
const began = performance.now();
const built = spawnSync('/usr/bin/time', ['-f', '%M', join(own, 'node_modules/.bin/pagefind'), '--site', other, '--force-language', 'zh'], { encoding: 'utf8' });
if (built.status !== 0) throw new Error(`Pagefind failed:\n${built.stdout}${built.stderr}`);
const seconds = (performance.now() - began) / 1000, peak = Number(built.stderr.trim().split('\n').at(-1)) / 1024;
cpSync(site, join(other, 'fuwen'), { recursive: true });

let state = 20250620;
const roll = (limit) => (state = (state * 48271) % 2147483647) % limit;
const texts = [...letters.values()];
function draw() {
  for (;;) {
    const text = texts[roll(texts.length)], at = roll(text.length), phrase = text.slice(at, at + 2 + roll(7));
    if (/^[㐀-鿿]{2,8}$/.test(phrase)) return phrase;
  }
}
const phrases = Array.from({ length: Number(wanted) }, draw);
const truth = phrases.map((phrase) => new Set([...letters].filter(([, text]) => text.includes(phrase)).map(([path]) => path)));

// ---- queries -------------------------------------------------------------------------------------

const packed = new Map();
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', json: 'application/json', wasm: 'application/wasm' };
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1);
  try {
    if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(join(other, path))));
    response.writeHead(200, { 'content-type': types[path.split('.').pop()] ?? 'application/octet-stream', 'content-encoding': 'gzip' });
    response.end(packed.get(path));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--disable-gpu'] });
writeFileSync(join(other, 'blank.html'), '<!doctype html><meta charset="utf-8"><title>x</title>');

async function fresh(address, steps) {
  const context = await browser.newContext(), page = await context.newPage();
  let bytes = 0;
  page.on('response', (response) => {
    const path = decodeURIComponent(response.url().slice(base.length).split('?')[0]);
    if (/pagefind\/|fuwen\/(search|assets\/search)/.test(path) && packed.has(path)) bytes += packed.get(path).length;
  });
  await page.goto(address);
  const result = await steps(page);
  await context.close();
  return { ...result, bytes };
}

const askPagefind = (query) => fresh(`${base}blank.html`, (page) => page.evaluate(async (words) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const { results } = await pagefind.search(words);
  const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  const urls = await Promise.all(results.slice(10).map((result) => result.data()));
  return { count: results.length, found: [...data, ...urls].map(({ url }) => url.replace(/^\//, '')) };
}, query));

// Counting its bytes asks for ten results only, as a page would.
const weighPagefind = (query) => fresh(`${base}blank.html`, (page) => page.evaluate(async (words) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const { results } = await pagefind.search(words);
  await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return {};
}, query));

const askFuwen = (query) => fresh(`${base}fuwen/search.html?q=${encodeURIComponent(query)}`, async (page) => {
  await page.waitForFunction(() => document.documentElement.dataset.search === 'done');
  return { count: Number(await page.locator('#search-count').getAttribute('data-count')), found: null };
});

function measured(answers) {
  const right = answers.filter(({ count }, at) => count === truth[at].size).length;
  const complete = answers.filter(({ found, count }, at) => (found ? [...truth[at]].every((path) => found.includes(path)) : count >= truth[at].size)).length;
  const bytes = answers.map((answer) => answer.bytes / 1000).sort((a, b) => a - b);
  return { right, complete, bytes: [0.5, 0.95].map((share) => Math.round(bytes[Math.floor(bytes.length * share)])).join(' / ') };
}

async function all(ask) {
  const answers = [];
  for (const phrase of phrases) answers.push(await ask(phrase));
  return answers;
}
const fuwen = measured(await all(askFuwen));
const plainAnswers = await all(askPagefind), plainBytes = await all(weighPagefind);
const quotedAnswers = await all((phrase) => askPagefind(`"${phrase}"`));
plainAnswers.forEach((answer, at) => (answer.bytes = plainBytes[at].bytes));
const plain = measured(plainAnswers), quoted = measured(quotedAnswers);

const page = await browser.newPage();
await page.goto(pathToFileURL(join(other, 'blank.html')).href);
const fromDisk = await page.evaluate((address) => import(address).then(() => 'yes', () => 'no'), pathToFileURL(join(other, 'pagefind/pagefind.js')).href);
const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(`${pages.length} replies, ${phrases.length} phrases of 2 to 8 characters\n
| | fuwen | Pagefind | Pagefind, in quotes |
| --- | ---: | ---: | ---: |
| all replies found, of ${phrases.length} | ${fuwen.complete} | ${plain.complete} | ${quoted.complete} |
| count right, of ${phrases.length} | ${fuwen.right} | ${plain.right} | ${quoted.right} |
| first query, KB gzip, median / 95th percentile | ${fuwen.bytes} | ${plain.bytes} | |
| index, of it texts for snippets | ${mega(size(site, (path) => path.startsWith('search/')))}, ${mega(size(site, (path) => path.startsWith('search/text/')))} | ${mega(size(join(other, 'pagefind')))} | |
| files | ${files(join(site, 'search')).length} | ${files(join(other, 'pagefind')).length} | |
| index built in, peak memory | | ${seconds.toFixed(1)} s, ${Math.round(peak)} MB | |
| works from file:// | yes | ${fromDisk} | ${fromDisk} |`);
await browser.close();
server.close();
