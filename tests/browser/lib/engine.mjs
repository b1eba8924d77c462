// The scripts of search outside a browser: files are read from a site's folder.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { repository } from './site.mjs';

const folder = join(repository, 'themes/default/static/search');
const parts = readdirSync(folder).sort().map((name) => readFileSync(join(folder, name), 'utf8'));
const names = ['fold', 'numberKey', 'parse', 'Index', 'hitsIn', 'snippetOf', 'simple', 'loadSimplified', 'LIMIT', 'Bits', 'keysOf'];

// The functions of the scripts, which load the index of a site; `loads` names the files loaded.
export function engine(site = '') {
  const loads = [];
  const context = vm.createContext({ atob, console });
  context.window = context;
  context.document = {
    getElementById: () => null,
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        const path = decodeURIComponent(script.src.split('?')[0]);
        loads.push(path);
        queueMicrotask(() => {
          try {
            vm.runInContext(readFileSync(join(site, path), 'utf8'), context, { filename: path });
          } catch (error) {
            script.onerror(error);
            return;
          }
          script.onload();
        });
      },
    },
  };
  const script = `(function () {\n"use strict";\n${parts.join('\n')}\nwindow.parts = { ${names.join(', ')} };\n})();`;
  vm.runInContext(script, context, { filename: 'search.js' });
  return { ...context.parts, loads };
}

// Opens the index of a site as its page does.
export async function open(site) {
  const found = engine(site);
  const [, versions] = readFileSync(join(site, 'search.html'), 'utf8').match(/data-versions="([^"]*)"/);
  return { ...found, index: await found.Index.open(versions.split(' ')) };
}
