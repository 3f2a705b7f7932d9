/*
 * Builds what runs in a browser into dist/page, whose files are copied into every archive as they
 * are: scripts, styles, the worker, the element. Beside it: dist/prerender.js, which makes the pages
 * that refer to them, in any JavaScript (the command line has it in its own bundle), and dist/style.css,
 * the styles of articles for pages of others.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transformWithOxc } from 'vite';
import { embeddedStyles } from './embedded-styles.mjs';

/** The browsers that are promised; what they lack is held against them by scripts/check-browsers.mjs. */
const target = Object.entries(
  JSON.parse(await readFile(new URL('browsers.json', import.meta.url), 'utf8')),
).map((one) => one.join(''));
const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, 'dist');
/** All of it, and nothing else, belongs to an archive. */
const output = join(dist, 'page');

/**
 * What is loaded later has no styles or scripts of its own that could be fetched ahead: the helper
 * for that is two kilobytes for nothing, and bundlers of others stumble over it.
 */
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper')
      ? 'export const __vitePreload = (load) => load();'
      : undefined,
};

/**
 * The engine file by file, not as the one file that the package has: what only lists need of it then
 * goes into the script of lists.
 */
const engine = join(here, '../wasm/src');
const engineByFiles = {
  name: 'engine-by-files',
  enforce: 'pre',
  resolveId: (id) => (id === 'broadsheet' ? join(engine, 'entries/browser.ts') : undefined),
  transform: (code, id) =>
    id === join(engine, 'entries/browser.ts')
      ? code.replace('./broadsheet.wasm', '../../dist/broadsheet.wasm')
      : undefined,
};

/**
 * WebKit runs the script of a worker once more for whoever imports it: what is loaded later would have an
 * engine of its own, without a module, and each question two answers. It takes what it shares with that
 * script from the global object instead.
 */
const ownScriptOnce = {
  name: 'own-script-once',
  renderChunk(code, { isEntry }, _, { chunks }) {
    const shared = 'self.broadsheetWorker';
    if (isEntry) {
      return code.replace(/^export \{([^}]*)\};?$/m, (_statement, names) => {
        const fields = names.split(',').map((one) => {
          const [own, name = own] = one.trim().split(' as ');
          // What is given is the value as it is when the script has run.
          if (code.includes(`\nlet ${own} `) || code.includes(`\nlet ${own};`)) {
            throw new Error(`${own} of a worker's script may change, and is shared with another.`);
          }
          return `${name}: ${own}`;
        });
        return `${shared} = { ${fields.join(', ')} };`;
      });
    }
    return code.replace(
      /^import (?:\{([^}]*)\} from )?"([^"]*)";?$/gm,
      (statement, names, from) => {
        const entry = Object.values(chunks).find(({ fileName }) =>
          from.endsWith(basename(fileName)),
        );
        if (entry?.isEntry !== true) return statement;
        return names === undefined ? '' : `const {${names.replaceAll(' as ', ': ')}} = ${shared};`;
      },
    );
  },
};
const workers = { format: 'es', plugins: () => [engineByFiles, ownScriptOnce] };

await rm(dist, { recursive: true, force: true });
const client = await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  plugins: [plainImports],
  // Relative addresses: the page works at any path of any host.
  base: './',
  build: {
    target,
    outDir: output,
    // The module is too big to inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        page: join(here, 'page/app/main.ts'),
        subscribe: join(here, 'page/app/subscribe.ts'),
        snippets: join(here, 'page/app/snippets.ts'),
      },
    },
  },
  worker: workers,
});

const files = (Array.isArray(client) ? client : [client]).flatMap(({ output: chunks }) => chunks);
// The whole module is for what those of a task cannot do; nobody waits for it to be kept.
const shellAssets = files
  .map(({ fileName: name }) => name)
  .filter((name) => !/\/broadsheet-(?!list-|issue-)[^/]*\.wasm$/.test(name))
  .sort();
const serviceWorker = await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  define: { __SHELL_ASSETS__: JSON.stringify(shellAssets) },
  build: {
    target,
    write: false,
    rolldownOptions: {
      input: join(here, 'page/offline/service-worker.ts'),
      output: { format: 'iife' },
    },
  },
});

