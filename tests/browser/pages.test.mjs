// Every kind of page is accessible, quiet, and as wide as its screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, openFolds } from './lib/axe.mjs';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { buildSite, kindNames, samples } from './lib/site.mjs';
import { sideways } from './lib/width.mjs';

const widths = [1280, 768, 375, 320];

const site = buildSite();

test('every page of the site is of a kind that is read here', () => {
  assert.deepEqual(site.pages.filter((page) => !page.kind), []);
});

test('every kind of page is in the site', () => {
  assert.deepEqual([...new Set(samples(site).map((page) => page.kind))], kindNames);
});

overHttpAndFromDisk(site, (reader) => {
  for (const { path, kind } of samples(site)) {
    for (const [width, colorScheme] of [[1280, 'light'], [375, 'dark']]) {
      test(`${kind} ${path}: axe finds no fault at ${width} px, ${colorScheme}`, async () => {
        const options = { viewport: { width, height: 800 }, colorScheme };
        await reader.visit(path, options, async (page) => {
          await openFolds(page);
          assert.deepEqual(await faults(page), []);
        });
      });
    }

    test(`${kind} ${path}: nothing reaches past the side at ${widths.join(', ')} px, in either text size`, async () => {
      await reader.visit(path, {}, async (page) => {
        for (const size of ['usual', 'large']) {
          if (size === 'large') await largeText(page);
          for (const width of widths) {
            await page.setViewportSize({ width, height: 800 });
            assert.deepEqual(await page.evaluate(sideways), [], `${width} px, ${size} text, folds as they are`);
          }
        }
      });
      await reader.visit(path, {}, async (page) => {
        await openFolds(page);
        await largeText(page);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          assert.deepEqual(await page.evaluate(sideways), [], `${width} px, large text, folds open`);
        }
      });
    });
  }
});

async function largeText(page) {
  const box = page.locator('#text-large');
  if (await box.count()) await box.check();
}
