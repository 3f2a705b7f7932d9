/*
 * Builds the page into dist: scripts, styles and the worker for browsers (dist/assets),
 * dist/prerender.js, which makes the pages that refer to them and runs wherever the archive is
 * built or served; and for pages of others the element (dist/element.js) and the styles of articles
 * (dist/style.css).
 */
import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transformWithOxc } from 'vite';
import { embeddedStyles } from './embedded-styles.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const output = join(here, 'dist');

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

await rm(output, { recursive: true, force: true });
const client = await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  plugins: [plainImports],
  // Relative addresses: the page works at any path of any host.
  base: './',
  build: {
    target: 'es2022',
    outDir: output,
    // The module is too big to inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { page: join(here, 'src/page/main.ts') } },
  },
  worker: { format: 'es' },
});

const files = (Array.isArray(client) ? client : [client]).flatMap(({ output: chunks }) => chunks);
const serviceWorker = await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  define: { __SHELL_ASSETS__: JSON.stringify(files.map(({ fileName: name }) => name).sort()) },
  build: {
    target: 'es2022',
    write: false,
    rolldownOptions: {
      input: join(here, 'src/offline/service-worker.ts'),
      output: { format: 'iife' },
    },
  },
});

const firstPaint = await minified(join(here, 'first-paint.js'));
const icon = (await readFile(join(here, 'icon.svg'), 'utf8')).replace(/\n/g, '');
const assets = {
  script: files.find((file) => file.type === 'chunk' && file.isEntry && file.name === 'page')
    .fileName,
  styles: (await readdir(join(output, 'assets')))
    .filter((name) => name.endsWith('.css'))
    .map((name) => `assets/${name}`),
  firstPaint,
  firstPaintHash: `sha256-${createHash('sha256').update(firstPaint).digest('base64')}`,
  icon: `data:image/svg+xml,${encodeURIComponent(icon)}`,
};

await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  define: {
    __PAGE_ASSETS__: JSON.stringify(assets),
    __SERVICE_WORKER__: JSON.stringify(serviceWorker.output[0].code),
  },
  build: {
    target: 'es2022',
    outDir: output,
    emptyOutDir: false,
    ssr: join(here, 'src/prerender/prerender.ts'),
    minify: true,
    rolldownOptions: { output: { entryFileNames: 'prerender.js' } },
  },
});

// The worker and the colouring of code come out as the page's own files: the same content has the
// same name.
const before = new Set(await readdir(join(output, 'assets')));
const element = await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  base: './',
  plugins: [plainImports],
  css: { postcss: { plugins: [embeddedStyles] } },
  build: {
    target: 'es2022',
    outDir: output,
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: { element: join(here, 'src/element/newsletter-archive.ts') },
      preserveEntrySignatures: 'strict',
    },
  },
  worker: { format: 'es' },
});
const { fileName } = element.output.find((file) => file.type === 'chunk' && file.isEntry);
const added = (await readdir(join(output, 'assets'))).filter((name) => !before.has(name));
if (added.length !== 1) {
  throw new Error(`The element brings files that the page has already: ${added.join(', ')}`);
}
await writeFile(
  join(output, 'element.js'),
  `import{defineNewsletterArchive}from'./${fileName}';defineNewsletterArchive();export*from'./${fileName}';\n`,
);

await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  css: { postcss: { plugins: [embeddedStyles] } },
  build: {
    target: 'es2022',
    outDir: output,
    emptyOutDir: false,
    rolldownOptions: {
      input: join(here, 'src/element/style.css'),
      output: { assetFileNames: '[name][extname]' },
    },
  },
});

async function minified(file) {
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false });
  return code
    .replace(/\/\/[^\n]*/g, '')
    .replace(/\s*\n\s*/g, '')
    .trim();
}
