// The archive can be read by keyboard alone, without scripts, and in large text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follow, overHttpAndFromDisk } from './lib/browser.mjs';
import { buildSite } from './lib/site.mjs';

const site = buildSite();
const reply = 'replies/2025/proposal-2104111.html';
const narrow = { viewport: { width: 375, height: 800 } };
// What is left of a screen of 1,280 × 1,024 pixels at 400 %.
const enlarged = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
const noScript = { javaScriptEnabled: false };

overHttpAndFromDisk(site, (reader) => {
  for (const [screen, options] of Object.entries({ 'wide screen': {}, 'narrow screen': narrow, 'screen at 400 %': enlarged })) {
    test(`${screen}: the keyboard leads from home over the skip link to a reply, focus always seen`, async () => {
      await reader.visit('index.html', options, async (page) => {
        assert.equal((await step(page)).className, 'skip', 'the skip link comes first');
        await page.keyboard.press('Enter');
        assert.equal(await page.evaluate(() => document.activeElement.id), 'main');

        await stepTo(page, (stop) => stop.href?.endsWith(reply));
        await page.keyboard.press('Enter');
        await page.waitForURL(`**/${reply}`);
        assert.ok(await page.locator('.letter').isVisible());
      });
    });

    for (const path of ['index.html', 'replies/index.html', reply]) {
      test(`${screen}, ${path}: the keyboard stops at every control in its order, seen, and leaves`, async () => {
        await reader.visit(path, options, async (page) => {
          const controls = await page.evaluate(visibleControls);
          const stops = [];
          for (let stop = await step(page); stop.tag !== 'body'; stop = await step(page)) {
            stops.push(stop.mark);
            assert.ok(stops.length <= controls.length, 'the keyboard is caught');
          }
          assert.deepEqual(stops, controls);
        });
      });
    }
  }

  test('narrow screen: the keyboard opens and shuts a fold', async () => {
    await reader.visit(reply, narrow, async (page) => {
      const outline = page.getByRole('navigation', { name: '目录' });
      await stepTo(page, (stop) => stop.text.startsWith('目录'));
      assert.equal(await outline.isVisible(), false);
      await page.keyboard.press('Enter');
      assert.equal(await outline.isVisible(), true);
      await page.keyboard.press('Enter');
      assert.equal(await outline.isVisible(), false);
    });
  });

  test('large text holds on the next page and until it is switched off', async () => {
    await reader.visit('index.html', {}, async (page) => {
      const usual = await textSize(page);
      await page.getByLabel('大字').check();
      const large = await textSize(page);
      assert.ok(large >= usual * 1.15, `${usual} px grew to ${large} px`);

      await follow(page.locator(`main a[href$="${reply}"]`).first());
      assert.equal(await page.getByLabel('大字').isChecked(), true);
      assert.equal(await textSize(page), large);

      await page.getByLabel('大字').uncheck();
      await page.goBack();
      assert.equal(await page.getByLabel('大字').isChecked(), false);
      assert.equal(await textSize(page), usual);
    });
  });

  test('without scripts: every entry of the menus leads to a page of its own', async () => {
    await reader.visit('index.html', noScript, async (page) => {
      const entries = page.locator('.masthead nav a, .colophon nav a');
      const count = await entries.count();
      assert.ok(count >= 7, `${count} entries`);
      const titles = new Set();
      for (let index = 0; index < count; index++) {
        await follow(entries.nth(index));
        titles.add(await page.title());
        assert.equal(await page.locator('h1').count(), 1);
        await follow(page.locator('.brand'));
      }
      assert.equal(titles.size, count);
    });
  });

  test('without scripts: home, reply, member and case lead to one another', async () => {
    await reader.visit('index.html', noScript, async (page) => {
      const link = (part) => page.locator(`main a[href*="${part}"]`).first();
      await follow(link('proposal-2104111.html'));
      await follow(page.locator('.meta a[href*="members/"]'));
      await follow(link('proposal-2104111.html'));
      await follow(page.locator('.meta a[href*="proposals/2025/"]'));
      assert.match(page.url(), /proposals\/2025\/2104111\.html$/);
      await follow(link('proposal-2104111.html'));
      assert.ok(await page.locator('.letter').isVisible());
    });
  });

  test('without scripts: folds open and shut, and the outline leads to its heading', async () => {
    await reader.visit(reply, { ...noScript, ...narrow }, async (page) => {
      for (const fold of await page.locator('details').all()) {
        const inside = fold.locator('a').first();
        assert.equal(await inside.isVisible(), false);
        await fold.locator('summary').click();
        assert.equal(await inside.isVisible(), true);
      }
      await follow(page.locator('.outline a').last());
      assert.match(page.url(), /#s\d+$/);
      assert.ok(await inView(page, new URL(page.url()).hash));
    });
  });

  test('without scripts: facts and outline lie open beside the letter on a wide screen', async () => {
    await reader.visit(reply, noScript, async (page) => {
      assert.equal(await page.locator('.meta').isVisible(), true);
      assert.equal(await page.locator('.outline').isVisible(), true);
    });
  });

  test('without scripts: the large-text box makes the text large', async () => {
    await reader.visit(reply, noScript, async (page) => {
      const usual = await textSize(page);
      await page.getByLabel('大字').check();
      const large = await textSize(page);
      assert.ok(large >= usual * 1.15, `${usual} px grew to ${large} px`);
    });
  });
});

// Presses Tab, and holds that the new stop is seen: inside the screen and with an outline.
async function step(page) {
  await page.keyboard.press('Tab');
  const stop = await page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      tag: element.localName,
      className: element.className,
      href: element.href,
      text: element.textContent.trim().slice(0, 60),
      mark: element.id || element.getAttribute('href') || element.textContent.trim(),
      outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });
  if (stop.tag !== 'body') {
    assert.ok(stop.outlined, `the focus shows on <${stop.tag} class="${stop.className}"> ${stop.text}`);
    assert.ok(stop.inside, `the screen follows the focus to <${stop.tag} class="${stop.className}"> ${stop.text}`);
  }
  return stop;
}

async function stepTo(page, wanted) {
  for (let count = 0; count < 100; count++) {
    if (wanted(await step(page))) return;
  }
  assert.fail('a hundred steps did not reach it');
}

// Runs in the page: what the keyboard should stop at, in the order of the page.
function visibleControls() {
  return [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility())
    .map((element) => element.id || element.getAttribute('href') || element.textContent.trim());
}

async function textSize(page) {
  return page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
}

async function inView(page, selector) {
  return page.locator(selector).evaluate((element) => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });
}
