// Debian's Chromium, and the two ways in which a reader comes to the archive.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, before, describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
  args: ['--disable-gpu', '--disable-quic', '--disable-sync'],
};

export const launch = () => chromium.launch(launchOptions);

// Reduced motion: nothing glides, so nothing is to be waited for.
const usual = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' };

// Tests of one site run side by side: each visit has a profile of its own.
const concurrency = Math.max(2, availableParallelism());

// Registers the tests of `tests(reader)` twice, over http and from disk, and once more for a site
// that was unpacked from its bundle.
export function overHttpAndFromDisk(site, tests) {
  for (const way of ['over http', 'from disk']) inOneWay(way, site, tests);
  if (site.bundle) inOneWay('from a bundle', { folder: site.bundle }, tests);
}

// Registers the tests of `tests(reader)` for one way.
export function inOneWay(way, site, tests) {
  describe(way, { concurrency }, () => {
    const reader = new Reader(way);
    before(() => reader.start(site.folder));
    after(() => reader.stop());
    tests(reader);
  });
}

// Follows a link as a reader does, until the page it leads to is there: a click alone does not wait.
export async function follow(link) {
  const target = await link.evaluate((element) => element.href);
  await Promise.all([link.page().waitForURL((url) => url.href === target), link.click()]);
}

class Reader {
  constructor(way) {
    this.way = way;
  }

  async start(folder) {
    this.server = this.way === 'over http' ? await serve(folder) : null;
    this.base = this.server?.origin ?? pathToFileURL(`${folder}/`).href;
    this.browser = await launch();
  }

  async stop() {
    await this.browser?.close();
    this.server?.close();
  }

  // Visits a page with `steps(page)`, in a fresh browser profile; the visit must pass without a
  // warning in the console, a failed request or a request to anyone else.
  async visit(path, options, steps) {
    const context = await this.browser.newContext({ ...usual, ...options });
    try {
      const page = await context.newPage();
      const complaints = listen(page, this.base);
      await page.goto(this.base + this.address(path));
      await steps(page);
      assert.deepEqual(complaints(), []);
    } finally {
      await context.close();
    }
  }

  // The page for what is missing is met at the depth of a reply; a disk has no such page.
  address(path) {
    return path === '404.html' && this.server ? 'replies/2025/missing.html' : path;
  }
}

// Gathers what goes wrong on a page; gives a function that says what it was.
function listen(page, base) {
  const complaints = [], brokenOff = [];
  let pages = 0;
  const missing = `${base}replies/2025/missing.html`;
  page.on('console', (message) => {
    const loud = ['error', 'warning'].includes(message.type()); // a broken security policy among them
    if (loud && message.location().url !== missing) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    const cause = request.failure()?.errorText;
    (cause === 'net::ERR_ABORTED' ? brokenOff : complaints).push(`failed: ${request.url()}: ${cause}`);
  });
  page.on('response', (response) => {
    const wanted = response.url() === missing ? 404 : 200;
    if (base.startsWith('http') && response.status() !== wanted) complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const own = request.url().startsWith(base) || request.url().startsWith('data:');
    if (!own) complaints.push(`foreign: ${request.url()}`);
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) pages += 1;
  });
  // A browser breaks off what a page still asks for when its reader goes on to the next; only there
  // is that no fault of the page.
  return () => (pages > 1 ? complaints : [...complaints, ...brokenOff]);
}
