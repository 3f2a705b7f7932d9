/*
 * Builds the page into dist: scripts, styles and the worker for browsers (dist/assets), and
 * dist/prerender.js, which makes the pages that refer to them and runs wherever the archive is
 * built or served.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transformWithOxc } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const output = join(here, 'dist');

await rm(output, { recursive: true, force: true });
const client = await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
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

const firstPaint = await minified(join(here, 'first-paint.js'));
const icon = (await readFile(join(here, 'icon.svg'), 'utf8')).replace(/\n/g, '');
const files = (Array.isArray(client) ? client : [client]).flatMap(({ output: chunks }) => chunks);
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
  define: { __PAGE_ASSETS__: JSON.stringify(assets) },
  build: {
    target: 'es2022',
    outDir: output,
    emptyOutDir: false,
    ssr: join(here, 'src/prerender/prerender.ts'),
    minify: true,
    rolldownOptions: { output: { entryFileNames: 'prerender.js' } },
  },
});

async function minified(file) {
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false });
  return code
    .replace(/\/\/[^\n]*/g, '')
    .replace(/\s*\n\s*/g, '')
    .trim();
}
