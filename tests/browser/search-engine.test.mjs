// The scripts of search without a browser: folding, queries, snippets, the files that they load.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { engine, open } from './lib/engine.mjs';
import { draw, writeLetters } from './lib/phrases.mjs';
import { buildAt, repository, temporary } from './lib/site.mjs';

describe('folding', () => {
  test('gives the symbols that the index has', async () => {
    const { fold, loadSimplified } = engine(join(repository, 'public'));
    await loadSimplified();
    for (const { text, symbols } of JSON.parse(readFileSync(join(repository, 'tests/search/vectors.json')))) {
      assert.equal(fold(text).symbols, symbols, JSON.stringify(text));
    }
  });

  test('tells where each symbol stands in the text', () => {
    const { hitsIn } = engine();
    const places = (text, run) => hitsIn(text, [run]).map(({ start, end }) => `${start}-${end}`).join(' ');
    assert.equal(places('共 40 项，４０项。', '40项'), '2-6 7-10');
    assert.equal(places('甲乙甲乙甲', '甲乙甲'), '0-5');
    assert.equal(places('甲。乙', '甲乙'), '');
  });

  test('a number is the same in any usual writing', () => {
    const { numberKey } = engine();
    for (const text of ['株科办〔2025〕38号', '株科办[2025]38', '株科办（２０２５）38号', '株科办202538']) assert.equal(numberKey(text), '株科办202538');
    for (const text of ['2104111', '第2104111号', '政协提案第2104111号', '２１０４１１１']) assert.equal(numberKey(text), '2104111');
    assert.equal(numberKey('示范'), '');
  });
});

test('keys and lists are read as the index writes them', () => {
  const { Bits, keysOf } = engine(), { keys, runs } = JSON.parse(readFileSync(join(repository, 'tests/search/codes.json')));
  for (const vector of keys) assert.deepEqual([...keysOf(vector.text)], vector.keys);
  for (const { numbers, text } of runs) assert.deepEqual([...new Bits(text).runs(numbers.length)], numbers);
});

describe('queries', () => {
  const { parse, LIMIT } = engine();
  const plain = ({ wanted, excluded, isCut }) => JSON.parse(JSON.stringify({ wanted, excluded, isCut }));
  test('spaces part terms, a hyphen excludes, punctuation parts runs', () => {
    assert.deepEqual(plain(parse('科技 创新 -人才 科技')), { wanted: ['科技', '创新'], excluded: [['人才']], isCut: false });
    assert.deepEqual(plain(parse('甲、乙 －丙')), { wanted: ['甲', '乙'], excluded: [['丙']], isCut: false });
    assert.deepEqual(plain(parse(' - 3-5 ')), { wanted: ['3-5'], excluded: [], isCut: false });
  });
  test('what nobody types has an answer', () => {
    for (const query of ['', ' ', '\u200b', '\ud800', '😀', '.*', '[a-', '"', '\\', '-', '--', '---']) assert.deepEqual(plain(parse(query)).wanted, query === '[a-' ? ['a'] : []);
    const { wanted, isCut } = parse('科'.repeat(10_000));
    assert.equal(wanted.join('').length, LIMIT);
    assert.equal(isCut, true);
  });
});

