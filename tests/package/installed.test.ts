import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFolder } from './paths.ts';

/**
 * The empty folder that the packed package is installed into, as a user does it. Without a network:
 * the package has no dependencies.
 */
let folder: string;
let packed: string[];

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8' });
}

function node(...args: string[]): string {
  return run(process.execPath, ...args);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'broadsheet-installed-'));
  const report = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: packageFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [{ filename, files }] = JSON.parse(report) as [
    { filename: string; files: { path: string }[] },
  ];
  packed = files.map(({ path }) => path);
  await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  run('npm', 'install', '--offline', '--no-audit', '--no-fund', join(folder, filename));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  test('has no link that leads nowhere', async () => {
    const inside = join(folder, 'node_modules/broadsheet');
    const pages = packed.filter((path) => path.endsWith('.md'));
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/element.md']));
    for (const page of pages) {
      const whole = await readFile(join(inside, page), 'utf8');
      // (Programs hold posts of their own.)
      const text = whole.replace(/^```[\s\S]*?^```$/gm, '');
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
      if (page === 'README.md') expect(links).toContain('docs/element.md');
      for (const link of links.filter((one) => !/^(?:https?:|#)/.test(one))) {
        const target = join(inside, dirname(page), link.replace(/#.*$/, ''));
        expect(existsSync(target), `${page}: ${link}`).toBe(true);
      }
      // What is named without a link is there as well.
      for (const [, named = ''] of text.matchAll(/`(docs\/[\w.-]+|dist\/[\w.-]+\.\w+)`/g)) {
        expect(existsSync(join(inside, named)), `${page}: ${named}`).toBe(true);
      }
    }
  });

  test('holds the module, the entries, the declarations and the notices, and no source', () => {
    for (const path of [
      'package.json',
      'README.md',
      'LICENSE',
      'THIRD_PARTY_NOTICES',
      'dist/broadsheet.wasm',
      'dist/broadsheet-index.wasm',
      'dist/browser.js',
      'dist/node.js',
      'dist/cli/main.js',
      'dist/types/entries/browser.d.ts',
    ]) {
      expect(packed).toContain(path);
    }
    expect(
      packed.filter((path) => /(^|\/)(src|cli\/.*\.ts|node_modules|tests)\//.test(path)),
    ).toEqual([]);
    expect(packed.filter((path) => /\.(cpp|h|txt|mjs)$/.test(path))).toEqual([]);
  });
});

describe('installed in an empty folder', () => {
  test('runs as a file', async () => {
    await writeFile(
      join(folder, 'use.js'),
      `import { init, renderPost, createCatalog } from 'broadsheet';
      await init();
      const { data, html } = renderPost('---\\ntitle: T\\n---\\n*a*');
      const { total } = createCatalog([{ path: 'a.md', data }]).query({ words: 't' });
      console.log(JSON.stringify([data.title, html, total]));`,
    );
    expect(JSON.parse(node('use.js'))).toEqual(['T', '<p><em>a</em></p>\n', 1]);
  });

  test('runs on the command line of Node', () => {
    const code = `import { init, renderHtml } from 'broadsheet'; await init();
      process.stdout.write(renderHtml('a **b**'));`;
    expect(node('--input-type=module', '--eval', code)).toBe('<p>a <strong>b</strong></p>\n');
  });

  test('runs in a CommonJS script, by import()', () => {
    const code = `import('broadsheet').then(async ({ init, version }) => {
      await init();
      process.stdout.write(version());
    });`;
    expect(node('--input-type=commonjs', '--eval', code)).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('gives the address of the module to those who serve it themselves', () => {
    const code = `import { readFileSync } from 'node:fs';
      const file = new URL(import.meta.resolve('broadsheet/broadsheet.wasm'));
      const { initSync, renderHtml } = await import('broadsheet');
      initSync(readFileSync(file));
      process.stdout.write(renderHtml('a'));`;
    expect(node('--input-type=module', '--eval', code)).toBe('<p>a</p>\n');
  });

  test('has the command', () => {
    const command = join('node_modules', '.bin', 'broadsheet');
    expect(run(command, '--version').trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('its types', () => {
  const use = `
    import { init, initSync, renderPost, renderHtml, createCatalog, version, BroadsheetError,
      type Post, type PostData, type Catalog, type CatalogQuery, type Diagnostic, type Manifest,
      type ModuleSource, type RenderOptions } from 'broadsheet';

    const source: ModuleSource = new URL('https://example.org/broadsheet.wasm');
    await init(source);
    initSync(new Uint8Array(8));
    const options: RenderOptions = { profile: 'newsletter', html: 'escape', base: '/', file: 'a' };
    const post: Post = renderPost('text', options);
    const data: PostData = post.data;
    const first: Diagnostic | undefined = post.diagnostics[0];
    const entries = [{ path: 'a.md', data, weight: 3 }];
    const catalog = createCatalog(entries);
    const query: CatalogQuery = { tags: ['a'], sort: 'newest' };
    const weights: number[] = catalog.query(query).posts.map(({ weight }) => weight);
    const manifest: Manifest = JSON.parse('{}');
    const excerpt: string | undefined = createCatalog(manifest).query().posts[0]?.excerpt;
    const fromBytes: Catalog = createCatalog(new Uint8Array(2));
    const html: string = renderHtml(new Uint8Array(2)) + version();
    try { catalog.dispose(); } catch (error) {
      if (error instanceof BroadsheetError) console.log(error.code, error.hint, error.line);
    }
    // @ts-expect-error: no such profile
    renderPost('text', { profile: 'gfm' });
    // @ts-expect-error: a number is no source
    renderHtml(42);
    // @ts-expect-error: no such order
    catalog.query({ sort: 'best' });
    console.log(first, weights, excerpt, fromBytes, html);
  `;
  const tsc = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin/tsc',
  );

  test.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])(
    'compile for a dependent with --module %s --moduleResolution %s',
    async (module, resolution) => {
      await writeFile(join(folder, 'use.ts'), use);
      const options = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom'];
      // Declarations are checked too: a dependent may not skip them.
      const output = node(
        tsc,
        ...options,
        ...['--skipLibCheck', 'false', '--types', '', '--ignoreConfig'],
        ...['--module', module, '--moduleResolution', resolution, 'use.ts'],
      );
      expect(output).toBe('');
    },
  );
});
