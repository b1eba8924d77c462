// Every kind of page is accessible, quiet, and as wide as its screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { buildSite, kindNames, samples } from './lib/site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
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

async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run({ preload: false, runOnly: { type: 'tag', values } }),
    rules,
  );
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
}

async function openFolds(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
}

async function largeText(page) {
  const box = page.locator('#text-large');
  if (await box.count()) await box.check();
}

// Runs in the page: what reaches past the screen's right side, cut off or not; a box that scrolls by
// itself may hold what it likes.
function sideways() {
  const screen = document.documentElement;
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const inBox = ({ parentElement: box }) => box && (scrolls(box) || inBox(box));
  const end = (element) => {
    const box = element.getBoundingClientRect();
    return scrolls(element) ? box.right : box.width && Math.max(box.right, box.left + element.scrollWidth);
  };
  const found = [...document.body.querySelectorAll('*')]
    .filter((element) => end(element) > screen.clientWidth + 1 && !inBox(element))
    .map((element) => `<${element.localName} class="${element.className}"> to ${Math.round(end(element))} px`);
  const scrolled = screen.scrollWidth - screen.clientWidth;
  return scrolled > 0 ? [`the page scrolls by ${scrolled} px`, ...found] : found;
}
