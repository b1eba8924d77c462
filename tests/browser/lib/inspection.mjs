// What must hold of every page, in one visit.
import assert from 'node:assert/strict';
import { faults, openFolds } from './axe.mjs';
import { sideways } from './width.mjs';

// The widths of a desk, a tablet and two phones. The last is also what a screen of 1,280 px has
// left when its reader enlarges everything to 400 %.
export const widths = [1280, 768, 375, 320];

export const schemes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'dark', forcedColors: 'active' }, // as most who force colours have it
};

// Nothing reaches past the side at these widths: as the page comes, in large text, with its folds open.
export async function assertFits(page, at = widths) {
  await fits(page, at, 'as it comes');
  const large = page.locator('#text-large');
  if (await large.count()) await large.check();
  await fits(page, at, 'large text');
  await openFolds(page);
  await fits(page, at, 'large text, folds open');
  if (await large.count()) await large.uncheck();
}

async function fits(page, at, state) {
  for (const width of at) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await page.evaluate(sideways), [], `${width} px, ${state}`);
  }
}

// Axe finds no fault at these widths in these schemes, all folds open.
export async function assertAccessible(page, looks) {
  await openFolds(page);
  for (const [width, scheme] of looks) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia(schemes[scheme]);
    assert.deepEqual(await faults(page), [], `${width} px, ${scheme}`);
  }
}
