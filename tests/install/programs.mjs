// Writes the programs that stand in pages of the docs into a folder, as NAME-1.cpp, NAME-2.c ...
//
//   node programs.mjs PAGE... FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const pages = process.argv.slice(2);
const folder = pages.pop();
mkdirSync(folder, { recursive: true });
for (const page of pages) {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```(cpp|c)\n([\s\S]*?)^```$/gm);
  [...blocks].forEach(([, language, code], index) => {
    // A piece that is no program could not be tried: then it does not belong into the docs.
    if (!/\bint main\(/.test(code)) throw new Error(`${page}: example ${index + 1} is no program`);
    writeFileSync(join(folder, `${basename(page, '.md')}-${index + 1}.${language}`), code);
  });
}
