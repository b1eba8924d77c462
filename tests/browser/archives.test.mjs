// Archives of every size and of either language of the interface: nobody's site is this repository's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busyCase, longTitle, manyCases, wideTable } from './lib/archive.mjs';
import { faults, openFolds } from './lib/axe.mjs';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { buildArchive, fullest } from './lib/site.mjs';
import { sideways } from './lib/width.mjs';

const rare = [wideTable, longTitle, manyCases, busyCase];
const archives = {
  'no reply': { archive: { replies: 0 }, more: [] },
  'one reply': { archive: { replies: 1 }, more: [] },
  '2,000 replies': { archive: { replies: 2000 }, more: [...rare, 'replies/index-20.html', 'topics/t0-2.html'] },
  'interface in English': { archive: { replies: 120, language: 'en' }, more: [...rare, 'replies/2025/proposal-10009.html', 'replies/2025/proposal-10010.html'] },
};

for (const [name, { archive, more }] of Object.entries(archives)) {
  const site = buildArchive(archive);
  const paths = [...new Set([...fullest(site).map((page) => page.path), ...more])];

  overHttpAndFromDisk(site, (reader) => {
    for (const path of paths) {
      test(`${name}, ${path}: axe finds no fault in either scheme, and nothing reaches past the side`, async () => {
        for (const [width, colorScheme] of [[1280, 'dark'], [320, 'light']]) {
          await reader.visit(path, { viewport: { width, height: 800 }, colorScheme }, async (page) => {
            await openFolds(page);
            assert.deepEqual(await page.evaluate(sideways), [], `${width} px`);
            assert.deepEqual(await faults(page), [], `${width} px, ${colorScheme}`);
          });
        }
      });
    }

    if (archive.language) {
      for (const path of paths) {
        test(`${name}, ${path}: Chinese is marked as Chinese, and no English with it`, async () => {
          await reader.visit(path, {}, async (page) => {
            assert.deepEqual(await page.evaluate(unmarked), []);
          });
        });
      }
    }
  });
}

// Runs in the page: Chinese words outside an element in Chinese, and English ones inside.
function unmarked() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    // Addresses in citations are no words.
    if (/\p{Script=Han}/u.test(node.data) && !element.closest('[lang="zh-CN"]')) found.push(node.data.trim());
    if (/[A-Za-z]+ [A-Za-z]/.test(node.data) && element.closest('[lang="zh-CN"]')) found.push(node.data.trim());
  }
  return [...new Set(found)];
}
