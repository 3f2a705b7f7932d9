/* The package in a page without a bundler: from the page's own host, from another, under a policy. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { browserAnswers } from './browser_answer.ts';
import { archiveFiles, expectedAnswer, installPackage } from './installed.ts';
import { type HostOptions, host } from './static_host.ts';

const installed = installPackage();
const answerOf = browserAnswers();

const entries = ['main', 'worker', 'inline', 'element'] as const;

/** A page that runs a fixture, with the package at `base`. */
function pageFor(entry: string, base: string): string {
  const imports = Object.fromEntries(
    [
      ['broadsheet', 'browser.js'],
      ['broadsheet/worker', 'worker.js'],
      ['broadsheet/inline', 'inline.js'],
      ['broadsheet/element', 'element.js'],
    ].map(([name, file]) => [name, `${base}${file}`]),
  );
  return `<!doctype html><body>
    <script type="importmap">${JSON.stringify({ imports })}</script>
    <script type="module" src="./${entry}.js"></script>`;
}

async function hostPage(entry: string, base: string, options: HostOptions = {}): Promise<string> {
  const pages = { ...archiveFiles, 'page.html': pageFor(entry, base) };
  return `${await host(installed.folder, { ...options, pages })}page.html`;
}

test.each(entries)('%s runs as a plain module', async (entry) => {
  const url = await hostPage(entry, './node_modules/broadsheet/dist/');
  expect(await answerOf(url)).toEqual({ answer: expectedAnswer, complaints: [] });
});

test.each(entries)('%s runs from another origin, as from a CDN', async (entry) => {
  const cdn = await host(join(installed.folder, 'node_modules'), {
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
  const url = await hostPage(entry, `${cdn}broadsheet/dist/`);
  expect(await answerOf(url)).toEqual({ answer: expectedAnswer, complaints: [] });
});

test.each(entries)('%s runs under a strict content security policy', async (entry) => {
  // The import map is inline: its hash is what a strict page would name. No eval, no inline script.
  const page = pageFor(entry, './node_modules/broadsheet/dist/');
  const map = /<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(map).digest('base64');
  const policy = `default-src 'none'; script-src 'self' 'sha256-${hash}' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'`;
  const url = await hostPage(entry, './node_modules/broadsheet/dist/', {
    headers: { 'Content-Security-Policy': policy },
  });
  expect(await answerOf(url)).toEqual({ answer: expectedAnswer, complaints: [] });
});

test.each(['application/octet-stream', 'text/plain'])(
  'main runs when the module is served as %s',
  async (type) => {
    const url = await hostPage('main', './node_modules/broadsheet/dist/', {
      types: { '.wasm': type },
    });
    expect(await answerOf(url)).toEqual({ answer: expectedAnswer, complaints: [] });
  },
);
