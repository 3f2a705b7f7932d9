/* Posts as modules: the plug-ins for Vite and webpack, by the recipes of wasm/docs/tools.md. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build, createServer, type InlineConfig, type Plugin } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import webpack from 'webpack';
import { launchChromium } from '../../browser/chromium.mjs';
import { browserAnswers } from '../browser_answer.ts';
import { installPackage } from '../installed.ts';
import { host } from '../static_host.ts';
import { letter, picture, shown } from './letter.ts';
import { recipe } from './recipe.ts';

const installed = installPackage();
const answerOf = browserAnswers();

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(installed.folder, name), content);
}

beforeEach(() => {
  write('letter.md', letter);
  write('dot.png', picture);
  write('main.js', recipe('tools.md', 'main.js'));
  write('index.html', '<!doctype html><body><script type="module" src="./main.js"></script>');
});

/** A program that answers with what the recipe's has made of its page. */
const asking = `import post, * as all from './letter.md';
import { init, renderHtml } from 'broadsheet';
globalThis.answer = (async () => {
  await init();
  return [post.data.title, post.toc[0].text, all.html === post.html, Object.keys(all).sort().join(),
    post.html, renderHtml('a')];
})();`;
const members = 'data,default,excerpt,html,images,links,minutes,text,toc,words';

describe('Vite', () => {
  /** The configuration of the recipe. */
  async function config(outDir: string): Promise<InlineConfig> {
    write('vite.config.js', recipe('tools.md', 'vite.config.js'));
    const { default: written } = await import(join(installed.folder, 'vite.config.js'));
    return {
      ...written,
      root: installed.folder,
      base: './',
      configFile: false,
      logLevel: 'silent',
      build: { outDir, assetsInlineLimit: 0 },
      server: { host: '127.0.0.1', port: 0 },
    };
  }

  test('builds posts into the script, their pictures and the module beside it', async () => {
    write('main.js', asking);
    await build(await config('built'));
    const built = join(installed.folder, 'built');
    const { answer, complaints } = await answerOf(`${await host(built)}index.html`);
    expect(answer).toEqual(['周报', '要点', true, members, expect.any(String), '<p>a</p>\n']);
    const [dot] = readdirSync(join(built, 'assets')).filter((name) => name.endsWith('.png'));
    const html = (answer as string[])[4];
    expect(html).toContain(shown);
    expect(html).toMatch(new RegExp(`<img [^>]*src="[^"]*${dot}"`));
    expect(complaints).toEqual([]);
  });

  test('takes no address that a post writes itself for that of a picture', async () => {
    write('letter.md', '---\ntitle: A\n---\n[link](/@broadsheet-asset/7/) ![](dot.png)\n');
    write(
      'main.js',
      "import { html } from './letter.md';\nglobalThis.answer = (async () => html)();",
    );
    await build(await config('addressed'));
    const page = `${await host(join(installed.folder, 'addressed'))}index.html`;
    const { answer, complaints } = await answerOf(page);
    expect(answer).toMatch(/href="\/@broadsheet-asset\/7\/".*src="[^"]*\.png"/);
    expect(complaints).toEqual([]);
  });

  test('leaves Markdown and module to the build, where no script asks for them', async () => {
    await build(await config('rendered'));
    const files = readdirSync(join(installed.folder, 'rendered/assets'));
    expect(files.map((name) => name.replace(/^.*\./, '')).sort()).toEqual(['js', 'png']);
  });

  test('warns of what is wrong, with its place, and takes options', async () => {
    const { default: broadsheet } = await import(
      join(installed.folder, 'node_modules/broadsheet/dist/vite.js')
    );
    const warnings: string[] = [];
    const plugin: Plugin = broadsheet({
      on: { heading: async () => ({ html: '<h2>later</h2>' }) },
      importImages: false,
    });
    write('letter.md', '---\ntitle: A\ndate: soon\n---\n# H\n\n![](dot.png)\n');
    const built = await build({
      ...(await config('warned')),
      plugins: [plugin],
      build: {
        write: false,
        rolldownOptions: { onwarn: ({ message }) => warnings.push(String(message)) },
      },
    });
    const [output] = Array.isArray(built) ? built : [built];
    const code = JSON.stringify(output);
    expect(code).toContain('<h2>later</h2>');
    expect(code).toContain('src=\\\\\\"dot.png');
    expect(warnings.join()).toMatch(/letter\.md:3:\d+: .*\[date-unreadable\]/);
  });

  describe('while one develops', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());

    test('a change of a post reaches the page, which is not loaded again', async () => {
      const server = await createServer(await config('unused'));
      await server.listen();
      onTestFinished(() => server.close());
      const page = await browser.newPage();
      onTestFinished(() => page.close());
      await page.goto(server.resolvedUrls?.local[0] ?? '');
      await page.getByText('见下文').waitFor();
      expect(await page.title()).toBe('周报');
      expect(await page.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(
        1,
      );
      await page.evaluate(() => Object.assign(globalThis, { isTheSame: true }));
      write('letter.md', letter.replace('见下文', '已更新'));
      await page.getByText('已更新').waitFor();
      expect(await page.evaluate(() => 'isTheSame' in globalThis)).toBe(true);
    });
  });
});

describe('webpack', () => {
  test('builds posts into the script by the loader', async () => {
    write('webpack.config.js', recipe('tools.md', 'webpack.config.js'));
    const { default: config } = await import(join(installed.folder, 'webpack.config.js'));
    write('main.js', asking);
    const output = join(installed.folder, 'packed');
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      const compiler = webpack({
        ...config,
        mode: 'production',
        context: installed.folder,
        output: { path: output, filename: 'main.js' },
        performance: false,
      });
      compiler?.run((error, result) => {
        if (error) reject(error);
        else compiler.close(() => resolve(result));
      });
    });
    expect(stats?.compilation.errors).toEqual([]);
    // Double braces are nothing that Broadsheet knows.
    expect(stats?.compilation.warnings.map(({ message }) => message).join()).toContain(
      '[shortcode]',
    );
    const page = readFileSync(join(installed.folder, 'index.html'), 'utf8');
    const url = await host(output, { pages: { 'page.html': page } });
    const { answer } = await answerOf(`${url}page.html`);
    expect(answer).toEqual(['周报', '要点', true, members, expect.any(String), '<p>a</p>\n']);
    expect((answer as string[])[4]).toContain('src="dot.png"');
  });
});

test('an object with render and renderInline is what wasm/docs/tools.md says', async () => {
  write('render.mjs', recipe('tools.md', 'render.mjs'));
  const said: unknown[] = [];
  const log = console.log;
  console.log = (line) => said.push(line);
  try {
    await import(join(installed.folder, 'render.mjs'));
  } finally {
    console.log = log;
  }
  expect(said).toEqual([`<p>${shown}</p>\n`, shown]);
});
