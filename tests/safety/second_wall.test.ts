/*
 * The second wall: should markup of a stranger ever get into a page of an archive, the page's
 * policies keep it from running. The attacks are put into the HTML as it is served; without the
 * policies the same attacks run, which shows that this test would see it.
 */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { type Reader, openReader } from '../browser/reader.ts';
import { startSession } from '../browser/session.ts';
import { watch, watchedInArchive } from './watch.ts';

const session = startSession(undefined, { complaints: 'expected' });

/** Each calls alert() with its own name. */
const attacks = {
  handler: '<img src="no-such-picture.png" onerror="alert(\'handler\')">',
  'inline script': "<script>alert('inline script')</script>",
  'handler of SVG': '<svg onload="alert(\'handler of SVG\')"></svg>',
  'foreign script': '<script src="https://attacker.example/attack.js"></script>',
  'foreign module': '<script type="module" src="https://attacker.example/attack.mjs"></script>',
  'script of data': '<script src="data:text/javascript,alert(\'script of data\')"></script>',
  document: '<iframe srcdoc="<script>parent.alert(\'document\')</script>"></iframe>',
  link: '<a id="attack-link" href="javascript:alert(\'link\')">link</a>',
  'handler of a click':
    '<button id="attack-button" onclick="alert(\'handler of a click\')">b</button>',
} as const;

const opened: Reader[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ context }) => context.close()));
});

/** Opens a page of the archive into whose article, or list, the attacks were put. */
async function openAttacked(address: string, bypassCSP: boolean): Promise<Page> {
  const reader = await openReader(session.browser, { bypassCSP });
  opened.push(reader);
  const { page, context } = reader;
  await page.addInitScript(watch, watchedInArchive);
  await context.route('https://attacker.example/**', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: `alert('foreign ${route.request().url().endsWith('.mjs') ? 'module' : 'script'}')`,
    }),
  );
  const url = session.site.url + address;
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    expect(body).toContain('</body>');
    await route.fulfill({
      response,
      body: body.replace('</body>', () => `${Object.values(attacks).join('\n')}</body>`),
    });
  });
  await page.goto(url);
  // Not by the pointer: what is clicked may be covered, and shall be clicked all the same.
  await page.evaluate(() => {
    for (const id of ['attack-link', 'attack-button']) document.getElementById(id)?.click();
  });
  await page.waitForTimeout(500);
  return page;
}

const executedIn = (page: Page) =>
  page.evaluate(() => (window as unknown as { executed: string[] }).executed);

describe.each([
  ['an issue', 'issues/eleven-small-tools/'],
  ['the list', ''],
])('in %s', (_, address) => {
  test('nothing that was put in runs', async () => {
    const page = await openAttacked(address, false);
    expect(await page.locator('#attack-link').count()).toBe(1);
    expect(await executedIn(page)).toEqual([]);
  });

  test('without the policies all of it runs', async () => {
    const page = await openAttacked(address, true);
    const executed = await executedIn(page);
    expect(executed.sort()).toEqual(
      Object.keys(attacks)
        .map((name) => `alert(${name})`)
        .sort(),
    );
  });
});

describe('Trusted Types', () => {
  /** What happens to text that is put where it would become elements or scripts. */
  const put = (page: Page) =>
    page.evaluate(async () => {
      const factory = (
        window as unknown as {
          trustedTypes: { createPolicy(name: string, rules: object): unknown };
        }
      ).trustedTypes;
      const sinks: Record<string, () => unknown> = {
        innerHTML: () => {
          document.createElement('div').innerHTML = '<b>text</b>';
        },
        outerHTML: () => {
          const outer = document.createElement('div');
          outer.append(document.createElement('p'));
          (outer.firstChild as Element).outerHTML = '<b>text</b>';
        },
        insertAdjacentHTML: () =>
          document.createElement('div').insertAdjacentHTML('beforeend', '<b>text</b>'),
        'document.write': () => document.write(''),
        DOMParser: () => new DOMParser().parseFromString('<b>text</b>', 'text/html'),
        'script.src': () => {
          document.createElement('script').src = 'data:text/javascript,1';
        },
        'script.text': () => {
          document.createElement('script').text = '1';
        },
        'another policy': () => factory.createPolicy('another', {}),
        'the same policy again': () => factory.createPolicy('broadsheet', {}),
      };
      const results: Record<string, string> = {};
      for (const [name, sink] of Object.entries(sinks)) {
        try {
          sink();
          results[name] = 'taken';
        } catch (error) {
          results[name] = (error as Error).name;
        }
      }
      return results;
    });

  test('refuse text', async () => {
    const { page } = await session.open('issues/eleven-small-tools/');
    const results = await put(page);
    expect(new Set(Object.values(results)), JSON.stringify(results)).toEqual(
      new Set(['TypeError']),
    );
  });

  test('are what refuses it: without the policies it is taken', async () => {
    const { page } = await session.open('issues/eleven-small-tools/', { bypassCSP: true });
    const results = await put(page);
    expect(results.innerHTML).toBe('taken');
    expect(results['another policy']).toBe('taken');
  });
});
