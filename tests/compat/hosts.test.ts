/* The package outside a page: Node, threads, bare sandboxes; its types and its manifest. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, test } from 'vitest';
import { expectedAnswer, installPackage } from './installed.ts';

const installed = installPackage();

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: installed.folder, encoding: 'utf8' });
}

function answerFromNode(code: string): unknown {
  return JSON.parse(node('--input-type=module', '--eval', code));
}

describe('Node', () => {
  test.each(['main', 'worker', 'inline'])('runs %s', (entry) => {
    const code = `await import('./${entry}.js');
      console.log(JSON.stringify(await globalThis.answer));`;
    expect(answerFromNode(code)).toEqual(expectedAnswer);
  });

  test.each(['main', 'worker', 'inline'])('runs %s in a thread', (entry) => {
    const code = `import { Worker } from 'node:worker_threads';
      new Worker('./thread.js', { workerData: '${entry}', execArgv: [] })
        .on('message', (answer) => console.log(JSON.stringify(answer)));`;
    expect(answerFromNode(code)).toEqual(expectedAnswer);
  });

  test('ends by itself after work in a worker that nobody disposed of', () => {
    const code = `import { init, version } from 'broadsheet/worker';
      await init(); console.log(JSON.stringify(await version()));`;
    expect(answerFromNode(code)).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('has one class of errors, whichever entries a program uses', () => {
    const code = `import * as main from 'broadsheet'; import * as node from 'broadsheet/node';
      import * as inline from 'broadsheet/inline'; import * as worker from 'broadsheet/worker';
      console.log(JSON.stringify([node, inline, worker].map(
        ({ BroadsheetError }) => BroadsheetError === main.BroadsheetError)));`;
    expect(answerFromNode(code)).toEqual([true, true, true]);
  });

  test('imports the element, which is nothing on a server', () => {
    const code = `import { defineNewsletterArchive } from 'broadsheet/element';
      defineNewsletterArchive(); console.log(JSON.stringify(typeof HTMLElement));`;
    expect(answerFromNode(code)).toBe('undefined');
  });

  test('runs the command', () => {
    const command = join(installed.folder, 'node_modules/.bin/broadsheet');
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a sandbox without location, fetch and files', () => {
  /** Runs a script with nothing but JavaScript itself and the two codecs of text. */
  async function inSandbox(script: string, given: string): Promise<unknown> {
    const { outputFiles } = await esbuild.build({
      stdin: { contents: script, resolveDir: installed.folder },
      bundle: true,
      format: 'iife',
      globalName: 'result',
      platform: 'browser',
      write: false,
      logLevel: 'silent',
    });
    writeFileSync(join(installed.folder, 'sandboxed.js'), outputFiles[0]?.text ?? '');
    return answerFromNode(`
      import vm from 'node:vm'; import { readFileSync } from 'node:fs';
      const context = vm.createContext({ TextEncoder, TextDecoder, given: ${given} },
        { codeGeneration: { strings: false, wasm: true } });
      const script = readFileSync('sandboxed.js', 'utf8');
      for (const name of ['location', 'fetch', 'URL', 'atob', 'Response', 'process', 'require']) {
        if (vm.runInContext('typeof ' + name, context) !== 'undefined') throw new Error(name);
      }
      console.log(vm.runInContext(script + ';JSON.stringify(result.answer)', context));`);
  }

  const use = `const { data, html } = renderPost('---\\ntitle: 周报\\n---\\n**要点：**见下文。\\n');
    export const answer = [data.title, html,
      createCatalog([{ path: 'a.md', data }]).query({ words: '周报' }).total];`;
  const file = JSON.stringify('node_modules/broadsheet/dist/broadsheet.wasm');

  test.each([
    ['bytes', `readFileSync(${file})`],
    // As edge runtimes hand it out: compiled before the program starts.
    ['a module', `new WebAssembly.Module(readFileSync(${file}))`],
  ])('runs main, given %s', async (_what, given) => {
    const script = `import { createCatalog, initSync, renderPost } from 'broadsheet';
      initSync(given); ${use}`;
    expect(await inSandbox(script, given)).toEqual(expectedAnswer);
  });

  test('runs inline, given nothing', async () => {
    const script = `import { createCatalog, initSync, renderPost } from 'broadsheet/inline';
      initSync(); ${use}`;
    expect(await inSandbox(script, 'undefined')).toEqual(expectedAnswer);
  });
});

