/* The package as bundlers find it, with nothing told to them but what wasm/README.md says. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import nodeResolve from '@rollup/plugin-node-resolve';
// Its declarations are not where its manifest says.
// @ts-expect-error
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import { type InlineConfig, build as viteBuild, createServer } from 'vite';
import { describe, expect, onTestFinished, test } from 'vitest';
import webpack from 'webpack';
import { browserAnswers } from './browser_answer.ts';
import { archiveFiles, expectedAnswer, installPackage } from './installed.ts';
import { host } from './static_host.ts';

const installed = installPackage();
const answerOf = browserAnswers();

/** Serves what a bundler wrote, with a page that loads `script`, and checks the answer. */
async function expectAnswer(folder: string, script: string): Promise<void> {
  const page = `<!doctype html><body><script type="module" src="${script}"></script>`;
  const url = await host(folder, { pages: { ...archiveFiles, 'page.html': page } });
  expect(await answerOf(`${url}page.html`)).toEqual({ answer: expectedAnswer, complaints: [] });
}

describe('Vite', () => {
  const config = (input: string): InlineConfig => ({
    root: installed.folder,
    base: './',
    logLevel: 'error',
    configFile: false,
    worker: { format: 'es' },
    build: {
      outDir: `vite-${input}`,
      rolldownOptions: {
        input: join(installed.folder, `${input}.js`),
        output: { entryFileNames: 'app.js' },
      },
    },
  });

  test.each(['main', 'worker', 'inline', 'element'])('builds %s', async (entry) => {
    await viteBuild(config(entry));
    await expectAnswer(join(installed.folder, `vite-${entry}`), './app.js');
  });

  test.each(['main', 'worker', 'inline', 'element'])(
    'serves %s while one develops',
    async (entry) => {
      writeFileSync(
        join(installed.folder, `dev-${entry}.html`),
        `<!doctype html><script type="module" src="./${entry}.js"></script>`,
      );
      const server = await createServer({
        root: installed.folder,
        configFile: false,
        logLevel: 'error',
        server: { port: 0, host: '127.0.0.1', hmr: false, ws: false },
        cacheDir: join(installed.folder, `.vite-${entry}`),
      });
      await server.listen();
      onTestFinished(() => server.close());
      const [url] = server.resolvedUrls?.local ?? [];
      const { answer } = await answerOf(`${url}dev-${entry}.html`);
      expect(answer).toEqual(expectedAnswer);
    },
  );
});

describe('webpack', () => {
  test.each(['main', 'worker', 'inline', 'element'])('builds %s', async (entry) => {
    const output = join(installed.folder, `webpack-${entry}`);
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      const compiler = webpack({
        mode: 'production',
        context: installed.folder,
        entry: `./${entry}.js`,
        output: { path: output, filename: 'app.js' },
        performance: false,
      });
      compiler?.run((error, result) => {
        if (error) reject(error);
        else compiler.close(() => resolve(result));
      });
    });
    expect(stats?.compilation.errors).toEqual([]);
    expect(stats?.compilation.warnings).toEqual([]);
    await expectAnswer(output, './app.js');
  });
});

describe('Rollup', () => {
  async function bundle(entry: string, plugins: Parameters<typeof rollup>[0]['plugins']) {
    const output = join(installed.folder, `rollup-${entry}`);
    const warnings: string[] = [];
    const built = await rollup({
      input: join(installed.folder, `${entry}.js`),
      plugins: [nodeResolve({ browser: true }), plugins],
      onwarn: ({ message }) => warnings.push(message),
    });
    await built.write({ dir: output, format: 'es', entryFileNames: 'app.js' });
    await built.close();
    expect(warnings).toEqual([]);
    return output;
  }

  test('builds main with the plugin that follows new URL(…, import.meta.url)', async () => {
    await expectAnswer(await bundle('main', importMetaAssets()), './app.js');
  });

  test('builds the element with it, too', async () => {
    await expectAnswer(await bundle('element', importMetaAssets()), './app.js');
  });

  test('builds inline with nothing', async () => {
    await expectAnswer(await bundle('inline', []), './app.js');
  });
});

describe('esbuild', () => {
  const bundle = async (
    entry: string,
    options: esbuild.BuildOptions = {},
    name = entry,
  ): Promise<string> => {
    const outdir = join(installed.folder, `esbuild-${name}`);
    const { errors, warnings } = await esbuild.build({
      absWorkingDir: installed.folder,
      entryPoints: { app: `${entry}.js` },
      bundle: true,
      format: 'esm',
      outdir,
      logLevel: 'silent',
      ...options,
    });
    expect([...errors, ...warnings]).toEqual([]);
    return outdir;
  };

  test('builds inline with nothing', async () => {
    await expectAnswer(await bundle('inline'), './app.js');
  });

  test('builds main with its loader for files', async () => {
    await expectAnswer(await bundle('file_loader', { loader: { '.wasm': 'file' } }), './app.js');
  });

  test('builds main when the module is copied beside the script', async () => {
    const folder = await bundle('main');
    cpSync(
      join(installed.folder, 'node_modules/broadsheet/dist/broadsheet.wasm'),
      join(folder, 'broadsheet.wasm'),
    );
    await expectAnswer(folder, './app.js');
  });

  test('leaves the module out, and the error says what to do', async () => {
    const page = '<!doctype html><script type="module" src="./app.js"></script>';
    const folder = await bundle('main', {}, 'without');
    const url = await host(folder, { pages: { 'page.html': page } });
    const { answer } = await answerOf(`${url}page.html`);
    expect(answer).toMatchObject({
      name: 'BroadsheetError',
      code: 'load-failed',
      hint: expect.stringContaining('broadsheet.wasm'),
    });
  });
});
