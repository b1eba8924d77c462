// Texts that try to run as script, in every field and in bodies: a browser shows them and does nothing.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { overHttpAndFromDisk } from './lib/browser.mjs';
import { buildIn, temporary } from './lib/site.mjs';

const texts = [
  '<script>pwn()</script>',
  '"><img src=x onerror=pwn()>',
  "' onmouseover='pwn()' autofocus onfocus='pwn()",
  '</title></script><svg onload=pwn()>',
  '--><script>pwn()</script><!--',
  'javascript:pwn()',
];
const bodies = [
  ...texts,
  '<iframe srcdoc="<script>parent.pwn()</script>"></iframe>',
  '<details open ontoggle=pwn()>x</details>',
  '<form action="javascript:pwn()"><button autofocus onfocus=pwn()>x</button></form>',
  '<meta http-equiv=refresh content="0;url=javascript:pwn()">',
  '<style>@import "https://evil.example/x.css";</style>',
  '<math><mtext></p><script>pwn()</script></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=pwn()>">',
  '[文](javascript:pwn()) [文](&#106;avascript:pwn()) ![图](x" onerror="pwn()) [文](data:text/html,<script>pwn()</script>)',
  '[文](https://a.example "\' onmouseover=\'pwn()") <javascript:pwn()>',
  '```"><script>pwn()</script>\n<script>pwn()</script>\n```',
  '| <script>pwn()</script> |\n| --- |\n| <img src=x onerror=pwn()> |',
];

function hostileSite() {
  const root = temporary('hostile');
  const write = (path, text) => {
    const file = join(root, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const value = (index) => JSON.stringify(texts[index % texts.length]);
  write('site.yaml', `title: ${value(0)}\ndescription: ${value(1)}\npublisher: ${value(2)}\noutcomes: {A: ${value(3)}}\n`);
  write('topics.yaml', `- {slug: t, name: ${value(1)}, description: ${value(3)}, keywords: [${value(2)}]}\n`);
  write('organisations.yaml', texts.map((_, n) => `- {slug: o${n}, name: ${value(n)}, aliases: ["别名${n}"], place: ${value(n + 1)}}\n`).join(''));
  texts.forEach((_, index) => {
    const v = (more) => value(index + more);
    const facts = `title: ${v(0)}\ncases: [{kind: proposal, number: ${v(0)}, subject: ${v(1)}}]\n`
      + `session: {body: ${v(2)}, term: ${v(3)}, year: 2025}\naddressees: [${v(4)}]\nissuer: ${v(0)}\nco_issuers: [${v(1)}]\n`
      + `doc_number: ${v(2)}\nsigner: ${v(3)}\noutcome: A\ntopics: [t]\nindex_number: ${v(4)}\nkeywords: [${v(5)}]\n`
      + `contacts: {lead: ${v(0)}, handler: ${v(1)}, phone: ${v(2)}}\nattachments: [${v(3)}]\ncc: [${v(4)}]\nsummary: ${v(5)}\n`
      + `as_written: {head: ${v(0)}, marks: [${v(1)}], contacts: [${v(2)}]}\n`
      + `corrected: [{date: 2025-01-01, note: ${v(3)}}]\nreview: [{code: ${v(4)}, field: ${v(5)}, message: ${v(0)}}]\n`;
    const body = `甲：\n\n${bodies.join('\n\n')}\n`;
    for (const disclosure of ['public', 'summary', 'title']) {
      write(`replies/2025/r${index}-${disclosure}.md`, `---\n${facts}disclosure: ${disclosure}\n---\n\n${body}`);
    }
    write(`articles/a${index}.md`, `---\ntitle: ${v(0)}\ndescription: ${v(1)}\ndisclosure: public\n---\n\n${body}`);
  });
  return buildIn(root);
}

const site = hostileSite();

overHttpAndFromDisk(site, (reader) => {
  for (const { path } of site.pages.filter((page) => page.kind !== 'not found')) {
    test(`${path} shows hostile texts and runs none of them`, async () => {
      // A visit fails by itself where the policy had to step in, or anything was fetched.
      await reader.visit(path, {}, async (page) => {
        const ran = await page.evaluate(provoke);
        assert.equal(ran, false, 'something ran');
      });
    });
  }
});

// Runs in the page: does to every element what a reader or a keyboard could, and tells whether the
// function that all texts call was called.
async function provoke() {
  let called = false;
  window.pwn = () => (called = true);
  document.addEventListener('click', (event) => event.preventDefault(), true);
  document.addEventListener('submit', (event) => event.preventDefault(), true);
  for (const element of document.querySelectorAll('*')) {
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'blur', 'toggle', 'load', 'error', 'pointerdown', 'keydown', 'click']) {
      element.dispatchEvent(new Event(kind, { bubbles: kind !== 'load' && kind !== 'error', cancelable: true }));
    }
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || /^\s*(javascript|data|vbscript):/i.test(value) && name === 'href' && value !== 'data:,') called = true;
    }
  }
  await new Promise((done) => setTimeout(done, 0));
  return called;
}