describe('the package itself', () => {
  test('satisfies publint', async () => {
    const pkg = JSON.parse(
      readFileSync(join(installed.folder, 'node_modules/broadsheet/package.json'), 'utf8'),
    );
    const { messages } = await publint({
      pkgDir: join(installed.folder, 'node_modules/broadsheet'),
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('satisfies arethetypeswrong', () => {
    const attw = join(
      dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')),
      'dist/index.js',
    );
    // An ES module is what it is; data has no types.
    const output = node(
      attw,
      ...['--profile', 'esm-only', '--format', 'table-flipped', '--no-color', '--no-emoji'],
      ...[
        '--exclude-entrypoints',
        './broadsheet.wasm',
        './broadsheet-list.wasm',
        './broadsheet-issue.wasm',
        './broadsheet-index.wasm',
        './style.css',
        './vite/client',
        './package.json',
      ],
      ...['--', installed.tarball],
    );
    // It ends with 1 when it finds a problem, which throws.
    for (const entry of [
      'broadsheet',
      'broadsheet/worker',
      'broadsheet/inline',
      'broadsheet/element',
      'broadsheet/vite',
      'broadsheet/markdown-it',
    ]) {
      expect(output).toContain(`"${entry}"`);
    }
  });

  const use = `
    import { init, renderPost, type Highlighter, type Post } from 'broadsheet';
    import { initSync } from 'broadsheet/inline';
    import * as node from 'broadsheet/node';
    import * as browser from 'broadsheet/browser';
    import { createCatalog, type WorkerCatalog } from 'broadsheet/worker';
    import { defineNewsletterArchive, type NewsletterArchive } from 'broadsheet/element';
    await init();
    initSync();
    const highlight: Highlighter = (code, lang) => (lang === '' ? undefined : code.toUpperCase());
    const post: Post = renderPost('a', { highlight });
    const catalog: WorkerCatalog<{ path: string; data: typeof post.data; rank: number }> =
      await createCatalog([{ path: 'a.md', data: post.data, rank: 1 }]);
    const rank: number | undefined = (await catalog.query({ years: [2024] })).posts[0]?.rank;
    catalog.dispose();
    defineNewsletterArchive();
    const shown: NewsletterArchive = document.createElement('newsletter-archive');
    shown.addEventListener('newsletter-open', ({ detail }) => console.log(detail.issue, detail.url));
    // @ts-expect-error: an address is text
    shown.src = 42;
    node.dispose();
    browser.renderHtml('a');
    // @ts-expect-error: it holds its own module
    initSync(new Uint8Array(8));
    // @ts-expect-error: a highlighter makes text
    renderPost('a', { highlight: () => 42 });
    console.log(rank);
  `;
  /** A program for a server, whose `lib` knows no page; the tools are not installed. */
  const useWithoutDom = `/// <reference types="broadsheet/vite/client" />
    import vite from 'broadsheet/vite';
    import webpack from 'broadsheet/webpack';
    import eleventy from 'broadsheet/eleventy';
    import { withBroadsheet } from 'broadsheet/next';
    import { broadsheetLoader, broadsheetProcessor } from 'broadsheet/astro';
    import markdownRenderer, { docsify, vitePress } from 'broadsheet/markdown-it';
    import { emojiOf, withEmoji } from 'broadsheet/emoji';
    import letter, { toc } from './letter.md';
    const plugin: { name: string } = vite({ syntax: { mark: true }, importImages: false });
    const strict: { reactStrictMode: boolean } = withBroadsheet({ reactStrictMode: true });
    const loader = broadsheetLoader({ base: 'letters', id: (path, { data }) => data.slug ?? path });
    const html: string = (await markdownRenderer({ headings: 'keep' })).render(withEmoji('a'));
    const known: string | undefined = emojiOf('tada');
    const title: string | undefined = letter.data.title ?? toc[0]?.text;
    // @ts-expect-error: functions do not reach Turbopack
    withBroadsheet({}, { highlight: (code: string) => code });
    import { init, initSync, renderPost, type Post } from 'broadsheet';
    import { createIndex, type IndexBuilder } from 'broadsheet/node';
    import module from 'broadsheet/broadsheet.wasm';
    await init(module);
    initSync(new Uint8Array(8));
    const post: Post = renderPost('a');
    const host = { write: () => {}, appendRun: () => {}, readRun: () => new Uint8Array() };
    const index: IndexBuilder = createIndex(host);
    await index.add('a.md', post.html);
    // @ts-expect-error: a number is no post
    renderPost(42);
  `;
  /** The workspaces that have these compilers. */
  const versions = { '5.9': '../../scripts/api-reference/', '7': '../' };

  test.each(
    Object.entries(versions).flatMap(([version, workspace]) =>
      [
        ['nodenext', 'nodenext'],
        ['esnext', 'bundler'],
      ].map(([module, resolution]) => ({ version, workspace, module, resolution })),
    ),
  )(
    'compiles under TypeScript $version, $resolution',
    ({ version, workspace, module, resolution }) => {
      writeFileSync(join(installed.folder, 'use.ts'), use);
      writeFileSync(join(installed.folder, 'without_dom.ts'), useWithoutDom);
      const project = {
        compilerOptions: {
          ...{ module, moduleResolution: resolution },
          ...{ strict: true, noEmit: true, target: 'es2022', lib: ['es2022', 'dom'] },
          ...{ skipLibCheck: false, types: [], exactOptionalPropertyTypes: true },
        },
        files: ['use.ts'],
      };
      writeFileSync(join(installed.folder, 'tsconfig.json'), JSON.stringify(project));
      const compiler = join(
        dirname(
          createRequire(new URL(workspace, import.meta.url)).resolve('typescript/package.json'),
        ),
        'bin/tsc',
      );
      expect(node(compiler, '--version')).toContain(`Version ${version}.`);
      expect(node(compiler, '--project', 'tsconfig.json')).toBe('');
      const options = { ...project.compilerOptions, lib: ['es2022'] };
      const bare = { compilerOptions: options, files: ['without_dom.ts'] };
      writeFileSync(join(installed.folder, 'tsconfig.bare.json'), JSON.stringify(bare));
      expect(node(compiler, '--project', 'tsconfig.bare.json')).toBe('');
    },
  );
});
