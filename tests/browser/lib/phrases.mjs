// Letters of a wide vocabulary, with what is searchable of each, and phrases drawn from them. The same
// call always gives the same.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from './site.mjs';

// Letters are in simplified characters, so that what they say can be compared as it stands.
const pairs = readFileSync(join(repository, 'src/text/simplified.txt'), 'utf8').match(/\S\S/gu);
const simplified = new Map(pairs.map((pair) => [...pair]));

function dice(seed) {
  let state = seed * 2654435761 >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
}

const usual = ['关于进一步', '科技创新', '高质量发展', '工作机制', '专项资金', '的', '市', '为', '区', '镇', '推进', '建设', '加强', '产业', '企业', '服务', '项目', '体系'];

// Words whose frequencies fall as those of a language do: 12,000 of them, of two or three characters.
function word(roll) {
  if (roll(3) === 0) return usual[roll(usual.length)];
  const rank = Math.floor(12000 ** (roll(10000) / 10000)) - 1;
  const own = dice(rank + 77);
  const character = () => String.fromCharCode(0x4e00 + own(300) * 68 + (own(68) % 19));
  return Array.from({ length: 2 + (own(5) >> 2) }, character).map((c) => simplified.get(c) ?? c).join('');
}

function run(roll, words) {
  return Array.from({ length: words }, () => word(roll)).join('');
}

// Writes a site; gives for each letter its facts, its searchable texts and phrases of special kinds.
export function writeLetters(root, count) {
  const write = (path, text) => {
    const file = join(root, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write('site.yaml', 'title: 示例市提案建议答复档案\nhome_bodies: [示例市政协, 示例市人大]\n');
  write('topics.yaml', Array.from({ length: 20 }, (_, n) => `- {slug: t${n}, name: 主题${n}}\n`).join(''));
  write('organisations.yaml', Array.from({ length: 9 }, (_, n) => `- {slug: b${n}, name: 示例市第${n}局}\n`).join(''));
  return Array.from({ length: count }, (_, index) => {
    const made = letter(index);
    write(made.permalink.replace(/html$/, 'md'), made.source);
    return made;
  });
}

function letter(index) {
  const roll = dice(index + 1);
  const kind = index % 3 ? 'proposal' : 'suggestion';
  const year = 2021 + (index % 5), number = String(20000 + index), doc = `示科办〔${year}〕${index + 1}号`;
  const topics = [`t${index % 20}`, `t${(index * 7 + 3) % 20}`], bureau = `示例市第${index % 9}局`;
  const subject = `关于进一步${run(roll, 4)}的${kind === 'proposal' ? '提案' : '建议'}`;
  const title = `关于示例市第${number}号${kind === 'proposal' ? '提案' : '建议'}的答复`;
  const [left, right, bold, after, end, begin] = [4, 4, 3, 3, 5, 5].map((words) => run(roll, words));
  const amount = `${1 + roll(9)},${100 + roll(900)}.${10 + roll(90)}万元`, rate = `${roll(30)}.${roll(10)}%`, items = `${roll(2000)}项`;
  const latin = ['AlphaTech', 'CRRC', 'Wi-Fi', 'COVID-19'][index % 4];
  const heading = `一、${run(roll, 3)}`, signer = '赵' + run(roll, 1);
  const paragraphs = Array.from({ length: 6 + roll(8) }, () => Array.from({ length: 3 + roll(6) }, () => run(roll, 3 + roll(8))).join('，') + '。');
  const row = [run(roll, 2), run(roll, 2)];
  const source = `---
title: ${title}
cases:
  - {kind: ${kind}, number: "${number}", subject: ${subject}}
session: {body: 示例市${kind === 'proposal' ? '政协' : '人大'}, term: 一届${index % 5}次会议, year: ${year}}
addressees: [王示例]
issuer: ${bureau}
doc_number: ${doc}
signer: ${signer}
date: ${year}-06-20
${index % 4 ? `outcome: ${'ABCD'[index % 4]}\n` : ''}disclosure: public
topics: [${topics}]
---

王示例${kind === 'proposal' ? '委员' : '代表'}：

## ${heading}

${left}
${right}。${bold}**${after}**${bold}。

安排资金 ${amount}，增长${rate}，完成 ${items}，引进 ${latin} 团队。

${paragraphs.slice(0, -1).join('\n\n')}

${end}

${begin}

| ${row.join(' | ')} |
| --- | --- |
| 甲 | 乙 |

${paragraphs.at(-1)}
`;
  const texts = [
    title, subject, number, doc, '王示例', bureau, `示例市${kind === 'proposal' ? '政协' : '人大'}一届${index % 5}次会议`, signer,
    `王示例${kind === 'proposal' ? '委员' : '代表'}：`, heading, `${left}${right}。${bold}${after}${bold}。`,
    `安排资金${amount}，增长${rate}，完成${items}，引进${latin.toLowerCase()}团队。`, ...paragraphs, end, begin, ...row, '甲', '乙',
  ];
  return {
    permalink: `replies/${year}/${kind}-${number}.html`, kind, year, number, doc, topics, bureau: `b${index % 9}`, outcome: index % 4 ? 'ABCD'[index % 4] : '', source, texts, paragraphs,
    crossing: [left.slice(-2) + right.slice(0, 2), bold.slice(-2) + after.slice(0, 3), after.slice(-1) + bold.slice(0, 2)],
    across: end.slice(-4) + begin.slice(0, 4),
    numbers: [amount, rate, items],
  };
}

// Phrases of 2 to 8 characters from the letters' paragraphs, letters alone.
export function draw(letters, count, seed = 1) {
  const roll = dice(seed), phrases = [];
  while (phrases.length < count) {
    const { paragraphs } = letters[roll(letters.length)];
    const clauses = paragraphs[roll(paragraphs.length)].split(/[，。]/).filter((clause) => clause.length > 1);
    const clause = clauses[roll(clauses.length)], length = Math.min(2 + roll(7), clause.length);
    const start = roll(clause.length - length + 1);
    phrases.push(clause.slice(start, start + length));
  }
  return phrases;
}
