// The page that answers queries, in a browser: hooks, addresses, keyboard, failures, hits on arrival.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { faults, openFolds } from './lib/axe.mjs';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { draw, writeLetters } from './lib/phrases.mjs';
import { buildAt, buildSite, temporary } from './lib/site.mjs';
import { sideways } from './lib/width.mjs';

const archive = buildSite();
const root = temporary('search');
// SEARCH_REPLIES=10000 asks the same of a larger archive.
const letters = writeLetters(root, Number(process.env.SEARCH_REPLIES ?? 2000));
const site = { folder: join(root, 'public') };
buildAt(root, site.folder);
const address = (query, more = '') => `search.html?q=${encodeURIComponent(query)}${more}`;

const done = (page) => page.waitForFunction(() => document.documentElement.dataset.search === 'done');
const total = async (page) => Number(await page.locator('#search-count').getAttribute('data-count'));
const shown = (page) => page.locator('ol#search-results > li').evaluateAll((items) => items.map((item) => item.dataset.permalink));

overHttpAndFromDisk(archive, (reader) => {
  test('a query in the address is answered with marked snippets', async () => {
    await reader.visit(address('中试基地'), {}, async (page) => {
      await done(page);
      assert.equal(await total(page), 4);
      assert.equal((await shown(page))[0], 'replies/2025/proposal-2104111.html');
      const first = page.locator('#search-results > li').first();
      assert.equal(await first.locator('.snippet mark').first().textContent(), '中试基地');
      assert.deepEqual(await faults(page), []);
    });
  });

  test('a document number in any writing, and traditional characters, find their reply', async () => {
    await reader.visit('search.html', {}, async (page) => {
      assert.equal(await page.evaluate(() => document.documentElement.dataset.search), 'idle');
      for (const query of ['株科办〔2025〕38号', '株科办[2025]38', '2104111', '共創長株潭國家區域科技創新中心']) {
        await page.fill('#find input[name=q]', query);
        await page.press('#find input[name=q]', 'Enter');
        await done(page);
        await page.waitForFunction((text) => document.querySelector('#search-count').textContent.includes(text.slice(0, 5)), query);
        assert.equal((await shown(page))[0], 'replies/2025/proposal-2104111.html', query);
      }
    });
  });

  test('queries that nobody types are answered, and nothing of them becomes markup', async () => {
    await reader.visit('search.html', {}, async (page) => {
      for (const query of ['.*', '[a-', '"', "'", '\\', ' \u3000', '\ud800', '__proto__', '<script>alert(1)</script>', '<img src=x>', '😀', '-', '%', '{n}', '$&', '科'.repeat(10_000)]) {
        await page.evaluate(() => (document.querySelector('#search-count').textContent = '…'));
        await page.fill('#find input[name=q]', query);
        await page.press('#find input[name=q]', 'Enter');
        await page.waitForFunction(() => document.documentElement.dataset.search === 'done' && document.querySelector('#search-count').textContent !== '…');
        assert.equal(await page.locator('#search-count *, #search-results script, #search-results img').count(), 0);
      }
    });
  });

  // Asks as the back button does, for an address may be too long for a server.
  const ask = async (page, query) => {
    await page.evaluate((search) => {
      history.pushState(null, '', search);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `?q=${query}`);
    await done(page);
    return page.locator('#search-count').textContent();
  };
  const nothing = '请输入要检索的文字或数字；标点和符号不参与检索。';

  test('where nothing is typed that can be searched, the page says so at once and loads no index', async () => {
    const queries = ['', ' ', '\u3000', '\u200b', '\u200b \ufeff', '\n', '😀', '.*', '(?:', '[', '\\', '"', "'", '“”', '<>', '-', '--', '。，', '😀'.repeat(5_000)];
    // A browser makes U+FFFD of half a character, which an address may hold all the same.
    const written = [...queries.map(encodeURIComponent), '%ED%A0%80'];
    await reader.visit('search.html', {}, async (page) => {
      for (const query of written) {
        assert.equal((await ask(page, query)).slice(0, 60), nothing, query.slice(0, 60));
        assert.equal(await total(page), 0);
        assert.deepEqual(await shown(page), []);
        assert.equal(await page.locator('#search-pager').isVisible(), false);
      }
      const scripts = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/search/')).length);
      assert.equal(scripts, 0);
    });
    for (const query of ['', '%E2%80%8B']) {
      await reader.visit(`search.html?q=${query}`, {}, async (page) => {
        await done(page);
        assert.equal(await page.locator('#search-count').textContent(), nothing);
      });
    }
  });

  test('queries with something to be found in them are answered with their words', async () => {
    await reader.visit('search.html', {}, async (page) => {
      for (const query of ['<script>alert(1)</script>', '"中试基地"', '.*中试', '科技😀创新', '\u200b科技', '科'.repeat(10_000), 'a'.repeat(10_000), '__proto__', 'constructor', '{q}', '$&1']) {
        const words = await ask(page, encodeURIComponent(query));
        assert.match(words.slice(0, 60), (await total(page)) ? /^“.*”，找到\d+件/s : /^没有找到“.+/s, query.slice(0, 60));
        assert.equal(await page.locator('#search-count *').count(), 0);
        assert.equal(await ask(page, ''), nothing);
      }
    });
  });

  test('bureaus and classes are counted when the reader comes near the filters', async () => {
    await reader.visit(address('中试基地'), {}, async (page) => {
      await done(page);
      const option = page.locator('select[name=issuer] option').nth(1), kind = page.locator('input[name=kind] ~ .num').first();
      assert.match(await kind.textContent(), /^\d+$/);
      assert.doesNotMatch(await option.textContent(), /\(\d+\)/);
      await openFolds(page);
      await page.locator('select[name=issuer]').hover();
      await page.waitForFunction(() => /\(\d+\)$/.test(document.querySelector('select[name=issuer]').options[1].textContent));
      await page.selectOption('select[name=issuer]', { index: 1 });
      await page.waitForURL(/issuer=/);
    });
  });

  test('on arrival from a result the hits are marked and the first is on the screen', async () => {
    await reader.visit(address('中试基地'), {}, async (page) => {
      await done(page);
      await page.locator('#search-results a').first().click();
      await page.waitForFunction(() => Number(document.documentElement.dataset.hits) > 0);
      const range = await page.evaluate(() => {
        const [first] = CSS.highlights.get('hits');
        const box = first.getBoundingClientRect();
        return { text: first.toString(), top: box.top, bottom: box.bottom, height: innerHeight };
      });
      assert.equal(range.text, '中试基地');
      assert.ok(range.top >= 0 && range.bottom <= range.height, JSON.stringify(range));
    });
  });

  test('a slash leads to the box, and the box of any page leads to results', async () => {
    await reader.visit('replies/2025/proposal-2104111.html', {}, async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('科技');
      await page.keyboard.press('Enter');
      await page.waitForURL(/search\.html\?q=/);
      await done(page);
      assert.equal(await total(page), 4);
    });
  });

  test('without scripts the page lists the sections', async () => {
    await reader.visit('search.html', { javaScriptEnabled: false }, async (page) => {
      assert.ok((await page.locator('main ul a:visible').count()) > 4);
      assert.equal(await page.locator('main :is(input, select, button, summary, [role=status]):visible').count(), 0);
    });
  });
});