describe('2,000 replies', () => {
  let letters, site, found;
  before(async () => {
    const root = temporary('search');
    letters = writeLetters(root, 2000);
    site = join(root, 'public');
    buildAt(root, site);
    found = await open(site);
  });

  // Every reply that holds the phrase in one of its texts, and no other.
  async function compare(phrase, query = phrase) {
    const wanted = letters.filter(({ texts }) => texts.some((text) => text.includes(phrase))).map(({ permalink }) => permalink);
    const { scores } = await found.index.answer(query);
    const permalinks = await Promise.all([...scores.keys()].map((reply) => found.index.permalink(reply)));
    assert.deepEqual(permalinks.sort(), wanted.sort(), query);
    return wanted.length;
  }

  test('200 phrases of 2 to 8 characters: every reply that holds one is found, and no other', async () => {
    for (const phrase of draw(letters, 200)) assert.ok(await compare(phrase) > 0);
  });

  test('phrases that cross a soft line break or a mark of emphasis', async () => {
    for (const { crossing } of letters.filter((letter) => letter.crossing).slice(0, 40)) {
      for (const phrase of crossing) assert.ok(await compare(phrase) > 0);
    }
  });

  test('numbers with units, Latin names and single characters', async () => {
    for (const { numbers } of letters.slice(0, 60)) for (const phrase of numbers) assert.ok(await compare(phrase, phrase) > 0);
    for (const name of ['AlphaTech', 'CRRC', 'Wi-Fi', 'COVID-19']) assert.ok(await compare(name.toLowerCase(), name) > 0);
    for (const one of ['市', '为', '镇', '区']) await compare(one);
  });

  test('traditional input finds simplified text', async () => {
    assert.ok(await compare('关于进一步', '關於進一步') > 0);
    assert.ok(await compare('科技创新', '科技創新') > 0);
  });

  test('a phrase that stands only across two paragraphs is not found', async () => {
    const holds = (phrase) => letters.some(({ texts }) => texts.some((text) => text.includes(phrase)));
    const only = letters.map(({ across }) => across).filter((phrase) => !holds(phrase)).slice(0, 40);
    assert.equal(only.length, 40);
    for (const phrase of only) await compare(phrase);
  });

  test('terms are joined, excluded and counted exactly', async () => {
    const holds = (phrase) => ({ texts }) => texts.some((text) => text.includes(phrase));
    const phrases = draw(letters, 400, 7).filter((phrase) => phrase.length < 4);
    for (let at = 0; at + 1 < 40; at += 2) {
      const [a, b] = [phrases[at], phrases[at + 1]];
      const both = letters.filter((letter) => holds(a)(letter) && holds(b)(letter)).length;
      assert.equal((await found.index.answer(`${a} ${b}`)).scores.size, both, `${a} ${b}`);
      assert.equal((await found.index.answer(`${a} -${b}`)).scores.size, letters.filter(holds(a)).length - both, `${a} -${b}`);
    }
  });

  test('a document or case number comes first in any usual writing', async () => {
    for (const { permalink, doc, number } of letters.slice(0, 30)) {
      const written = [number, `第${number}号`, doc, doc.replace('〔', '[').replace('〕', ']').replace('号', ''), doc.replace(/[〔〕]/g, '')];
      for (const query of written) {
        const { scores } = await found.index.answer(query);
        const [first] = await found.index.sorted([...scores.keys()], scores);
        assert.equal(await found.index.permalink(first), permalink, query);
      }
    }
  });

  test('filters leave what passes and count what passes the others', async () => {
    const { scores } = await found.index.answer('的');
    const replies = [...scores.keys()];
    const none = { kind: [], year: [], topic: [], issuer: [], outcome: [] };
    const { passing, counts } = found.index.filter(replies, { ...none, kind: ['suggestion'], year: ['2023'] });
    const chosen = letters.filter(({ texts }) => texts.some((text) => text.includes('的')));
    const count = (test) => chosen.filter(test).length;
    assert.equal(passing.length, count(({ kind, year }) => kind === 'suggestion' && year === 2023));
    assert.equal(counts.kind.get('proposal'), count(({ kind, year }) => kind === 'proposal' && year === 2023));
    assert.equal(counts.year.get('2024'), count(({ kind, year }) => kind === 'suggestion' && year === 2024));
    assert.equal(counts.topic.get('t2'), count(({ kind, year, topics }) => kind === 'suggestion' && year === 2023 && topics.includes('t2')));
    assert.equal(found.index.filter(replies, { ...none, topic: ['no-such'] }).passing.length, 0);
    assert.equal(counts.issuer, undefined);
    await found.index.more();
    const more = found.index.filter(replies, { ...none, issuer: ['b3'], topic: ['t5'] });
    const inFive = chosen.filter(({ topics }) => topics.includes('t5'));
    assert.equal(more.passing.length, inFive.filter(({ bureau }) => bureau === 'b3').length);
    assert.equal(more.counts.issuer.get('b4') || 0, inFive.filter(({ bureau }) => bureau === 'b4').length);
    for (const name of 'ABCD') {
      const own = inFive.filter(({ bureau, outcome }) => bureau === 'b3' && outcome === name).length;
      assert.equal(more.counts.outcome.get(name.toLowerCase()) || 0, own, name);
    }
  });

  test('results are sorted by number', async () => {
    const { scores } = await found.index.answer('的');
    const sorted = await found.index.sorted([...scores.keys()], scores, 'number');
    assert.equal(sorted.length, scores.size);
    const permalinks = await Promise.all(sorted.map((reply) => found.index.permalink(reply)));
    const key = (permalink) => permalink.replace(/replies\/(\d+)\/(\w+)-/, '$2/$1/');
    assert.deepEqual(permalinks.map(key), permalinks.map(key).sort());
  });
});

test('a snippet is taken where most terms stand', () => {
  const { snippetOf } = engine();
  const filler = '其他文字'.repeat(40);
  const { text, fragment } = snippetOf(['甲乙', '丙', `${filler}甲乙${filler}\n${filler}丙丁甲乙${filler}`], ['甲乙', '丙']);
  assert.match(text, /^……[^丙]*丙丁甲乙.*……$/);
  assert.equal(fragment, `:~:text=${encodeURIComponent('其他文字其他文字')}-,${encodeURIComponent('丙')},-${encodeURIComponent('丁甲乙其他文字其')}`);
  assert.equal(snippetOf(['甲乙', '', '此文无此词句，仅此而已而已而已而已而已而已。'], ['甲乙']).text.includes('甲乙'), true);
});
