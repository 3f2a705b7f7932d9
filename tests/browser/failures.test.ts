/* What goes wrong is said in words, or gives way to what works without it. */
import { describe, expect, it } from 'vitest';
import { engine, newContext } from './browser.mjs';
import {
  goBackInPage,
  isChosen,
  listSettled,
  openReader,
  readyForFilters,
  titles,
  toggleFacet,
} from './reader.ts';
import { startSession, visit, visitReady } from './session.ts';

const session = startSession(undefined, { complaints: 'expected' });
const issue = 'issues/eleven-small-tools/';
const title = 'Eleven small tools: a year-end letter';

type Answer = { status?: number; body?: string; contentType?: string } | 'no answer';

/** Opens an address with some of the requests answered otherwise. */
async function openWith(pattern: string, answer: Answer, address = '') {
  const reader = await openReader(session.browser, { locale: 'zh-CN' });
  await reader.page.route(pattern, (route) =>
    answer === 'no answer' ? route.abort() : route.fulfill(answer),
  );
  await visit(reader.page, session.site.url + address);
  return reader;
}

describe('without what the page only needs to be quick', () => {
  it.each([
    ['its worker', '**/*-worker-*.js', 'no answer'],
    ['the module', '**/*.wasm', { status: 404, body: '' }],
    ['a module that is one', '**/*.wasm', { body: '<!doctype html>', contentType: 'text/html' }],
    ['the manifest', '**/manifest.json', { status: 404, body: '' }],
    ['a manifest it understands', '**/manifest.json', { body: '{"posts": []}' }],
  ] as [string, string, Answer][])('%s: links open pages', async (_, pattern, answer) => {
    const { page, context } = await openWith(pattern, answer);
    expect(await titles(page)).toHaveLength(12);
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('link', { name: '全部文章' }).click();
    await page.locator('.issues').first().waitFor();
    // Pages of one value stand; what only the catalog can answer says so, and can be tried again.
    await page.locator('.facet-link', { hasText: '2023' }).click();
    await page.waitForURL(/years\/2023\/$/);
    await page.locator('.facet-categories .facet-link').first().click();
    await page.getByText('没有载入成功').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByText(/12 期中的 \d 期/).waitFor();
    await context.close();
  });

  it.each([
    ['that is not there', { status: 404, body: '' }],
    ['that is a page', { body: '<!doctype html>', contentType: 'text/html' }],
    ['that is cut off', { body: 'import {', contentType: 'text/javascript' }],
    ['that never comes', undefined],
  ])('its script, %s: the list is shown, whatever its address asks for', async (_, answer) => {
    const { page, context } = await openReader(session.browser, { locale: 'zh-CN' });
    await page.route('**/assets/page-*.js', (route) =>
      answer ? route.fulfill(answer) : undefined,
    );
    await page.goto(`${session.site.url}?q=changelog`, { waitUntil: 'commit' });
    await page.locator('.issue-link').first().waitFor({ timeout: 15_000 });
    await context.close();
  });

  it.each(['**/*-worker-*.js', '**/*.wasm', '**/manifest.json'])(
    'what filters (%s): a list that is not what its address asks for says so',
    async (pattern) => {
      const { page, context } = await openWith(pattern, 'no answer', '?q=changelog');
      await page.getByText('没有载入成功').waitFor();
      expect(await titles(page)).toHaveLength(12);
      await page.unrouteAll();
      await page.getByRole('button', { name: '再试一次' }).click();
      await page.locator('.issue-found mark').first().waitFor();
      await context.close();
    },
  );

  it.each(['.issue-link', '.facet-years .facet-link'])(
    'the worker, which has died: %s is followed, and Back leads to the list',
    async (links) => {
      const { page, context } = await openReader(session.browser, { locale: 'zh-CN' });
      await page.addInitScript(() => {
        window.Worker = class extends Worker {
          constructor(...given: ConstructorParameters<typeof Worker>) {
            super(...given);
            addEventListener('died', () => this.terminate());
          }
        };
      });
      await visitReady(page, session.site.url);
      await readyForFilters(page);
      const before = await page.evaluate(() => history.length);
      await page.evaluate(() => dispatchEvent(new Event('died')));
      const link = page.locator(links).nth(2);
      const address = await link.evaluate((it: HTMLAnchorElement) => it.href);
      // Not pointed at: what lies ready since then would be shown.
      await link.evaluate((it: HTMLElement) => it.click());
      await page.locator(`link[rel=canonical]`).waitFor({ state: 'attached' });
      await page.waitForFunction(
        (url) =>
          location.href === url && performance.getEntriesByType('navigation')[0]?.name === url,
        address,
      );
      expect(await page.evaluate(() => history.length)).toBe(before + 1);
      await page.goBack();
      await expect.poll(() => page.url()).toBe(session.site.url);
      expect(await titles(page)).toHaveLength(12);
      await context.close();
    },
  );

  it('a view to go back to: the browser shows it', async () => {
    const { page, context } = await openReader(session.browser, { locale: 'zh-CN' });
    await visitReady(page, session.site.url);
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.evaluate(() => {
      Object.defineProperty(Element.prototype, 'replaceChildren', { value: undefined });
    });
    await goBackInPage(page);
    await page.locator('.issues').first().waitFor();
    expect(await titles(page)).toHaveLength(12);
    await context.close();
  });

  it.each(['**/*-worker-*.js', '**/manifest.json'])(
    'what is asked for more (%s), which never comes: the link is followed',
    async (pattern) => {
      const { page, context } = await openReader(session.browser, { locale: 'zh-CN' });
      await page.route(pattern, () => {});
      await page.clock.install();
      await visit(page, session.site.url);
      const address = await page.evaluate(() => {
        const link = document.createElement('a');
        link.href = new URL('years/2023/', location.href).href;
        link.dataset.more = '12';
        link.textContent = 'More';
        document.querySelector('.list-view')?.append(link);
        return link.href;
      });
      await page.locator('[data-more]').evaluate((link: HTMLElement) => link.click());
      await page.clock.fastForward('00:11');
      await page.waitForURL(address);
      await context.close();
    },
  );

  it('the file of an issue: its page stands', async () => {
    const { page, context } = await openWith('**/posts/**/*.md', 'no answer');
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await page.locator('.prose h2').count()).toBeGreaterThan(2);
    await context.close();
  });

  it('scripts: list, issues, feeds and pages of values are there and linked', async () => {
    const context = await newContext(session.browser, { javaScriptEnabled: false });
    const page = await context.newPage();
    // Firefox asks scripts of the page whether an element stands still.
    const force = engine === 'firefox';
    await page.goto(session.site.url);
    expect(await titles(page)).toHaveLength(12);
    expect(await page.locator('.toolbar').isVisible()).toBe(false);
    await page.getByRole('link', { name: '桌边周报', exact: false }).first().click({ force });
    expect(decodeURIComponent(page.url())).toMatch(/categories\/桌边周报\/$/);
    expect(await titles(page)).toHaveLength(6);
    await page.locator('.issue-link').last().click({ force });
    expect(await page.locator('.prose').textContent()).toContain('编辑器');
    expect(await page.locator('.toc li').first().isVisible()).toBe(true);
    await page.locator('.neighbours [rel=next]').click({ force });
    expect(await page.locator('h1').count()).toBe(1);
    const feed = await page.getByRole('link', { name: 'Atom' }).getAttribute('href');
    const response = await page.request.get(new URL(feed ?? '', page.url()).href);
    expect(await response.text()).toContain('<feed');
    await context.close();
  });

  it('a worker that says anything: after a minute that is told, and can be tried again', async () => {
    const reader = await openReader(session.browser, { locale: 'zh-CN' });
    const { page, context } = reader;
    await page.route('**/*-worker-*.js', (route) =>
      route.fulfill({ body: '', contentType: 'text/javascript' }),
    );
    await page.clock.install();
    await visit(page, session.site.url);
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('html[data-busy]').waitFor();
    await page.unrouteAll();
    await page.clock.fastForward('01:01');
    await page.getByText('没有载入成功').waitFor();
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByText(/12 期中的 \d 期/).waitFor();
    await context.close();
  });

  it('what colours code: code is plain', async () => {
    const { page, context } = await openWith(
      '**/highlight-*.js',
      'no answer',
      'issues/027-one-line-commands/',
    );
    expect(await page.locator('.prose pre code').first().textContent()).toContain('\n');
    expect(await page.locator('.prose [class^=hljs]').count()).toBe(0);
    await context.close();
  });
});

