/* An owner's snippets: comments and statistics of another host, made as the real ones are. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, newContext } from './browser.mjs';
import { BuiltArchive } from './built_archive.ts';
import { visitReady, visitUnscripted } from './session.ts';

/** As giscus and utterances: finds itself, writes styles and a frame, and inserts a script by `src`. */
const comments = `{
  const own = document.currentScript;
  own.insertAdjacentHTML('afterend', '<style>.c{min-height:9px}</style><div class="c"></div>');
  const place = own.nextElementSibling.nextElementSibling;
  place.innerHTML = '<iframe title="Comments" src="' + new URL('frame', own.src) + '"></iframe>';
  const more = document.createElement('script');
  more.src = new URL('more.js', own.src);
  more.dataset.term = own.dataset.term + location.pathname;
  document.head.append(more);
}`;
const more = `{
  const said = document.createElement('p');
  said.innerHTML = '<b>' + document.currentScript.dataset.term + '</b>';
  document.querySelector('.c').append(said);
}`;
/** As statistics: asks its host by an address that stands in an attribute. */
const count = `
  fetch(document.currentScript.dataset.api + '?page=' + location.pathname, { method: 'POST' });`;

let hits: string[] = [];
const scripts: Record<string, string> = {
  '/comments.js': comments,
  '/more.js': more,
  '/count.js': count,
};
const server = createServer(({ url = '' }, response) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  const script = scripts[url];
  if (script === undefined) hits.push(url);
  response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript');
  response.end(script ?? '<title>Comments</title>');
});

const archive = new BuiltArchive();
let browser: Awaited<ReturnType<typeof launchBrowser>>;
/** The host of the snippets, and the same machine under another name. */
let host: string;
let other: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  host = `http://127.0.0.1:${port}`;
  other = `http://localhost:${port}`;
  [browser] = await Promise.all([launchBrowser(), archive.start()]);
});
afterAll(async () => {
  await browser.close();
  await archive.remove();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  hits = [];
});

function build(snippets: Record<string, string>, csp?: Record<string, string[]>): void {
  const settings: Record<string, unknown> = csp === undefined ? {} : { csp };
  for (const [setting, html] of Object.entries(snippets)) {
    settings[setting] = `${setting}.html`;
    writeFileSync(join(archive.posts, `${setting}.html`), html);
  }
  archive.build(settings);
}

async function opened(address = ''): Promise<Page & { breaches: string[] }> {
  const page = await (await browser.newContext()).newPage();
  const breaches: string[] = [];
  await page.exposeFunction('breach', (what: string) => void breaches.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      void (globalThis as unknown as { breach(what: string): void }).breach(
        `${effectiveDirective} ${blockedURI}`,
      );
    });
  });
  await visitReady(page, archive.url + address);
  return Object.assign(page, { breaches });
}

async function toIssue(page: Page, at: number): Promise<string> {
  await page.locator('.issue-link').nth(at).click();
  await page.locator('.article h1').waitFor();
  return new URL(page.url()).pathname;
}

