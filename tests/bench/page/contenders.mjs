/* The same posts as our archive, as Hugo's pages with Pagefind, and as docsify shows them. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './archive.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const style = 'body{max-width:42rem;margin:auto;padding:1rem;font:1rem/1.6 sans-serif}';

/** How a contender is built, and where its page has what. */
export const contenders = {
  broadsheet: {
    build(posts, out) {
      const command = join(root, 'dist/package/dist/cli/main.js');
      execFileSync(process.execPath, [command, 'build', posts, '-o', out, '-q']);
    },
    link: '.issue-link',
    heading: '.article h1',
    next: '.neighbours a',
    box: '#words',
    result: '.issue-found',
    marked: '.issue-found mark',
  },
  'hugo + pagefind': {
    build(posts, out) {
      const site = `${out}-source`;
      cpSync(join(here, 'hugo'), site, { recursive: true });
      cpSync(posts, join(site, 'content/issues'), { recursive: true });
      execFileSync('hugo', ['--quiet', '--source', site, '--destination', out]);
      writeFileSync(join(out, 'style.css'), style);
      const pagefind = join(here, '../node_modules/.bin/pagefind');
      execFileSync(pagefind, ['--site', out, '--silent'], { stdio: 'ignore' });
    },
    link: '.issue-link',
    heading: 'article h1',
    next: 'nav a',
    box: '.pagefind-ui__search-input',
    result: '.pagefind-ui__result-title',
    marked: '.pagefind-ui__result mark',
  },
  docsify: {
    build(posts, out) {
      mkdirSync(out, { recursive: true });
      const files = join(
        dirname(createRequire(import.meta.url).resolve('docsify/package.json')),
        'lib',
      );
      for (const name of ['docsify.min.js', 'plugins/search.min.js', 'themes/vue.css']) {
        cpSync(join(files, name), join(out, name.replace(/.*\//, '')));
      }
      const names = readdirSync(posts)
        .filter((name) => name.endsWith('.md'))
        .sort()
        .reverse();
      const lines = names.map((name) => {
        const text = readFileSync(join(posts, name), 'utf8');
        const [, front = '', body = text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
        const title = /^title:\s*["']?(.*?)["']?\s*$/m.exec(front)?.[1] ?? name;
        writeFileSync(join(out, name), `# ${title}\n\n${body}`);
        return `- [${title}](${encodeURIComponent(name)})`;
      });
      writeFileSync(join(out, 'README.md'), lines.slice(0, 20).join('\n'));
      writeFileSync(join(out, '_sidebar.md'), lines.join('\n'));
      writeFileSync(
        join(out, 'index.html'),
        `<!DOCTYPE html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="vue.css"><div id="app"></div>
<script>window.$docsify = { loadSidebar: true, search: { depth: 2 } }</script>
<script src="docsify.min.js"></script><script src="search.min.js"></script>`,
      );
    },
    link: '.markdown-section li a',
    heading: '.markdown-section h1',
    box: '.search input',
    result: '.matching-post',
    marked: '.matching-post em',
  },
};
