// `fuwen serve` in a browser: an edit is seen without a touch, an error too, and it goes when mended.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { faults } from './lib/axe.mjs';
import { launch } from './lib/browser.mjs';
import { program, temporary } from './lib/site.mjs';
import { writeArchive } from './lib/archive.mjs';

const source = 'replies/2025/proposal-10001.md';
const path = 'replies/2025/proposal-10001.html';
let root, preview, address, browser, page;
const complaints = [];

before(async () => {
  root = temporary('preview');
  writeArchive(root, { replies: 60 });
  // In CI messages never quote a document; a clerk's screen does, and that is what is seen here.
  const { CI, ...env } = process.env;
  preview = spawn(program, ['--root', root, 'serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: preview.stdout })) {
    address = line;
    break;
  }
  browser = await launch();
  page = await browser.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
});

after(async () => {
  await browser?.close();
  preview?.kill('SIGINT');
});

function edit(from, to) {
  const file = join(root, 'content', source);
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from));
  writeFileSync(file, text.replace(from, to));
}

test('an edit is on the page by itself, and the reader stays where they were', async () => {
  await page.goto(address + path);
  await page.evaluate(() => scrollTo(0, 300));
  edit('近年来，', '近年来（已改），');
  await page.getByText('近年来（已改），').waitFor();
  await page.waitForFunction(() => scrollY === 300);
  assert.deepEqual(complaints, []);
});

test('an error takes the place of the page, with file, line and source, and goes when it is mended', async () => {
  edit('disclosure: public', 'disclosure: pubic');
  const problem = page.locator('article.error');
  await problem.waitFor();
  assert.equal(await page.title(), '1 error - fuwen');
  assert.match(await problem.locator('.place').textContent(), /^content\/replies\/2025\/proposal-10001\.md:\d+:13$/);
  assert.equal(await problem.locator('mark').textContent(), 'pubic');
  assert.match(await problem.textContent(), /did you mean `public`/);
  assert.equal(await problem.evaluate((box) => getComputedStyle(box).borderLeftStyle), 'solid');
  assert.deepEqual(await faults(page), []);
  edit('disclosure: pubic', 'disclosure: public');
  await page.getByText('近年来（已改），').waitFor();
  assert.match(await page.title(), /10001/);
  // Chromium says of a page with an error that it has one; nothing else is wrong.
  assert.deepEqual(complaints.filter((words) => !words.includes('500 (Internal Server Error)')), []);
});

test('every page keeps its policy for all but the reload', async () => {
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.match(policy, /^connect-src 'self'; default-src 'none'; style-src 'self'; script-src 'self'/);
});
