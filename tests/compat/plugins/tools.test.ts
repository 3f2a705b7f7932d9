/*
 * The plug-ins in the tools they are for, by the recipes of wasm/docs/tools.md, at the versions of
 * tools/package.json. With BROADSHEET_ALL=1: the tools are 300 MB.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../../browser/chromium.mjs';
import { type App, makeApp, pluginTools } from '../matrix/app.ts';
import { host } from '../static_host.ts';
import { letter, picture, shown } from './letter.ts';
import { recipe, recipes } from './recipe.ts';

test('wasm/docs/tools.md has the programs that are tried', () => {
  expect([...recipes('tools.md').keys()]).toEqual([
    ...['vite.config.js', 'main.js', 'webpack.config.js', 'next.config.mjs', 'app/letter/page.jsx'],
    ...['src/content.config.mjs', 'src/pages/[...id].astro', 'astro.config.mjs'],
    ...['eleventy.config.js', 'eleventy.library.config.js', '.vitepress/config.mjs', 'index.html'],
    'render.mjs',
  ]);
});

test('wasm/docs/tools.md names the versions that are tried', () => {
  const page = readFileSync(new URL('../../../wasm/docs/tools.md', import.meta.url), 'utf8');
  const versionOf = (manifest: string, name: string): string => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(new URL(manifest, import.meta.url), 'utf8'),
    );
    return { ...dependencies, ...devDependencies }[name];
  };
  const plugins = (name: string) => versionOf('tools/package.json', name);
  const hosts = (name: string) => versionOf('../matrix/tools/package.json', name);
  const workspace = (name: string) => versionOf('../../package.json', name);
  for (const [tool, version] of [
    ['Vite', workspace('vite')],
    ['webpack, Rspack', `${workspace('webpack')}, ${hosts('@rspack/core')}`],
    ['Next.js', hosts('next')],
    ['Astro', plugins('astro')],
    ['Eleventy', plugins('@11ty/eleventy')],
    ['VitePress', plugins('vitepress')],
    ['docsify', plugins('docsify')],
  ]) {
    expect(page).toMatch(new RegExp(`^\\| \\[${tool}\\]\\(#.*\\) \\| .* \\| ${version} \\|$`, 'm'));
  }
});

describe.runIf(process.env.BROADSHEET_ALL === '1')('the package in', () => {
  let app: App;
  let browser: Browser;
  beforeAll(async () => {
    app = makeApp(pluginTools);
    browser = await launchChromium();
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    app?.remove();
  });

  /** A folder of the app with files of a recipe and the letter. */
  function project(name: string, files: readonly string[], posts: readonly string[]) {
    const write = (file: string, content: string | Uint8Array) => {
      const path = join(app.folder, name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    };
    for (const file of files) write(file, recipe('tools.md', file));
    for (const post of posts) {
      write(post, letter);
      write(join(post, '../dot.png'), picture);
    }
    return {
      write,
      read: (file: string) => readFileSync(join(app.folder, name, file), 'utf8'),
      list: (folder: string) => readdirSync(join(app.folder, name, folder)),
      folder: join(app.folder, name),
    };
  }

  test('Eleventy: front matter of TOML, layouts, data of a post', async () => {
    const { write, read, list } = project('eleventy', ['eleventy.config.js'], ['letter.md']);
    write('letter.md', letter.replace('+++\n', '+++\nlayout = "post.njk"\n'));
    write('other.md', '---\ntitle: Other\ntags: spring\n---\nHi.\n');
    write(
      '_includes/post.njk',
      '<h1>{{ title }}</h1>{{ content | safe }}<p>{{ post.toc[0].id }} {{ post.words }} {{ collections.spring.length }}</p>',
    );
    await app.exec('eleventy', [
      '--config=eleventy/eleventy.config.js',
      '--input=eleventy',
      '--output=eleventy/_site',
      '--quiet',
    ]);
    const html = read('_site/letter/index.html');
    expect(html).toContain('<h1>周报</h1>');
    expect(html).toContain(shown);
    expect(html).toContain('{{ braces }}');
    expect(html).toMatch(/<p>要点 \d+ 2<\/p>/);
    expect(list('_site')).toContain('other');
  }, 120_000);

  test('Eleventy, as its library for Markdown', async () => {
    const { write, read } = project('library', ['eleventy.library.config.js'], []);
    write('letter.md', '---\ntitle: 周报\n---\n# {{ title }}\n\n**要点：**见下文。\n');
    await app.exec('eleventy', [
      '--config=library/eleventy.library.config.js',
      '--input=library',
      '--output=library/_site',
      '--quiet',
    ]);
    expect(read('_site/letter/index.html')).toContain('<h1 id="周报">周报</h1>');
    expect(read('_site/letter/index.html')).toContain(shown);
  }, 120_000);

  test('Astro: a collection, its headings and pictures', async () => {
    const files = ['src/content.config.mjs', 'src/pages/[...id].astro', 'astro.config.mjs'];
    const { write, read, list, folder } = project('astro', files, ['letters/2026/first.md']);
    write('package.json', '{"type":"module"}');
    write(
      'src/pages/about.md',
      '---\ntitle: About\n---\n## 关于\n\n**要点：**见下文。\n\n![A dot](dot.png)\n',
    );
    write('src/pages/dot.png', picture);
    await app.exec(
      './node_modules/node-26/bin/node',
      [...['./node_modules/astro/bin/astro.mjs', 'build', '--root', folder]],
      { ASTRO_TELEMETRY_DISABLED: '1' },
    );
    const html = read('dist/2026/first/index.html');
    expect(html).toContain('<h1>周报</h1>');
    expect(html).toContain('<a href="#要点">要点</a>');
    expect(html).toContain(shown);
    expect(html).toMatch(
      /<img [^>]*alt="A dot"[^>]*src="\/_astro\/dot\.[^"]+"|<img [^>]*src="\/_astro\/dot\.[^"]+"[^>]*alt="A dot"/,
    );
    const about = read('dist/about/index.html');
    expect(about).toContain(shown);
    expect(about).toContain('<h2 id="关于">关于</h2>');
    expect(about).toMatch(/src="\/_astro\/dot\.[^"]+"/);
    expect(list('dist/_astro').some((name) => /^dot\./.test(name))).toBe(true);
  }, 300_000);

  test('VitePress: pages, links between them, braces, code', async () => {
    const { write, read } = project('vitepress', ['.vitepress/config.mjs'], []);
    write(
      'index.md',
      '# Start\n\n[First](letters/first.md#要点)\n\n```js\nlet a = "{{ b }}";\n```\n',
    );
    write('letters/first.md', letter);
    write('letters/dot.png', picture);

    await app.exec('vitepress', ['build', 'vitepress']);
    const first = read('.vitepress/dist/letters/first.html');
    expect(first).toContain(shown);
    expect(first).toContain('{{ braces }}');
    expect(first).toContain('<title>周报 | VitePress</title>');
    const start = read('.vitepress/dist/index.html');
    expect(start).toContain('href="letters/first.html#%E8%A6%81%E7%82%B9"');
    expect(start).toContain('vp-adaptive-theme');
    expect(start).toMatch(/class="shiki/);
  }, 300_000);

  test.each([
    ['react', 'react', 'react-jsx'],
    ['preact', 'preact', 'react-jsx'],
    ['solid', 'solid-js', 'preserve'],
  ])(
    'TSX of %s knows the element',
    async (name, library, jsx) => {
      const page = readFileSync(new URL('../../../wasm/docs/element.md', import.meta.url), 'utf8');
      const [, program = ''] = /```tsx\n([\s\S]*?)```/.exec(page) ?? [];
      const own = name === 'solid' ? program.replace('onnewsletter', 'on:newsletter') : program;
      const file = `uses_${name}.tsx`;
      app.write(
        file,
        `${own.replace('element/react', `element/${name}`)}
      // @ts-expect-error: an address is text
      export const wrong = <newsletter-archive src={42} />;\n`,
      );
      const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
      const options = [
        '--module',
        'esnext',
        '--moduleResolution',
        'bundler',
        '--strict',
        '--noEmit',
      ];
      const printed = await app.exec('node', [
        ...[join(dirname(compiler), 'bin/tsc'), ...options, '--target', 'es2022'],
        ...['--lib', 'es2022,dom', '--jsx', jsx, '--jsxImportSource', library, file],
      ]);
      expect(printed).toBe('');
    },
    60_000,
  );

  test('docsify: pages, links between them, the outline in the sidebar', async () => {
    const { write, folder } = project('docsify', ['index.html'], ['first.md']);
    write('README.md', '# Start\n\n[First](first.md) **要点：**见下文。\n\n## Part & more\n');
    const url = await host(app.folder, {
      pages: {
        'index.html': recipe('tools.md', 'index.html'),
        'README.md': readFileSync(join(folder, 'README.md'), 'utf8'),
        'first.md': letter,
      },
    });
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(`${url}index.html`);
    await page.locator('#main strong', { hasText: '要点：' }).waitFor();
    await page.locator('.sidebar', { hasText: 'Part & more' }).waitFor();
    await page.getByRole('link', { name: 'First' }).click();
    await page.locator('#main', { hasText: '{{ braces }}' }).waitFor();
    expect(page.url()).toContain('#/first');
    expect(await page.locator('#main').textContent()).not.toContain('title');
  }, 120_000);
});
