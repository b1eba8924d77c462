// The archive in the dark and in the reader's own colours: what it says is still seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busyCase } from './lib/archive.mjs';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { assertAccessible, schemes } from './lib/inspection.mjs';
import { picture } from './lib/picture.mjs';
import { buildArchive } from './lib/site.mjs';

const site = buildArchive({ replies: 60 });
const reply = 'replies/2025/proposal-10003.html';
const pages = ['index.html', 'statistics.html', 'outcomes/index.html', busyCase, reply, 'topics/t0.html'];

overHttpAndFromDisk(site, (reader) => {
  for (const path of pages) {
    test(`${path}: light is light, dark is dark, each has its words, and axe finds no fault in forced colours`, async () => {
      await reader.visit(path, {}, async (page) => {
        for (const [name, options] of Object.entries(schemes)) {
          await page.emulateMedia(options);
          const { brightness, ink } = await picture(page);
          if (name === 'dark') assert.ok(brightness < 0.25, `${name}: brightness ${brightness}`);
          if (name === 'light') assert.ok(brightness > 0.8, `${name}: brightness ${brightness}`);
          assert.ok(ink > 0.01, `${name}: ${ink} of the screen is ink`);
        }
        await assertAccessible(page, [[1280, 'forced']]);
      });
    });
  }

  for (const [name, options] of Object.entries(schemes)) {
    test(`${name}: every class has a box of its own`, async () => {
      await reader.visit('outcomes/index.html', options, async (page) => {
        const boxes = await page.locator('main .outcome b').evaluateAll((all) =>
          all.map((box) => {
            const { backgroundColor, borderTopStyle, borderTopWidth } = getComputedStyle(box);
            return [box.textContent, backgroundColor, borderTopStyle, borderTopWidth].join(' ');
          }),
        );
        const looks = new Set(boxes.map((box) => box.slice(box.indexOf(' '))));
        assert.equal(boxes.length, 5);
        // In forced colours fills are gone: B and C are told apart by their letters.
        assert.ok(looks.size >= (name === 'forced' ? 4 : 5), boxes.join('\n'));
      });
    });

    test(`${name}: the longest bar stands out from the page`, async () => {
      await reader.visit('statistics.html', options, async (page) => {
        const bars = page.locator('section[aria-labelledby="is"] .bar');
        assert.ok((await bars.count()) >= 5);
        const [bar, around] = [await picture(bars.first()), await picture(page)];
        const contrast = Math.abs(bar.brightness - around.brightness);
        assert.ok(contrast > 0.3, `a difference of ${contrast} in brightness`);
      });
    });

    test(`${name}: the current page of the menu and the focus are seen without colour`, async () => {
      await reader.visit(reply, options, async (page) => {
        const current = page.locator('.menu [aria-current]');
        const line = await current.evaluate((link) => getComputedStyle(link).textDecorationLine);
        assert.match(line, /underline/);
        await page.keyboard.press('Tab');
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        assert.equal(outline, 'solid');
      });
    });
  }

  test('the outline marks the part of the letter that is on the screen', async () => {
    await reader.visit(reply, {}, async (page) => {
      const current = page.locator('.outline [aria-current="location"]');
      assert.equal(await current.textContent(), '一、总体情况');
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForFunction(() => document.querySelector('.outline [aria-current]').textContent === '二、下一步打算');
      assert.equal(await current.count(), 1);
    });
  });
});
