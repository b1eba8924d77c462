// On paper every reply is an official letter, whatever is long or wide in it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { longTitle, wideTable } from './lib/archive.mjs';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { buildArchive } from './lib/site.mjs';

const site = buildArchive({ replies: 60, settings: 'base_url: https://example.org/archive/\n' });

overHttpAndFromDisk(site, (reader) => {
  test('the foot bears the permalink, and nothing of the site stands around the letter', async () => {
    const text = await printed(reader, wideTable);
    assert.ok(text.replace(/\s/g, '').includes(`https://example.org/archive/${wideTable}`));
    for (const word of ['大字', '目录', '相关复文', '上一件', '办理信息', '首页']) assert.ok(!text.includes(word), word);
  });

  test('a wide table is printed whole', async () => {
    const text = (await printed(reader, wideTable)).replace(/\s/g, '');
    for (const head of ['年度', '1,200.50', '2,690.75', '98.5%']) {
      assert.ok(text.includes(head), head);
    }
    await reader.visit(wideTable, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 590, height: 850 }); // 156 mm
      const { table, box } = await page.locator('.table').evaluate((element) => ({
        table: element.querySelector('table').getBoundingClientRect().width,
        box: element.getBoundingClientRect().width,
      }));
      assert.ok(table <= box + 1, `${table} px of table on ${box} px of paper`);
    });
  });

  test('a long title breaks between its phrases', async () => {
    await reader.visit(longTitle, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 590, height: 850 });
      const lines = await page.locator('.letter h1').evaluate(linesOf);
      assert.ok(lines.length >= 3, lines.join('|'));
      assert.ok(lines.some((line) => line.endsWith('提案')) || lines.some((line) => line.startsWith('关于进一步')), lines.join('|'));
      assert.ok(lines.every((line) => !/^[的、，号》]/.test(line)), lines.join('|'));
      assert.ok(lines.some((line) => line.includes('第10004号')), lines.join('|'));
    });
  });
});

async function printed(reader, path) {
  const file = join(site.folder, '..', 'print.pdf');
  let text;
  await reader.visit(path, {}, async (page) => {
    // Tests run side by side: none may come between the file and its text.
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
    text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  });
  return text;
}

// Runs in the page: an element's text, line by line as it is set.
function linesOf(element) {
  const lines = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { bottom } = range.getBoundingClientRect();
      if (last === null || bottom > last + 8) lines.push('');
      lines[lines.length - 1] += node.data[at];
      last = bottom;
    }
  }
  return lines;
}