const firstPaint = await minified(join(here, 'page/first-paint.js'));
const findRoot = await minified(join(here, 'page/find-root.js'));
const icon = (await readFile(join(here, 'page/icon.svg'), 'utf8')).replace(/\n/g, '');
const assets = {
  script: entry('page'),
  subscribe: entry('subscribe'),
  snippets: entry('snippets'),
  styles: (await readdir(join(output, 'assets')))
    .filter((name) => name.endsWith('.css'))
    .map((name) => `assets/${name}`),
  firstPaint,
  firstPaintHash: hashOf(firstPaint),
  findRoot,
  findRootHash: hashOf(findRoot),
  rulesHashes: Object.fromEntries(
    Object.entries(await constantOf('page/site/speculation-rules.ts', 'speculationRules')).map(
      ([name, rules]) => [name, hashOf(rules)],
    ),
  ),
  icon: `data:image/svg+xml,${encodeURIComponent(icon)}`,
};

const define = {
  __PAGE_ASSETS__: JSON.stringify(assets),
  __SERVICE_WORKER__: JSON.stringify(serviceWorker.output[0].code),
};
// The command line has the prerenderer in its own bundle. No part of the package.
await writeFile(join(dist, '.prerender.json'), JSON.stringify(define));
await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  define,
  build: {
    target: 'es2022',
    outDir: dist,
    emptyOutDir: false,
    ssr: join(here, 'prerender/prerender.ts'),
    minify: true,
    rolldownOptions: { output: { entryFileNames: 'prerender.js' } },
  },
});

// The colouring of code comes out as the page's own file: the same content has the same name.
const before = new Set(await readdir(join(output, 'assets')));
const element = await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  base: './',
  plugins: [plainImports],
  css: { postcss: { plugins: [embeddedStyles] } },
  build: {
    target,
    outDir: output,
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: { element: join(here, 'page/element/newsletter-archive.ts') },
      preserveEntrySignatures: 'strict',
    },
  },
});
const { fileName } = element.output.find((file) => file.type === 'chunk' && file.isEntry);
const added = (await readdir(join(output, 'assets'))).filter((name) => !before.has(name));
if (added.length !== 1) {
  throw new Error(`The element brings files that the page has already: ${added.join(', ')}`);
}
await writeFile(
  join(output, 'element.js'),
  `import{defineNewsletterArchive}from'./${fileName}';
defineNewsletterArchive({worker:{list:${addressOf('list-worker')},issue:${addressOf('issue-worker')}}});
export*from'./${fileName}';
`,
);

await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  css: { postcss: { plugins: [embeddedStyles] } },
  build: {
    target,
    outDir: dist,
    emptyOutDir: false,
    rolldownOptions: {
      input: join(here, 'page/element/style.css'),
      output: { assetFileNames: '[name][extname]' },
    },
  },
});
// The minifier leaves out what browsers take for granted, and autoprefixer of others warns of it.
const articleStyles = join(dist, 'style.css');
await writeFile(
  articleStyles,
  (await readFile(articleStyles, 'utf8')).replace(
    /\btext-emphasis-position:under(?=[;}])/g,
    'text-emphasis-position:under right',
  ),
);

/** The file of an entry of the page. */
function entry(name) {
  return files.find((file) => file.type === 'chunk' && file.isEntry && file.name === name).fileName;
}

/** An expression for the address of one of the page's own files, seen from beside assets. */
function addressOf(name) {
  const found = [...before].filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));
  if (found.length !== 1) throw new Error(`The page must hold one assets/${name}-*.js`);
  return `new URL('./assets/${found[0]}',import.meta.url)`;
}

/** As content security policies name a script. */
function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What a source of the page exports under a name. */
async function constantOf(file, name) {
  const { code } = await transformWithOxc(await readFile(join(here, file), 'utf8'), file, {
    sourcemap: false,
  });
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`))[name];
}

async function minified(file) {
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false });
  return code
    .replace(/\/\/[^\n]*/g, '')
    .replace(/\s*\n\s*/g, '')
    .trim();
}
