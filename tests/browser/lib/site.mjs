// The archive of this repository, built by the program under test into a temporary folder.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

export function buildSite() {
  const folder = mkdtempSync(join(tmpdir(), 'fuwen-browser-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const program = resolve(repository, process.env.FUWEN ?? 'target/release/fuwen');
  const built = spawnSync(program, ['--root', repository, 'build', '--output', folder], { encoding: 'utf8' });
  if (built.status !== 0) {
    throw new Error(`${program} did not build the site:\n${built.error ?? built.stderr}`);
  }
  const paths = htmlFiles(folder);
  return { folder, pages: paths.map((path) => ({ path, kind: kindOf(path), bytes: statSync(join(folder, path)).size })) };
}

function htmlFiles(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below ? `${below}/${entry.name}` : entry.name;
      return entry.isDirectory() ? htmlFiles(folder, path) : path;
    })
    .filter((path) => path.endsWith('.html'))
    .sort();
}

// What a page is, told by where it stands.
const kinds = [
  ['home', /^index\.html$/],
  ['not found', /^404\.html$/],
  ['statistics', /^statistics\.html$/],
  ['replies', /^replies\/index(-\d+)?\.html$/],
  ['reply', /^replies\/[^/]+\/[^/]+\.html$/],
  ['cases', /^(proposals|suggestions)\/(.+\/)?index(-\d+)?\.html$/],
  ['case', /^(proposals|suggestions)\/.+\.html$/],
  ['articles', /^articles\/index\.html$/],
  ['article', /^articles\/.+\.html$/],
  ...['topic', 'issuer', 'member', 'session', 'year', 'outcome'].flatMap((term) => [
    [`${term} index`, new RegExp(`^${term}s/index(-\\d+)?\\.html$`)],
    [term, new RegExp(`^${term}s/.+\\.html$`)],
  ]),
];
export const kindNames = kinds.map(([name]) => name);

function kindOf(path) {
  return kinds.find(([, form]) => form.test(path))?.[0] ?? null;
}

// The fullest page of each kind, and every reply.
export function samples({ pages }) {
  const chosen = pages.filter((page) => page.kind === 'reply' || fullest(pages, page));
  return chosen.sort((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind));
}

function fullest(pages, page) {
  return !pages.some((other) => other.kind === page.kind && other.bytes > page.bytes);
}
