/* The catalog of all real posts against a plain scan: in Node, in the native library, in Chromium. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { type CatalogEntry, type CatalogQuery, createCatalog, init, renderPost } from 'broadsheet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser/browser.mjs';
import { openReader } from '../browser/reader.ts';
import { fnv1a } from '../package/fnv1a.ts';
import { nativeDump, nativeLines, text } from '../package/native_dump.ts';
import { packageFolder } from '../package/paths.ts';
import { type ScanPage, scanner } from './catalog_scan.ts';
import { randomQueries } from './random_queries.ts';
import { newsletterPosts, noPosts, titled } from './real_posts.ts';

/** The package's functions as the page of the browser test leaves them on its window. */
type Package = Pick<typeof import('broadsheet'), 'init' | 'createCatalog'>;

/**
 * The metadata of all posts. None of these newsletters marks drafts or languages, so some posts get
 * them here, in more than one spelling.
 */
function catalogEntries(): CatalogEntry[] {
  return newsletterPosts().map(({ file, source }, index) => {
    const { data } = renderPost(source, { file });
    const isChinese = file.startsWith('sofa');
    if (index % 3 !== 0) data.lang = isChinese ? 'zh' : 'en';
    if (index % 5 === 0) data.lang = isChinese ? 'ZH ' : 'EN';
    if (index % 7 === 0) data.draft = index % 14 === 0;
    return { path: file, data };
  });
}

describe.skipIf(noPosts)(titled('the catalog of 1,569 real posts'), () => {
  let entries: CatalogEntry[];
  let queries: CatalogQuery[];
  let expected: ScanPage[];

  beforeAll(async () => {
    await init();
    entries = catalogEntries();
    queries = randomQueries(entries, 200, 1569);
    expected = queries.map(scanner(entries));
  });

  test('is asked about much: found and not found, filtered by everything', () => {
    const found = expected.filter(({ total }) => total > 0);
    expect(found.length).toBeGreaterThan(100);
    expect(found.length).toBeLessThan(200);
    expect(new Set(expected.map((page) => JSON.stringify(page))).size).toBeGreaterThan(120);
    const members = new Set(queries.flatMap((query) => Object.keys(query)));
    expect([...members].sort()).toEqual(
      'authors categories drafts from langs limit offset sort tags to words years'.split(' '),
    );
    expect(expected.some(({ facets }) => facets.langs.length > 1)).toBe(true);
  });

  test('answers 200 random queries as the scan does, in Node', () => {
    const catalog = createCatalog(entries);
    for (const [index, query] of queries.entries()) {
      const { total, posts, facets } = catalog.query(query);
      const positions = posts.map((post) => entries.indexOf(post));
      expect({ total, positions, facets }, JSON.stringify(query)).toEqual(expected[index]);
    }
    catalog.dispose();
  });

  const noNative = nativeDump ? '' : ' (no native build: run cmake --preset release and build it)';
  test.skipIf(noNative)(`answers them so in the native library${noNative}`, () => {
    const [, ...lines] = nativeLines('catalog', [
      text(JSON.stringify(entries)),
      ...queries.map((query) => text(JSON.stringify(query))),
    ]);
    expect(lines).toHaveLength(queries.length);
    for (const [index, query] of queries.entries()) {
      expect(lines[index], JSON.stringify(query)).toBe(replyLine(expected[index] as ScanPage));
    }
  });

  describe('in Chromium', () => {
    let server: Server;
    let url: string;

    beforeAll(async () => {
      server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        servePackage(pathname, (type, content) => {
          response.writeHead(type === '' ? 404 : 200, { 'Content-Type': type || 'text/plain' });
          response.end(content);
        });
      });
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    });

    afterAll(() => {
      server?.closeAllConnections();
      server?.close();
    });

    test('it answers them so', async () => {
      const browser = await launchBrowser();
      try {
        const { page, complaints } = await openReader(browser);
        await page.goto(url);
        await page.waitForFunction('globalThis.broadsheet !== undefined');
        const answers = await page.evaluate(
          async ([entries, queries]) => {
            const { init, createCatalog } = (globalThis as unknown as { broadsheet: Package })
              .broadsheet;
            await init();
            const catalog = createCatalog(entries);
            return queries.map((query) => {
              const { total, posts, facets } = catalog.query(query);
              return { total, positions: posts.map((post) => entries.indexOf(post)), facets };
            });
          },
          [entries, queries] as const,
        );
        expect(complaints).toEqual([]);
        for (const [index, query] of queries.entries()) {
          expect(answers[index], JSON.stringify(query)).toEqual(expected[index]);
        }
      } finally {
        await browser.close();
      }
    });
  });
});

/** The hashes of the reply that the C ABI gives for a page: positions, no text, totals and counts. */
function replyLine({ total, positions, facets }: ScanPage): string {
  const primary = Buffer.alloc(4 * positions.length);
  for (const [index, position] of positions.entries()) primary.writeUInt32LE(position, 4 * index);
  const json = Buffer.from(JSON.stringify({ total, facets }));
  return `0 ${fnv1a(primary)} ${fnv1a(Buffer.alloc(0))} ${fnv1a(json)}`;
}

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** A page that loads the package as any page without a bundler does. */
function servePackage(path: string, send: (type: string, content: string | Buffer) => void): void {
  if (path === '/') {
    send(
      'text/html; charset=utf-8',
      '<!doctype html><title>Catalog</title><link rel="icon" href="data:,"><script type="module">' +
        "globalThis.broadsheet = await import('./dist/browser.js');</script>",
    );
    return;
  }
  const file = resolve(packageFolder, `.${path}`);
  const type = contentTypes[extname(file)];
  if (type && path.startsWith('/dist/') && existsSync(file)) send(type, readFileSync(file));
  else send('', 'Not found');
}
