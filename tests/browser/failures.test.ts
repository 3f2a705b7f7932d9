/* What goes wrong is said in words, with what to do about it. */
import { describe, expect, it } from 'vitest';
import { openReader } from './reader.ts';
import { startSession, visit } from './session.ts';

const session = startSession(undefined, { complaints: 'expected' });

/** Opens an address with some of the requests answered otherwise. */
async function openWith(
  pattern: string,
  answer: { status?: number; body?: string; contentType?: string } | 'no answer',
  address = '',
) {
  const reader = await openReader(session.browser);
  await reader.page.route(pattern, (route) =>
    answer === 'no answer' ? route.abort() : route.fulfill(answer),
  );
  await visit(reader.page, session.site.url + address);
  return reader;
}

describe('a notice stands', () => {
  it.each([
    ['is not there', { status: 404, body: 'Not found' }, /404/],
    ['does not arrive', 'no answer' as const, /could not be read/],
    [
      'is a page of the host',
      { body: '<!doctype html>', contentType: 'text/html' },
      /not a WebAssembly/,
    ],
  ])('when the module %s', async (_, answer, detail) => {
    const { page, context } = await openWith('**/*.wasm', answer);
    await page.getByRole('heading', { level: 1, name: 'The press did not start' }).waitFor();
    await page.getByText('Details').click();
    expect(await page.locator('.notice-detail code').textContent()).toMatch(detail);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.issues').first().waitFor();
    await context.close();
  });

  it('when there is no manifest', async () => {
    const { page, context } = await openWith('**/manifest.json', { status: 404, body: '' });
    await page.getByRole('heading', { name: 'There is no archive here yet' }).waitFor();
    expect(await page.locator('.notice').textContent()).toContain('npx broadsheet serve');
    await context.close();
  });

  it.each([
    ['is no JSON', '<!doctype html>'],
    ['is another thing', '{"posts": []}'],
    ['is of a later version', '{"format": "broadsheet-manifest", "version": 2, "posts": []}'],
    [
      'has a broken entry',
      '{"format": "broadsheet-manifest", "version": 1, "title": "A", "posts": [{}]}',
    ],
  ])('when the manifest %s', async (_, body) => {
    const { page, context } = await openWith('**/manifest.json', {
      body,
      contentType: 'application/json',
    });
    await page.getByRole('heading', { name: 'The list of issues cannot be read' }).waitFor();
    await context.close();
  });

  it('when the archive is empty', async () => {
    const { page, context } = await openWith('**/manifest.json', {
      body: '{"format": "broadsheet-manifest", "version": 1, "title": "The Empty Page", "posts": []}',
      contentType: 'application/json',
    });
    await page.getByRole('heading', { name: 'No issues yet' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('The Empty Page');
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
    await context.close();
  });

  it('not for a manifest by another program, that leaves out what there is not', async () => {
    const posts = [
      { path: 'a.md', data: { title: 'Bare' } },
      { path: 'b.md', data: {} },
    ];
    const { page, context } = await openWith('**/manifest.json', {
      body: JSON.stringify({
        format: 'broadsheet-manifest',
        version: 1,
        title: 'Few words',
        posts,
      }),
      contentType: 'application/json',
    });
    await page.locator('.issues').waitFor();
    expect(await page.locator('.issues h3').allTextContents()).toEqual(['Bare', 'b.md']);
    expect(await page.locator('.notice').count()).toBe(0);
    await context.close();
  });

  it('when an issue is not in the archive', async () => {
    const { page } = await session.open('?post=letters/never-written.md');
    await page.getByRole('heading', { level: 1, name: 'This issue is not here' }).waitFor();
    await page.getByRole('link', { name: 'All issues' }).click();
    await page.locator('.issues').first().waitFor();
  });

  it('when the file of an issue is gone, or its host is silent', async () => {
    const address = '?post=letters/2023-12-21-eleven-small-tools.md';
    const gone = await openWith('**/posts/**/*.md', { status: 404, body: '' }, address);
    await gone.page.getByRole('heading', { name: 'This issue is not here' }).waitFor();
    await gone.context.close();
    const silent = await openWith('**/posts/**/*.md', 'no answer', address);
    await silent.page.getByRole('heading', { name: 'This issue could not be fetched' }).waitFor();
    await silent.page.unrouteAll();
    await silent.page.getByRole('button', { name: 'Try again' }).click();
    await silent.page.getByRole('heading', { name: 'Eleven small tools' }).waitFor();
    await silent.context.close();
  });

  it('in Chinese for Chinese readers', async () => {
    const { page } = await session.open('?post=nowhere.md', { locale: 'zh-CN' });
    await page.getByRole('heading', { level: 1, name: '没有找到这一期' }).waitFor();
  });

  it('in both languages where scripts are off', async () => {
    const context = await session.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(session.site.url);
    expect(await page.locator('noscript').textContent()).toMatch(/needs JavaScript.*需要启用/s);
    await context.close();
  });
});

describe('a picture that cannot be shown', () => {
  it('leaves its description and a way to it', async () => {
    const { page, context } = await openWith(
      '**/images/board.svg',
      { status: 404, body: '' },
      '?post=letters/2023-12-21-eleven-small-tools.md',
    );
    const missing = page.locator('.image-missing');
    await page.locator('.prose h2').last().scrollIntoViewIfNeeded();
    await missing.waitFor();
    expect(await missing.textContent()).toBe('Eleven tools hanging on a board, three rows');
    expect(await missing.getByRole('link').getAttribute('href')).toMatch(/images\/board\.svg$/);
    await context.close();
  });

  it('leaves no gap above an issue whose cover it is', async () => {
    const { page, context } = await openWith(
      '**/covers/*.svg',
      { status: 404, body: '' },
      '?post=letters/2023-12-21-eleven-small-tools.md',
    );
    await page.locator('.article-head .cover').waitFor({ state: 'detached' });
    expect(await page.locator('.article-head time').textContent()).toBe('21 December 2023');
    await context.close();
  });
});
