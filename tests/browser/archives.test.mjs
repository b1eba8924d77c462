// Archives of every size and of either language of the interface: nobody's site is this repository's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busyCase, longTitle, manyCases, wideTable } from './lib/archive.mjs';
import { inOneWay } from './lib/browser.mjs';
import { assertAccessible, assertFits } from './lib/inspection.mjs';
import { buildArchive, fullest } from './lib/site.mjs';

const rare = [wideTable, longTitle, manyCases, busyCase];
const notices = ['replies/2025/proposal-10009.html', 'replies/2025/proposal-10010.html'];
// What is the same in every archive is read in the small ones both ways; here each has one way.
const worded = 'outcomes: {A: 所提问题已经解决或基本解决, B: 列入计划逐步解决, C: 因条件限制或其他原因暂时难以解决, D: 留作参考}\n';
const archives = [
  { name: 'no reply', archive: { replies: 0 }, way: 'over http', more: [] },
  { name: 'one reply', archive: { replies: 1 }, way: 'from disk', more: [] },
  { name: '2,000 replies', archive: { replies: 2000, settings: worded }, way: 'from disk', more: [...rare, ...notices] },
  { name: 'interface in English', archive: { replies: 120, language: 'en', settings: worded }, way: 'over http', more: [...rare, ...notices] },
];

for (const { name, archive, way, more } of archives) {
  const site = buildArchive(archive);
  const paths = [...new Set([...fullest(site).map((page) => page.path), ...middle(site), ...more])];

  inOneWay(way, site, (reader) => {
    for (const [index, path] of paths.entries()) {
      test(`${name}, ${path}: nothing reaches past the side, and axe finds no fault`, async () => {
        await reader.visit(path, {}, async (page) => {
          await assertFits(page, [1024, 768, 320]);
          await assertAccessible(page, [index % 2 ? [1280, 'dark'] : [320, 'light']]);
          if (archive.language) assert.deepEqual(await page.evaluate(unmarked), [], 'Chinese is marked as Chinese, and no English with it');
        });
      });
    }
  });
}

// A page in the middle of the longest list, whose pager leads both ways.
function middle({ pages }) {
  const listing = pages.filter((page) => page.kind === 'replies').map((page) => page.path);
  return listing.slice(listing.length >> 1).slice(0, 1);
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
