// The page of a reply shows the letter: all of it, in its order, and nothing else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { assertSameText, bare, letters } from './lib/letters.mjs';
import { buildSite } from './lib/site.mjs';

const site = buildSite();
const sources = letters();
const officialPage = 22 * 28; // lines and characters of a full page

test('every reply of the site has its source beside it', () => {
  const replies = site.pages.filter((page) => page.kind === 'reply').map((page) => page.path);
  assert.deepEqual(sources.map((letter) => letter.path), replies);
  assert.ok(replies.length >= 4);
});

overHttpAndFromDisk(site, (reader) => {
  for (const letter of sources) {
    test(`${letter.path}: the element of the letter holds the letter's words and no others`, async () => {
      await reader.visit(letter.path, {}, async (page) => {
        const shown = bare(await page.locator('.letter').textContent());
        assert.ok(shown.includes(bare(letter.first)), `the salutation is there: ${letter.first}`);
        assert.ok(shown.includes(bare(letter.last)), `the last sentence is there: ${letter.last}`);
        assertSameText(shown, letter.text);
      });
    });

    test(`${letter.path}: copying the letter copies the letter`, async () => {
      await reader.visit(letter.path, {}, async (page) => {
        const copied = await page.evaluate(() => {
          getSelection().selectAllChildren(document.querySelector('.letter'));
          return getSelection().toString();
        });
        assertSameText(bare(copied), letter.text);
      });
    });

    test(`${letter.path}: the print is the letter on A4, followed by its citation alone`, async () => {
      await reader.visit(letter.path, {}, async (page) => {
        const citation = await page.locator('.cite blockquote').textContent();
        const print = printed(await page.pdf({ preferCSSPageSize: true }));

        const least = letter.text.length / officialPage;
        assert.ok(
          print.pages.length >= least && print.pages.length <= least + 3,
          `${print.pages.length} pages for ${letter.text.length} characters`,
        );
        assert.match(print.size, /A4/);
        const sheets = print.pages.map((text, index) => {
          const number = new RegExp(`—\\s*${index + 1}\\s*—`);
          assert.match(text, number, `sheet ${index + 1} bears its number`);
          return alike(text.replace(number, ''));
        });
        assert.ok(sheets.every(Boolean), 'no sheet is empty');
        assertSameText(sheets.join(''), alike(letter.text + citation));
      });
    });
  }
});

function printed(pdf) {
  const file = join(site.folder, 'print.pdf');
  writeFileSync(file, pdf);
  const run = (program, ...words) => execFileSync(program, words, { encoding: 'utf8' });
  return {
    size: run('pdfinfo', file).match(/^Page size: .*$/m)[0],
    pages: run('pdftotext', file, '-').split('\f').slice(0, -1),
  };
}

// A PDF knows characters by their glyphs, so it may give a character's compatible twin.
function alike(text) {
  return bare(text.normalize('NFKC'));
}
