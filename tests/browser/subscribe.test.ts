/* A reader subscribes: the form of an archive against a provider of the test, on another origin. */
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { engine, launchBrowser, newContext } from './browser.mjs';
import { BuiltArchive } from './built_archive.ts';
import { visit, visitUnscripted } from './session.ts';

const native = new BuiltArchive();
const inPlace = new BuiltArchive();
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let provider: string;
/** What the provider was sent since the test began. */
let sent: { url: string; method: string; body: string; cookie: string }[] = [];
/** What it answers. */
let status: 200 | 302 | 422 | 'nothing' = 200;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

const server = createServer(async (request, response) => {
  const { url = '', method = '', headers } = request;
  if (url === '/thanks') {
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/html' });
    response.end('<title>Thanks</title><h1>Thank you</h1>');
    return;
  }
  if (!url.startsWith('/join')) return void response.writeHead(404).end();
  sent.push({ url, method, body: await bodyOf(request), cookie: headers.cookie ?? '' });
  if (status === 'nothing') return void response.destroy();
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (status === 302) response.setHeader('Location', '/thanks');
  response.setHeader('Content-Type', 'text/html');
  response.writeHead(status).end(`<title>${status}</title><h1>${status}</h1>`);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const form = { action: `${provider}/join`, fields: { list: 'weekly' }, honeypot: 'url' };
  native.build({ subscribe: form });
  inPlace.build({ subscribe: { ...form, inPlace: true } });
  [browser] = await Promise.all([launchBrowser(), native.start(), inPlace.start()]);
});

afterAll(async () => {
  await browser.close();
  await Promise.all([native.remove(), inPlace.remove()]);
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  sent = [];
  status = 200;
});

const address = 'ada@example.org';
const body = 'email=ada%40example.org&list=weekly&url=';

async function opened(url: string, javaScriptEnabled = true): Promise<Page> {
  const page = await (await newContext(browser, { javaScriptEnabled })).newPage();
  await (javaScriptEnabled ? visit : visitUnscripted)(page, url);
  return page;
}

async function fillIn(page: Page, place = '.masthead'): Promise<void> {
  const field = page.locator(`${place} input[type=email]`);
  // Over WebDriver BiDi what is filled in comes behind what is there.
  await field.evaluate((input: HTMLInputElement) => (input.value = ''));
  await field.fill(address);
  await field.press('Enter');
}

/** The window in which the provider answers. */
async function answered(page: Page): Promise<string> {
  const [popup] = await Promise.all([page.context().waitForEvent('page'), fillIn(page)]);
  await popup.locator('h1').waitFor();
  return popup.title();
}

// Without a page's scripts, WebDriver BiDi cannot tell whether a field may be filled in.
const noScripts = engine === 'firefox' ? [] : [['without scripts', false] as const];

it.each([['with scripts', true], ...noScripts] as const)(
  'sends the form to the provider, %s',
  async (_, hasScripts) => {
    for (const [answer, title] of [
      [200, '200'],
      [302, 'Thanks'],
      [422, '422'],
    ] as const) {
      const page = await opened(native.url, hasScripts);
      [sent, status] = [[], answer];
      expect(await answered(page)).toBe(title);
      expect(sent).toEqual([{ url: '/join', method: 'POST', body, cookie: '' }]);
      expect(page.url()).toBe(native.url);
      await page.context().close();
    }
  },
);

it.skipIf(noScripts.length === 0)(
  'sends it where no script answers, although one would show the answer',
  async () => {
    const page = await opened(inPlace.url, false);
    expect(await answered(page)).toBe('200');
    await page.context().close();
  },
);

it('shows the answer beside the form where the provider allows it', async () => {
  const page = await opened(`${inPlace.url}issues/eleven-small-tools/`);
  await page.click('.to-subscribe');
  const answer = page.locator('.subscribe-end .subscribe-answer');
  const place = '.subscribe-end';
  for (const [said, words] of [
    [422, /Check the address/],
    ['nothing', /could not be loaded/],
    [200, /next step is in your mailbox/],
    [302, /next step is in your mailbox/],
  ] as const) {
    [sent, status] = [[], said];
    await fillIn(page, place);
    await answer.filter({ hasText: words }).waitFor();
    expect(sent.map(({ body: text }) => text)).toContain(body);
    const isDone = said === 200 || said === 302;
    expect(await page.inputValue(`${place} input[type=email]`)).toBe(isDone ? '' : address);
  }
  expect(page.context().pages()).toHaveLength(1);
  await page.context().close();
});

it('is there after a move in the page, and lets no other host have it', async () => {
  const page = await opened(native.url);
  await page.locator('.issue-link').first().click();
  await page.locator('.article h1').waitFor();
  expect(await page.locator('.subscribe-end form').getAttribute('action')).toBe(`${provider}/join`);
  // Within one task: the page may still be drawing the end of the issue anew.
  const breach = await page.evaluate(
    (email) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
          resolve(effectiveDirective),
        );
        const form = document.querySelector<HTMLFormElement>('.subscribe-end form');
        if (form === null) throw new Error('the form is gone');
        form.action = 'http://localhost:9/elsewhere';
        (form.querySelector('input[type=email]') as HTMLInputElement).value = email;
        form.requestSubmit();
      }),
    address,
  );
  expect(breach).toBe('form-action');
  expect(sent).toEqual([]);
  await page.context().close();
});
