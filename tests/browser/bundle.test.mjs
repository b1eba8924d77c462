// The offline archive as a person meets it: unpacked, the start page first, no network. The tests of
// pages, reading and search run on it too; see `overHttpAndFromDisk`.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { faults } from './lib/axe.mjs';
import { follow, inOneWay } from './lib/browser.mjs';
import { unpackBundle } from './lib/site.mjs';
import { sideways } from './lib/width.mjs';

const bundle = { folder: unpackBundle() };

test('beside the site stand the start page, the readme and the manifest alone', () => {
  assert.deepEqual(readdirSync(bundle.folder).sort(), ['README.txt', 'START.html', 'manifest-sha256.txt', 'site']);
});

inOneWay('from disk', bundle, (reader) => {
  for (const [width, colorScheme] of [[1280, 'light'], [320, 'dark']]) {
    test(`${width} px, ${colorScheme}: the start page fits, and axe finds no fault`, async () => {
      await reader.visit('START.html', { viewport: { width, height: 800 }, colorScheme }, async (page) => {
        assert.deepEqual(await page.evaluate(sideways), []);
        assert.deepEqual(await faults(page), []);
      });
    });
  }

  test('the start page leads to the home page, its search to a reply, and its links back home', async () => {
    await reader.visit('START.html', {}, async (page) => {
      await follow(page.locator('main a').first());
      assert.match(page.url(), /site\/index\.html$/);
      await page.locator('input[name=q]').first().fill('中试基地');
      await page.locator('input[name=q]').first().press('Enter');
      await page.waitForFunction(() => document.documentElement.dataset.search === 'done');
      assert.equal(await page.locator('#search-count').getAttribute('data-count'), '4');
      await follow(page.locator('#search-results a').first());
      assert.ok(await page.locator('.letter').isVisible());
      await follow(page.locator('.brand'));
      assert.match(page.url(), /site\/index\.html$/);
    });
  });
});
