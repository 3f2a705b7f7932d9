/** Bundlers for pages that only the matrix has; their bundles run in Chromium. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browserAnswers } from '../browser_answer.ts';
import { letter } from '../plugins/letter.ts';
import { recipe } from '../plugins/recipe.ts';
import { archiveFiles } from '../installed.ts';
import { host } from '../static_host.ts';
import type { App, PageEntry } from './app.ts';
import { toolOf } from './edge.ts';
import { newestNode } from './frameworks.ts';

const answerOf = browserAnswers();

async function answerOfPage(folder: string, page: string): Promise<unknown> {
  const html = `<!doctype html><body><script type="module" src="./app.js"></script>`;
  const own = readdirSync(folder).includes(page) ? {} : { [page]: html };
  const { answer } = await answerOf(
    `${await host(folder, { pages: { ...archiveFiles, ...own } })}${page}`,
  );
  return answer;
}

export async function parcel(app: App, entry: PageEntry): Promise<unknown> {
  // Of its two ways to read a package this is the one that knows entries.
  app.write(
    'package.json',
    '{"private":true,"type":"module","@parcel/resolver-default":{"packageExports":true}}',
  );
  app.write(
    `parcel_${entry}.html`,
    `<!doctype html><script type="module" src="${entry}.js"></script>`,
  );
  const output = join(app.folder, `built/parcel_${entry}`);
  await app.exec('parcel', [
    ...['build', `parcel_${entry}.html`, '--no-cache', '--public-url', './', '--dist-dir', output],
  ]);
  return answerOfPage(output, `parcel_${entry}.html`);
}

export async function rspackWeb(app: App, entry: PageEntry): Promise<unknown> {
  return answerOfPage(await packed(app, `./${entry}.js`, `rspack_${entry}`), 'page.html');
}

/** A page that imports a post, by the configuration of wasm/docs/tools.md. */
export async function rspackOfPosts(app: App): Promise<unknown> {
  app.write('rspack.config.mjs', recipe('tools.md', 'webpack.config.js'));
  app.write('letter.md', letter);
  app.write(
    'rspack_posts.js',
    `import { data, html } from './letter.md';
    globalThis.answer = Promise.resolve([data.title, html]);`,
  );
  const { default: config } = await import(join(app.folder, 'rspack.config.mjs'));
  const output = await packed(app, './rspack_posts.js', 'rspack_posts', config);
  return answerOfPage(output, 'page.html');
}

/** Bundles by Rspack; returns the folder of what it wrote. */
async function packed(app: App, entry: string, name: string, config = {}): Promise<string> {
  const { rspack } = toolOf(app)('@rspack/core');
  const output = join(app.folder, `built/${name}`);
  const compiler = rspack({
    ...config,
    mode: 'production',
    context: app.folder,
    entry,
    output: { path: output, filename: 'app.js' },
    performance: false,
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error: Error | null, stats: { hasErrors(): boolean; toString(): string }) => {
      if (error ?? stats.hasErrors()) reject(error ?? new Error(stats.toString()));
      else compiler.close(() => resolve());
    });
  });
  return output;
}

export async function rsbuild(app: App, entry: PageEntry): Promise<unknown> {
  const output = `built/rsbuild_${entry}`;
  app.write(
    `rsbuild_${entry}.mjs`,
    `import { createRsbuild } from '@rsbuild/core';
    const rsbuild = await createRsbuild({
      config: {
        source: { entry: { app: './${entry}.js' } },
        output: { distPath: { root: '${output}' }, assetPrefix: './' },
      },
    });
    await rsbuild.build();`,
  );
  await app.exec('node', [`rsbuild_${entry}.mjs`], newestNode(app));
  return answerOfPage(join(app.folder, output), 'app.html');
}
