// What the four letters say, made from their sources by a simple stripping of Markdown: the measure
// for what the pages show. Compared without white space, which is the typesetter's.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './site.mjs';

export function letters() {
  const folder = join(repository, 'content/replies');
  return readdirSync(folder).flatMap((year) =>
    readdirSync(join(folder, year))
      .filter((file) => file.endsWith('.md'))
      .sort()
      .map((file) => letter(`replies/${year}/${file.replace(/md$/, 'html')}`, readFileSync(join(folder, year, file), 'utf8'))),
  );
}

function letter(path, source) {
  const [, facts, markdown] = source.match(/^---\n(.*?)\n---\n(.*)$/s);
  const fact = (key) => facts.match(new RegExp(`^ *${key}: (.*)$`, 'm'))?.[1] ?? '';
  const list = (key) => [...(facts.match(new RegExp(`^  ${key}: \\[(.*)\\]$`, 'm'))?.[1] ?? '').matchAll(/[^",][^",]*/g)].map(String);
  const signer = fact('signer') && `签发人：${fact('signer')}`;
  const body = stripped(markdown);
  return {
    path,
    first: body[0],
    last: body.at(-1).match(/[^。！]*[。！]?$/)[0],
    text: bare([...list('marks'), fact('head'), fact('doc_number'), signer, fact('title'), ...body, ...list('contacts')].join('')),
  };
}

function stripped(markdown) {
  return markdown
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => line.replace(/^#+ /, '').replaceAll('**', '').replace(/\\([!-/:-@[-`{-~])/g, '$1'));
}

export function bare(text) {
  return text.replace(/\s/g, '');
}

// Equality of long texts, failing with the place where they part.
export function assertSameText(shown, wanted) {
  let at = 0;
  while (at < wanted.length && shown[at] === wanted[at]) at++;
  const around = (text) => text.slice(Math.max(0, at - 12), at + 24) || '(nothing)';
  assert.ok(shown === wanted, `at character ${at}: “${around(shown)}” instead of “${around(wanted)}”`);
}