describe('what is not there', () => {
  it('is said on a page of its own, in the language of the archive', async () => {
    const { page } = await session.open('issues/nowhere/', { locale: 'zh-CN' });
    await page.getByRole('heading', { level: 1, name: '没有找到这个页面' }).waitFor();
  });

  it('leads back to the list', async () => {
    const { page } = await session.open();
    await page.evaluate(() => {
      document
        .querySelector<HTMLAnchorElement>('.issue-link')
        ?.setAttribute('href', 'issues/gone/');
    });
    await page.locator('.issue-link').first().click();
    await page.getByRole('heading', { level: 1, name: /not here|没有找到/ }).waitFor();
  });

  it('are issues yet: an empty archive says so', async () => {
    const { page, context } = await openWith(
      '**/manifest.json',
      {
        body: '{"format": "broadsheet-manifest", "version": 1, "title": "The Empty Page", "posts": []}',
        contentType: 'application/json',
      },
      '?sort=oldest',
    );
    await page.getByRole('heading', { name: '还没有文章' }).waitFor();
    await context.close();
  });
});

describe('a picture that cannot be shown', () => {
  it('leaves its description and a way to it', async () => {
    const { page, context } = await openWith(
      '**/images/board.svg',
      { status: 404, body: '' },
      issue,
    );
    const missing = page.locator('.image-missing');
    await page.locator('.prose h2').last().scrollIntoViewIfNeeded();
    await missing.waitFor();
    expect(await missing.textContent()).toBe('Eleven tools hanging on a board, three rows');
    expect(await missing.getByRole('link').getAttribute('href')).toMatch(/images\/board\.svg$/);
    await context.close();
  });

  it('leaves no gap above an issue whose cover it is', async () => {
    const { page, context } = await openWith('**/covers/*.svg', { status: 404, body: '' }, issue);
    await page.locator('.article-head .cover').waitFor({ state: 'detached' });
    expect(await page.locator('.article-head time').textContent()).toBe('2023年12月21日');
    await context.close();
  });
});

describe('a slow network', () => {
  it('does not hold a reader up: the browser goes to the page itself', async () => {
    const reader = await openReader(session.browser, { locale: 'zh-CN' });
    const { page } = reader;
    await page.route('**/*.wasm', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      await route.continue().catch(() => {});
    });
    await visit(page, session.site.url);
    const started = Date.now();
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(Date.now() - started).toBeLessThan(15_000);
    await reader.context.close();
  });

  it('shows the last answer, whatever comes late', async () => {
    const { page } = await session.open('', { locale: 'zh-CN' });
    await toggleFacet(page, '年份', '2023');
    const links = page.locator('.facet-years .facet-link');
    await links.filter({ hasText: '2024' }).click();
    await links.filter({ hasText: '2025' }).click();
    await page.waitForURL(/year=2025/);
    await listSettled(page);
    expect(await isChosen(page, '年份', '2025')).toBe(true);
    const shown = (await titles(page)).length;
    const status = page.getByRole('status');
    await expect.poll(() => status.textContent()).toContain(`12 期中的 ${shown} 期`);
  });
});
