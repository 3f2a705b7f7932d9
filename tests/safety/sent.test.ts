/*
 * Attacks in mails, in articles for WeChat and in feeds: nothing runs, nothing dangerous can be clicked, and
 * nothing but pictures is asked for. By parse5 for all of them; in a browser for a sample, or all of
 * them with BROADSHEET_ALL.
 */
import { init, renderFeed, renderMail, renderSent, renderWechat } from 'broadsheet';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine, launchBrowser } from '../browser/browser.mjs';
import { violations } from '../mail/wechat_rules.ts';
import { noSuites, payloads, positions } from './cases.ts';
import { watch, watchedInFragments } from './watch.ts';

const base = 'https://letters.example/one/';
type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.ParentNode;

/** Elements and attributes of a mail, its frame included, and of a feed. */
const elements = new Set(
  'html head meta title style body a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var'.split(
    ' ',
  ),
);
const attributes = new Set(
  'align alt aria-hidden border cellpadding cellspacing charset class colspan content decoding dir height href lang loading name referrerpolicy reversed role rowspan scope src start style title value width'.split(
    ' ',
  ),
);

/** What of a mail is not as it may be. */
function faults(html: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if ('attrs' in node) {
      if (!elements.has(node.nodeName)) found.push(`<${node.nodeName}>`);
      for (const { name, value } of node.attrs) {
        if (!attributes.has(name)) found.push(`${node.nodeName}[${name}]`);
        if (name !== 'href' && name !== 'src') continue;
        const scheme = URL.canParse(value) ? new URL(value).protocol : 'none';
        const schemes =
          name === 'src' ? ['http:', 'https:'] : ['http:', 'https:', 'mailto:', 'tel:'];
        if (!schemes.includes(scheme)) found.push(`${name} ${value}`);
      }
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

const cases = () =>
  Object.entries(positions).flatMap(([position, post]) =>
    payloads().map(({ from, text }) => ({ name: `${from} ${position}`, source: post(text) })),
  );

beforeAll(() => init());

test('what is looked for is found', () => {
  expect(faults('<p onclick="x"><a href="javascript:x">y</a><script>z</script>')).toHaveLength(3);
});

describe.skipIf(noSuites)(`attacks${noSuites ? ` (${noSuites})` : ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test('leave mails, articles and feeds as they may be', () => {
    const all = cases();
    expect(all).toHaveLength(1422 * 19);
    const faulty: object[] = [];
    for (const { name, source } of all) {
      const settings = { mail: { url: base }, wechat: {}, feed: { url: base } };
      const { mail, wechat, feed } = renderSent(source, { base }, settings);
      const found = [
        ...faults(mail.html),
        ...violations(wechat.html),
        ...faults(feed.html),
        ...(/ (?:id|class|style)="/.exec(feed.html) ?? []),
      ];
      if (found.length > 0 && faulty.length < 20) faulty.push({ name, source, found });
    }
    expect(faulty).toEqual([]);
  }, 300_000);

  test.each(['mail', 'article', 'feed'] as const)(
    `run nothing as %s in ${engine}`,
    async (kind) => {
      const every = process.env.BROADSHEET_ALL === undefined ? 9 : 1;
      const all = cases().filter((_, at) => at % every === 0);
      const batch = 1000;
      const seen: unknown[] = [];
      for (let first = 0; first < all.length; first += batch) {
        const bodies = all.slice(first, first + batch).map(({ source }) => {
          if (kind === 'article') return renderWechat(source, { base }).html;
          if (kind === 'feed') return renderFeed(source, { base }, { url: base }).html;
          const { html } = renderMail(source, { base }, { url: base });
          return html.slice(html.indexOf('<body'), html.lastIndexOf('</body>'));
        });
        const context = await browser.newContext();
        await context.route('**', async (route) => {
          const type = route.request().resourceType();
          if (type === 'document') {
            const body = `<!doctype html><meta charset="utf-8"><body>${bodies.join('<hr>')}`;
            await route.fulfill({ contentType: 'text/html; charset=utf-8', body });
          } else if (type === 'image') {
            const body = '<svg xmlns="http://www.w3.org/2000/svg"/>';
            await route.fulfill({ contentType: 'image/svg+xml', body });
          } else {
            seen.push(route.request().url());
            await route.abort();
          }
        });
        const page = await context.newPage();
        await page.addInitScript(watch, watchedInFragments);
        await page.goto('http://sent.test/');
        const executed = await page.evaluate(async () => {
          window.addEventListener('click', (event) => event.preventDefault());
          for (const element of document.querySelectorAll('body *')) {
            for (const type of ['mouseover', 'focus', 'error', 'load', 'toggle']) {
              element.dispatchEvent(new Event(type, { bubbles: true }));
            }
          }
          await new Promise((resolve) => setTimeout(resolve, 200));
          return (window as unknown as { executed: string[] }).executed;
        });
        seen.push(...executed);
        await context.close();
      }
      expect(seen.filter((one) => !String(one).endsWith('/favicon.ico'))).toEqual([]);
    },
    300_000,
  );
});
