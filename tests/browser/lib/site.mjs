// Sites built by the program under test into temporary folders: the archive of this repository, or
// one that is made up.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeArchive } from './archive.mjs';
import { unzip } from './zip.mjs';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));
export const program = resolve(repository, process.env.FUWEN ?? 'target/release/fuwen');

// This repository's archive as a build writes it, and as its bundle holds it.
export function buildSite() {
  return { ...build(repository, temporary('site')), bundle: join(unpackBundle(), 'site') };
}

// A new folder with what the bundle of this repository's archive holds.
export function unpackBundle() {
  const folder = temporary('bundle');
  const file = join(temporary('zip'), 'archive.zip');
  run(['--root', repository, 'bundle', '--quiet', '--output', file]);
  unzip(file, folder);
  return folder;
}

// The site of an archive that `writeArchive` makes.
export function buildArchive(options) {
  const root = temporary('archive');
  writeArchive(root, options);
  return buildIn(root);
}

// Builds the sources below `root`.
export function buildIn(root) {
  return build(root, join(root, 'public'));
}

export function temporary(name) {
  const folder = mkdtempSync(join(tmpdir(), `fuwen-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Builds a site, and nothing more.
export function buildAt(root, folder) {
  run(['--root', root, 'build', '--quiet', '--output', folder]);
}

function run(options) {
  const done = spawnSync(program, options, { encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(`${program} ${options.join(' ')} failed:\n${done.error ?? done.stderr}`);
  }
}

function build(root, folder) {
  buildAt(root, folder);
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
  ['search', /^search\.html$/],
  ['data', /^data\/index\.html$/],
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
  const chosen = [...pages.filter((page) => page.kind === 'reply'), ...fullest({ pages })];
  return [...new Set(chosen)].sort((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind));
}

// The fullest page of each kind.
export function fullest({ pages }) {
  const largest = new Map();
  for (const page of pages) {
    if (!(largest.get(page.kind)?.bytes >= page.bytes)) largest.set(page.kind, page);
  }
  return [...largest.values()];
}
