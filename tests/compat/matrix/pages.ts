/** Bundlers for pages that only the matrix has; their bundles run in Chromium. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browserAnswers } from '../browser_answer.ts';
import { host } from '../static_host.ts';
import type { App, Entry } from './app.ts';
import { toolOf } from './edge.ts';

const answerOf = browserAnswers();

async function answerOfPage(folder: string, page: string): Promise<unknown> {
  const html = `<!doctype html><body><script type="module" src="./app.js"></script>`;
  const pages: Record<string, string> = readdirSync(folder).includes(page) ? {} : { [page]: html };
  const { answer } = await answerOf(`${await host(folder, { pages })}${page}`);
  return answer;
}

export async function parcel(app: App, entry: Entry): Promise<unknown> {
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

export async function rspackWeb(app: App, entry: Entry): Promise<unknown> {
  const { rspack } = toolOf(app)('@rspack/core');
  const output = join(app.folder, `built/rspack_${entry}`);
  const compiler = rspack({
    mode: 'production',
    context: app.folder,
    entry: `./${entry}.js`,
    output: { path: output, filename: 'app.js' },
    performance: false,
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error: Error | null, stats: { hasErrors(): boolean; toString(): string }) => {
      if (error ?? stats.hasErrors()) reject(error ?? new Error(stats.toString()));
      else compiler.close(() => resolve());
    });
  });
  return answerOfPage(output, 'page.html');
}
