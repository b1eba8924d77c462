// Made-up archives: none, one or thousands of replies, with all that is long, wide or rare.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const topics = ['教育', '医疗', '交通', '养老', '住房', '环境', '水利', '农业'].flatMap((field) =>
  ['规划布局', '服务质量', '经费保障', '人才队伍', '基层一线试点示范与经验推广'].map((part) => field + part),
);
const bureaus = ['教育局', '民政局', '财政局', '交通运输局', '农业农村局', '卫生健康委员会', '自然资源和规划局（林业局、海洋与渔业局）'];
const surnames = [...'赵钱孙李周吴郑王冯陈'];
const given = [...'建国明华文斌晓芳志强丽娟伟敏'];
const group = '中国农工民主党示例市委员会医疗卫生与健康养老专门工作委员会';
const foreign = '阿卜杜热西提·吐尔逊阿吉';

export const wideTable = 'replies/2025/proposal-10003.html';
export const longTitle = 'replies/2025/proposal-10004.html';
export const manyCases = 'replies/2025/proposal-10005.html';
export const busyCase = 'proposals/2025/10006.html';

// Writes the sources of a site with so many replies below `root`.
export function writeArchive(root, { replies, language = 'zh-CN', settings = '' }) {
  const write = (path, text) => {
    const file = join(root, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write('site.yaml', `title: 示例市提案建议答复档案\nlanguage: ${language}\nhome_bodies: [示例市政协, 示例市人大]\n${settings}`);
  write('topics.yaml', topics.map((name, n) => `- {slug: t${n}, name: ${name}, description: 有关${name}的提案与建议。}\n`).join(''));
  write('organisations.yaml', bureaus.map((name, n) => `- {slug: b${n}, name: 示例市${name}, place: 示例市}\n`).join(''));
  for (let index = 0; index < replies; index++) {
    const { path, text } = reply(index);
    write(path, text);
  }
  if (replies > 10) {
    write('replies/2025/proposal-10006-co.md', front(6, 'role: co_handling\n', bureaus[2]) + body(6));
    write('replies/2025/proposal-10006-continued.md', front(6, 'role: continued\n') + body(6));
    write('articles/about.md', '---\ntitle: 关于本站\ndisclosure: public\n---\n\n## 收录范围\n\n本站收录已公开的复文。\n');
  }
}

function reply(index) {
  const { kind, number, year } = facts(index);
  return { path: `replies/${year}/${kind}-${number}.md`, text: front(index, extra(index)) + body(index) };
}

// The first few letters bear what is rare.
function extra(index) {
  return { 7: 'review: [{code: number-damaged, field: doc_number, message: 字号有缺}]\n', 8: 'corrected: [{date: 2025-09-01, note: 更正一处笔误。}]\n' }[index] ?? '';
}

function facts(index) {
  const kind = index < 12 || index % 3 ? 'proposal' : 'suggestion';
  return { kind, word: kind === 'proposal' ? '提案' : '建议', number: 10000 + index, year: index < 12 ? 2025 : 2025 - (index % 13) };
}

function member(index) {
  if (index === 1) return group;
  if (index === 2) return foreign;
  return surnames[index % 10] + given[(index * 7) % 14] + given[(index * 3 + 1) % 14];
}

function subject(index) {
  if (index === 4) return '关于进一步完善基层医疗卫生服务体系建设、健全养老服务网络并推动教育资源向农村地区均衡配置以促进城乡融合发展的若干意见';
  return `关于${['加强', '改进', '支持', '推进'][index % 4]}${topics[(index * 11) % 40]}的${facts(index).word}`;
}

function title(index) {
  const { number, word } = facts(index);
  if (index === 4) return `关于示例市政协十届四次会议第${number}号提案${subject(index).slice(0, 32)}的答复`;
  return `关于示例市${word === '提案' ? '政协十届四次' : '人大十届五次'}会议第${number}号${word}的答复`;
}

function front(index, more, bureau = bureaus[index % 7]) {
  const { kind, word, number, year } = facts(index);
  const session = word === '提案' ? '{body: 示例市政协, term: 十届四次会议' : '{body: 示例市人大, term: 十届五次会议';
  const count = index === 5 ? 6 : 1;
  const cases = Array.from({ length: count }, (_, n) => `  - {kind: ${kind}, number: "${number + n * 100000}", subject: ${subject(index + n)}}\n`).join('');
  const disclosure = { 9: 'summary', 10: 'title' }[index] ?? 'public';
  const outcome = ['A', 'A', 'B', 'C', null, 'A', 'D'][index % 7];
  return `---
title: ${title(index)}
cases:
${cases}session: ${session}, year: ${year}}
addressees: [${member(index)}${index % 5 ? '' : `, ${member(index + 40)}`}]
issuer: 示例市${bureau}
doc_number: 示办〔${year}〕${(index % 300) + 1}号
signer: ${member(index + 9)}
date: ${year}-0${(index % 9) + 1}-1${index % 9}
published: ${year}-10-0${(index % 9) + 1}T09:00:00+08:00
${outcome ? `outcome: ${outcome}\n` : ''}disclosure: ${disclosure}
${disclosure === 'summary' ? 'summary: 已新建社区服务站三处，年内全部开放。\n' : ''}topics: [t${index % 40}, t${(index * 7 + 3) % 40}]
as_written: {head: 示例市${bureau}文件, marks: [同意公开], contacts: [承办人：${member(index + 9)}, 联系电话：0123-5550000]}
${more}---
`;
}

function body(index) {
  const table = '| 年度 | 项目 | 省级资金（万元） | 市级资金（万元） | 县级资金（万元） | 社会投入（万元） | 合计 | 完成率 | 责任单位 | 备注 |\n| - | - | -: | -: | -: | -: | -: | -: | - | - |\n'
    + '| 2024 | 社区卫生服务中心标准化建设 | 1,200.50 | 860.00 | 430.25 | 200.00 | 2,690.75 | 98.5% | 示例市卫生健康委员会 | 已验收 |\n'.repeat(6);
  return `
${member(index)}${facts(index).word === '提案' ? '委员' : '代表'}：

您提出的《${subject(index)}》收悉，现答复如下：

## 一、总体情况

近年来，我市围绕群众反映集中的问题，统筹安排资金，逐项明确责任，相关工作取得了阶段性成效。
${index === 3 ? `\n${table}` : ''}
#### 1. 完善制度。

先后印发实施意见和三年行动计划，建立按季度通报的工作机制。

#### 2. 加大投入。

2024年共安排专项资金2690.75万元，同比增长12%。

## 二、下一步打算

（1）继续做好跟踪问效，欢迎您继续关注并提出宝贵意见。

示例市${bureaus[index % 7]}

${facts(index).year}年6月20日
`;
}