overHttpAndFromDisk(site, (reader) => {
  // Asks one query after the other as the back button does; gives the counts.
  const countsOf = (page, queries) => page.evaluate(async (asked) => {
    const counts = [], count = document.querySelector('#search-count');
    for (const query of asked) {
      delete count.dataset.count;
      history.replaceState(null, '', `?q=${encodeURIComponent(query)}`);
      dispatchEvent(new PopStateEvent('popstate'));
      while (!count.dataset.count) await new Promise((later) => setTimeout(later, 2));
      counts.push(Number(count.dataset.count));
    }
    return counts;
  }, queries);
  const holding = (phrase) => letters.filter(({ texts }) => texts.some((text) => text.includes(phrase))).length;

  test('200 phrases of 2 to 8 characters are counted exactly', async () => {
    const phrases = draw(letters, 200);
    await reader.visit('search.html', {}, async (page) => {
      assert.deepEqual(await countsOf(page, phrases), phrases.map(holding));
    });
  });

  test('so are those that cross line breaks and emphasis, numbers, Latin names, traditional characters', async () => {
    const crossing = letters.flatMap((letter) => letter.crossing || []).slice(0, 20), numbers = letters.slice(0, 8).flatMap((letter) => letter.numbers);
    const across = letters.map((letter) => letter.across).filter((phrase) => !holding(phrase)).slice(0, 20);
    const phrases = [...crossing, ...numbers, ...across];
    await reader.visit('search.html', {}, async (page) => {
      assert.deepEqual(await countsOf(page, phrases), phrases.map(holding));
      assert.deepEqual(await countsOf(page, ['COVID-19', 'Wi-Fi', '關於進一步']), ['covid-19', 'wi-fi', '关于进一步'].map(holding));
    });
  });

  test('pages, filters and sorting are in the address, and the back button leads back', async () => {
    await reader.visit(address('的'), {}, async (page) => {
      await done(page);
      const all = await total(page);
      assert.equal((await shown(page)).length, 20);
      await page.getByRole('link', { name: '下一页' }).click();
      await page.waitForFunction(() => document.querySelector('#search-results').start === 21);
      await page.waitForURL(/page=2/);
      await page.goBack();
      await page.waitForFunction(() => document.querySelector('#search-results').start === 1);
      await openFolds(page);
      await page.locator('input[name=kind][value=suggestion]').check();
      await page.waitForFunction((before) => document.querySelector('#search-count').dataset.count !== String(before), all);
      await page.waitForURL(/kind=suggestion/);
      assert.ok((await shown(page)).every((path) => path.includes('/suggestion-')));
      await page.locator('select[name=sort]').selectOption('number');
      await page.waitForFunction(() => document.querySelector('#search-results > li').dataset.permalink.startsWith('replies/2021/'));
      await page.goBack();
      await page.goBack();
      await page.waitForFunction((before) => document.querySelector('#search-count').dataset.count === String(before), all);
      assert.equal(await page.locator('input[name=kind][value=suggestion]').isChecked(), false);
    });
  });

  test('later results get their text when they come into view', async () => {
    await reader.visit(address('的'), {}, async (page) => {
      await done(page);
      const last = page.locator('#search-results > li').last();
      assert.equal(await last.locator('mark').count(), 0);
      await last.scrollIntoViewIfNeeded();
      await last.locator('mark').first().waitFor();
    });
  });

  test('arrow keys lead through the results and back to the box', async () => {
    await reader.visit(address('的'), {}, async (page) => {
      await done(page);
      await page.focus('#find input[name=q]');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      assert.equal(await page.evaluate(() => [...document.querySelectorAll('#search-results h2 a')].indexOf(document.activeElement)), 1);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      assert.equal(await page.evaluate(() => document.activeElement.name), 'q');
    });
  });

  test('results are announced, and the page stands axe and a narrow screen', async () => {
    for (const [width, colorScheme] of [[1280, 'dark'], [320, 'light']]) {
      await reader.visit(address('的'), { viewport: { width, height: 800 }, colorScheme }, async (page) => {
        await done(page);
        await openFolds(page);
        assert.equal(await page.locator('#search-count').getAttribute('role'), 'status');
        assert.deepEqual(await page.evaluate(sideways), []);
        assert.deepEqual(await faults(page), []);
      });
    }
  });
});

describe('a copy that lacks a shard', () => {
  const broken = { folder: join(temporary('broken'), 'public') };
  buildAt(root, broken.folder);
  for (let shard = 0; shard < 11_000; shard++) rmSync(join(broken.folder, `search/p0-${shard}.js`), { force: true });
  writeFileSync(join(broken.folder, 'search/p0-0.js'), '');
  overHttpAndFromDisk(broken, (reader) => {
    test('says so instead of showing half of the results', async () => {
      let said = false;
      // The visit itself complains of what is missing.
      const visit = reader.visit(address('科技创新'), {}, async (page) => {
        await page.getByRole('button', { name: '重试' }).waitFor();
        assert.equal(await page.locator('#search-results > li').count(), 0);
        assert.equal(await page.locator('#search-count').getAttribute('data-count'), null);
        said = true;
      });
      await visit.catch(() => {});
      assert.ok(said);
    });
  });
});
