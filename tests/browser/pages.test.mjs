// Every kind of page is accessible, quiet, and as wide as its screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { assertAccessible, assertFits } from './lib/inspection.mjs';
import { buildSite, kindNames, samples } from './lib/site.mjs';

// Each kind is read in both schemes each way, and at every width one way or the other.
const looks = {
  'over http': [[1280, 'light'], [375, 'dark']],
  'from disk': [[320, 'light'], [768, 'dark']],
  'from a bundle': [[768, 'light']],
};

const site = buildSite();

test('every page of the site is of a kind that is read here', () => {
  assert.deepEqual(site.pages.filter((page) => !page.kind), []);
});

test('every kind of page is in the site', () => {
  assert.deepEqual([...new Set(samples(site).map((page) => page.kind))], kindNames);
});

overHttpAndFromDisk(site, (reader) => {
  for (const { path, kind } of samples(site)) {
    test(`${kind} ${path}: nothing reaches past the side, and axe finds no fault`, async () => {
      await reader.visit(path, {}, async (page) => {
        await assertFits(page);
        await assertAccessible(page, looks[reader.way]);
      });
    });
  }
});