describe('scripts of another host', () => {
  beforeAll(() => {
    build({
      head: `<script async data-each-view data-api="${host}/hit" src="${host}/count.js"></script>`,
      afterIssue: `<p>Write to us</p><script src="${host}/comments.js" data-term="of "></script>
        <script>window.last = (window.last || []).concat(document.querySelector('.c') !== null);</script>`,
      afterList: '<p class="below">Below the list</p>',
    });
  });

  it('run where they stand in a file, and again for each issue that the page moves to', async () => {
    const page = await opened();
    await expect.poll(() => hits).toEqual([`/hit?page=${new URL(archive.url).pathname}`]);
    expect(await page.locator('.below').count()).toBe(1);
    expect(await page.locator('.c').count()).toBe(0);
    const marked = await page.evaluate(() => ((window as { same?: true }).same = true));
    const seen = [];
    for (const at of [0, 1]) {
      const path = await toIssue(page, at);
      seen.push(path);
      await page.locator('.owner-snippet .c b').waitFor();
      expect(await page.locator('.owner-snippet .c b').allTextContents()).toEqual([`of ${path}`]);
      expect(await page.locator('.owner-snippet iframe').count()).toBe(1);
      expect(await page.locator('.below').count()).toBe(0);
      await page.goBack();
      await page.locator('.below').waitFor();
    }
    expect(marked && (await page.evaluate(() => (window as { same?: true }).same))).toBe(true);
    // A script that is not asynchronous holds up the one behind it, as in a file.
    expect(await page.evaluate(() => (window as { last?: boolean[] }).last)).toEqual([true, true]);
    const pages = hits.filter((url) => url.startsWith('/hit'));
    const home = new URL(archive.url).pathname;
    expect(pages).toEqual([home, seen[0], home, seen[1], home].map((path) => `/hit?page=${path}`));
    expect(hits.filter((url) => url === '/frame')).toHaveLength(2);
    expect(page.breaches).toEqual([]);
    await page.context().close();
  });

  it('run in the file of an issue, too', async () => {
    const page = await opened('issues/eleven-small-tools/');
    await page.locator('.c b').waitFor();
    expect(await page.locator('.c').count()).toBe(1);
    expect(page.breaches).toEqual([]);
    await page.context().close();
  });

  it('are those of this host alone: none of another runs, or is asked', async () => {
    const page = await opened();
    await page.evaluate(
      async ([address]) => {
        for (const src of [`${address}/comments.js`]) {
          const script = document.createElement('script');
          script.src = src;
          document.head.append(script);
        }
        const inline = document.createElement('script');
        inline.text = 'window.inlineRan = true';
        document.head.append(inline);
        await fetch(`${address}/elsewhere`).catch(() => undefined);
      },
      [other],
    );
    await expect.poll(() => page.breaches.length).toBe(3);
    expect(page.breaches.sort()).toEqual([
      `connect-src ${other}/elsewhere`,
      `script-src-elem ${other}/comments.js`,
      'script-src-elem inline',
    ]);
    expect(hits).not.toContain('/elsewhere');
    expect(await page.evaluate(() => (window as { inlineRan?: true }).inlineRan)).toBeUndefined();
    await page.context().close();
  });

  it('leave forms of theirs alone', async () => {
    build({
      afterIssue: `<form action="${host}/form" data-form="poll"><input name="q" value="x"><button>Go</button></form>`,
    });
    const page = await opened();
    await toIssue(page, 0);
    await page.locator('.owner-snippet button').click();
    await page.waitForURL(`${host}/form?q=x`);
    await page.context().close();
  });
});

it('keeps Trusted Types where all scripts are the own ones', async () => {
  build({
    afterIssue:
      '<script>document.documentElement.dataset.runs = Number(document.documentElement.dataset.runs ?? 0) + 1;</script><style>.owner-snippet { color: rgb(1, 2, 3) }</style>',
  });
  const page = await opened();
  for (const at of [0, 1]) {
    await toIssue(page, at);
    expect(await page.locator('html').getAttribute('data-runs')).toBe(String(at + 1));
    const colour = () =>
      getComputedStyle(document.querySelector('.owner-snippet') as Element).color;
    expect(await page.evaluate(colour)).toBe('rgb(1, 2, 3)');
    await page.goBack();
    await page.locator('.count').waitFor();
  }
  const refused = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<i></i>');
      return 'let in';
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(refused).toBe('TypeError');
  expect(page.breaches.every((breach) => breach.startsWith('require-trusted-types-for'))).toBe(
    true,
  );
  await page.context().close();
});

it('lets in by csp what no snippet names', async () => {
  build({ afterList: '<p>Nothing</p>' }, { 'connect-src': [host] });
  const page = await opened();
  expect(await page.evaluate((at) => fetch(`${at}/api`).then(({ ok }) => ok), host)).toBe(true);
  await page.context().close();
});

it('stands in a page without scripts as well', async () => {
  build({ afterList: '<noscript><p class="plain">No scripts</p></noscript>' });
  const context = await newContext(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await visitUnscripted(page, archive.url);
  expect(await page.locator('.plain').count()).toBe(1);
  await context.close();
});
