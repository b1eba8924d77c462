// Compares the search of a built archive with Pagefind on the same pages: node benches/pagefind/compare.mjs
// SITE [PHRASES]. SITE is a site's folder that `fuwen build` has built. Its reply pages are copied to a
// temporary folder and indexed by Pagefind, which sees the letter alone; the same phrases are then asked
// of both, and what they find is compared with a plain scan of the letters, letter for letter or with
// traditional characters read as simplified ones: either counts as right. Prints a Markdown table. Builds
// both indexes for their cost, with FUWEN or the release build. Needs npm ci in this folder and in
// tests/browser, Chromium, and GNU time.
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
  // The line of paper heads, an issuer's name and 文件, is set by the theme.
  const letter = html.match(/<article class="letter"[^]*?<\/article>/)[0].replace(/<p class="letter-issuer">.*/, '');
  mkdirSync(dirname(join(other, path)), { recursive: true });
  writeFileSync(join(other, path), `<!doctype html><html lang="zh"><meta charset="utf-8"><title>x</title><body><main data-pagefind-body>${letter}</main>`);
  const blocks = letter.split(/<\/(?:p|h\d|td|th|li|div|span)>|<p|<br/);
  letters.set(path, blocks.map((block) => block.replace(/<[^>]*>|^[^<]*?>/g, '').replace(/\s/g, '')).join('\n'));
}
function timed(...command) {
  const { status, stdout, stderr } = spawnSync('/usr/bin/time', ['-f', '%U %S %M', ...command], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command[0]} failed:\n${stdout}${stderr}`);
  const [user, system, peak] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { seconds: user + system, peak: peak / 1024 };
}
const indexed = timed(join(own, 'node_modules/.bin/pagefind'), '--site', other, '--force-language', 'zh');

// Builds from nothing, with and without search: the difference is what the index costs. The best of three.
function build(search) {
  const copy = join(other, `build-${search}`), config = join(copy, 'content/site.yaml');
  cpSync(join(root, 'content'), join(copy, 'content'), { recursive: true });
  writeFileSync(config, `${readFileSync(config, 'utf8').replace(/^outputs:.*\n/m, '')}outputs: {search: ${search}, data: false, feeds: false}\n`);
  const results = Array.from({ length: 3 }, () => {
    for (const made of ['public', '.fuwen']) rmSync(join(copy, made), { recursive: true, force: true });
    return timed(process.env.FUWEN ?? join(own, '../../target/release/fuwen'), '--root', copy, 'build', '--quiet');
  });
  rmSync(copy, { recursive: true });
  return results.sort((a, b) => a.seconds - b.seconds)[0];
}
const whole = build(true), pagesAlone = build(false);
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
const pairs = readFileSync(new URL('../../src/text/simplified.txt', import.meta.url), 'utf8').match(/\S\S/gu);
const simplified = new Map(pairs.map((pair) => [...pair]));
const folded = (text) => text.replace(/[㐀-鿿]/g, (c) => simplified.get(c) ?? c);
const truths = [(text) => text, folded].map((read) => {
  const readings = [...letters].map(([path, text]) => [path, read(text)]);
  return phrases.map((phrase) => readings.filter(([, text]) => text.includes(read(phrase))).map(([path]) => path));
});

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
  await steps(page);
  await context.close();
  return { bytes };
}

// Every result, one query after the other on one page.
async function findAll(address, ask) {
  const page = await browser.newPage(), answers = [];
  await page.goto(address);
  for (const phrase of phrases) answers.push(await ask(page, phrase));
  await page.close();
  return answers;
}

const findPagefind = (quote) => findAll(`${base}blank.html`, (page, phrase) => page.evaluate(async (words) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const { results } = await pagefind.search(words);
  const data = await Promise.all(results.map((result) => result.data()));
  return { count: results.length, found: data.map(({ url }) => url.replace(/^\//, '')) };
}, quote + phrase + quote));

const findFuwen = (folder) => findAll(`${folder}search.html`, async (page, phrase) => {
  const found = [];
  for (let number = 1, count = 1; found.length < count; number++) {
    await page.evaluate((search) => {
      delete document.querySelector('#search-count').dataset.count;
      history.replaceState(null, '', search);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `?q=${encodeURIComponent(phrase)}&page=${number}`);
    await page.waitForFunction(() => document.querySelector('#search-count').dataset.count);
    count = Number(await page.locator('#search-count').getAttribute('data-count'));
    const shown = await page.locator('#search-results > li').evaluateAll((items) => items.map((item) => item.dataset.permalink));
    if (!shown.length) return { count, found };
    found.push(...shown);
  }
  return { count: found.length, found };
});

// The first query of a fresh profile, with the results that a page shows at first.
async function weigh(ask) {
  const bytes = [];
  for (const phrase of phrases) bytes.push((await ask(phrase)).bytes / 1000);
  bytes.sort((a, b) => a - b);
  return [0.5, 0.95].map((share) => Math.round(bytes[Math.floor(bytes.length * share)])).join(' / ');
}

const weighPagefind = () => weigh((phrase) => fresh(`${base}blank.html`, (page) => page.evaluate(async (words) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const { results } = await pagefind.search(words);
  await Promise.all(results.slice(0, 10).map((result) => result.data()));
}, phrase)));

const weighFuwen = () => weigh((phrase) => fresh(`${base}fuwen/search.html?q=${encodeURIComponent(phrase)}`, (page) =>
  page.waitForFunction(() => document.documentElement.dataset.search === 'done')));

function measured(answers) {
  const right = answers.filter(({ count }, at) => truths.some((truth) => count === truth[at].length)).length;
  const complete = answers.filter(({ found }, at) => truths.some((truth) => truth[at].every((path) => found.includes(path)))).length;
  return { right, complete };
}

const fuwen = measured(await findFuwen(`${base}fuwen/`)), fromDisk = measured(await findFuwen(pathToFileURL(join(other, 'fuwen/')).href));
const plain = measured(await findPagefind('')), quoted = measured(await findPagefind('"'));
const bytes = { fuwen: await weighFuwen(), pagefind: await weighPagefind() };

const page = await browser.newPage();
await page.goto(pathToFileURL(join(other, 'blank.html')).href);
const imports = await page.evaluate((address) => import(address).then(() => 'loads', () => 'does not load'), pathToFileURL(join(other, 'pagefind/pagefind.js')).href);
const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(`${pages.length} replies, ${phrases.length} phrases of 2 to 8 characters\n
| | fuwen | Pagefind | Pagefind, in quotes |
| --- | ---: | ---: | ---: |
| all replies found, of ${phrases.length} | ${fuwen.complete} | ${plain.complete} | ${quoted.complete} |
| count right, of ${phrases.length} | ${fuwen.right} | ${plain.right} | ${quoted.right} |
| all replies found from file:// | ${fromDisk.complete} | ${imports} | ${imports} |
| count right from file:// | ${fromDisk.right} | ${imports} | ${imports} |
| first query, KB gzip, median / 95th percentile | ${bytes.fuwen} | ${bytes.pagefind} | |
| index, of it texts for snippets | ${mega(size(site, (path) => path.startsWith('search/')))}, ${mega(size(site, (path) => path.startsWith('search/text/')))} | ${mega(size(join(other, 'pagefind')))} | |
| files | ${files(join(site, 'search')).length} | ${files(join(other, 'pagefind')).length} | |
| processor time of the index | ${(whole.seconds - pagesAlone.seconds).toFixed(1)} s | ${indexed.seconds.toFixed(1)} s | |
| peak memory | ${Math.round(whole.peak)} MB, pages included | ${Math.round(indexed.peak)} MB | |`);
await browser.close();
server.close();
