// Measures search over a built archive: node benches/search.mjs SITE [PHRASES]. SITE is a site's folder
// that `fuwen build` has built; 200 phrases of 2 to 8 characters are drawn from its letters. Each count is
// compared with a plain scan of the sources. Prints Markdown rows of median / 95th percentile / largest.
// Needs what tests/browser needs: npm ci --ignore-scripts in that folder, and Chromium.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from '../tests/browser/node_modules/playwright-core/index.mjs';

const [root, wanted = '200'] = process.argv.slice(2);
if (!root) throw new Error('usage: node benches/search.mjs SITE [PHRASES]');
const site = resolve(root, 'public');

function files(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    return entry.isDirectory() ? files(folder, path) : [path];
  });
}

// ---- phrases, and the plain scan -----------------------------------------------------------------

const pairs = readFileSync(new URL('../src/text/simplified.txt', import.meta.url), 'utf8').match(/\S\S/gu);
const simplified = new Map(pairs.map((pair) => [...pair]));
const plain = (text) => text.replaceAll('**', '').replace(/[㐀-鿿]/g, (c) => simplified.get(c) ?? c);
const replies = join(root, 'content/replies');
const sources = files(replies).filter((path) => path.endsWith('.md')).map((path) => plain(readFileSync(join(replies, path), 'utf8')));
let state = 20250620;
const roll = (limit) => (state = (state * 48271) % 2147483647) % limit;

function draw() {
  for (;;) {
    const source = sources[roll(sources.length)], at = source.indexOf('\n---\n', 4) + roll(source.length);
    const phrase = source.slice(at, at + 2 + roll(7));
    if (/^[㐀-鿿]{2,8}$/.test(phrase)) return phrase;
  }
}

// ---- queries in a browser ------------------------------------------------------------------------

const packed = new Map();
function gzipped(path) {
  if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(join(site, path))));
  return packed.get(path);
}

const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css', svg: 'image/svg+xml' };
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1);
  try {
    const body = gzipped(path);
    response.writeHead(200, { 'content-type': types[path.split('.').pop()], 'content-encoding': 'gzip', 'cache-control': 'max-age=600' });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--disable-gpu'] });

async function ask(page, query, isFirst, base) {
  const loaded = [];
  const note = (request) => {
    const path = decodeURIComponent(request.url().slice(base.length).split('?')[0]);
    if (/^search|^assets\/search/.test(path)) loaded.push(path);
  };
  page.on('request', note);
  const address = `${base}search.html?q=${encodeURIComponent(query)}`;
  const begun = performance.now();
  if (isFirst) await page.goto(address, { waitUntil: 'commit' });
  else await page.evaluate((search) => {
    history.pushState(null, '', search);
    delete document.querySelector('#search-count').dataset.count;
    dispatchEvent(new PopStateEvent('popstate'));
  }, new URL(address).search);
  await page.waitForFunction(() => document.querySelector('#search-count')?.dataset.count && document.documentElement.dataset.search === 'done', null, { polling: 5 });
  const total = performance.now() - begun;
  page.off('request', note);
  const { count, after } = await page.evaluate(() => ({
    count: Number(document.querySelector('#search-count').dataset.count),
    after: performance.now() - Math.max(0, ...performance.getEntriesByType('resource').map((entry) => entry.responseEnd)),
  }));
  const bytes = loaded.reduce((sum, path) => sum + gzipped(path).length, 0);
  return { count, bytes, requests: loaded.length, total, after };
}

function row(name, values) {
  const sorted = [...values].sort((a, b) => a - b), at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  return `| ${name} | ${at(0.5)} / ${at(0.95)} / ${at(1)} |`;
}

const phrases = Array.from({ length: Number(wanted) }, draw);
const truth = phrases.map((phrase) => sources.filter((source) => source.includes(phrase)).length);
for (const [way, base] of [['http', `http://127.0.0.1:${server.address().port}/`], ['file', pathToFileURL(`${site}/`).href]]) {
  const first = [], further = [];
  let wrong = 0;
  for (let at = 0; at < phrases.length; at++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    first.push(await ask(page, phrases[at], true, base));
    const next = (at + 1) % phrases.length;
    further.push(await ask(page, phrases[next], false, base));
    const found = [[first.at(-1).count, truth[at], phrases[at]], [further.at(-1).count, truth[next], phrases[next]]];
    for (const [count, right, phrase] of found) if (count !== right) console.log(`WRONG: ${phrase}: ${count} instead of ${right}`, ++wrong);
    await context.close();
  }
  console.log(`| ${way}: wrong counts of ${2 * phrases.length} | ${wrong} |`);
  console.log(row(`${way}: first query, KB gzip`, first.map(({ bytes }) => bytes / 1000)));
  console.log(row(`${way}: first query, requests`, first.map(({ requests }) => requests)));
  console.log(row(`${way}: first query, ms to results`, first.map(({ total }) => total)));
  if (way === 'http') console.log(row(`${way}: first query, ms after the last byte`, first.map(({ after }) => after)));
  console.log(row(`${way}: further query, KB gzip`, further.map(({ bytes }) => bytes / 1000)));
  console.log(row(`${way}: further query, ms to results`, further.map(({ total }) => total)));
}
const sizes = (test) => files(site).filter(test).reduce((sum, path) => sum + statSync(join(site, path)).size, 0);
const texts = sizes((path) => path.startsWith('search/text/')), index = sizes((path) => path.startsWith('search/')) - texts;
const text = sources.reduce((sum, source) => sum + Buffer.byteLength(source.slice(source.indexOf('\n---\n', 4))), 0);
console.log(`| replies, plain text in MB | ${sources.length}, ${(text / 1e6).toFixed(1)} |`);
console.log(`| index and texts in MB, times the plain text | ${(index / 1e6).toFixed(1)} + ${(texts / 1e6).toFixed(1)}, ${((index + texts) / text).toFixed(2)} |`);
console.log(`| index, bytes a reply | ${Math.round(index / sources.length)} |`);
await browser.close();
server.close();
