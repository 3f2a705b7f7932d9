/* Page, mail, article and feed are the same bytes in Node and in a browser. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RenderOptions, init, renderSent } from 'broadsheet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser/browser.mjs';
import { newsletterPosts, noPosts } from '../corpora/real_posts.ts';
import { type Sample, fuzzInputs } from '../package/corpora.ts';
import { root } from '../package/paths.ts';

const options: RenderOptions = { base: 'https://letters.example/one/' };
const settings = {
  mail: { name: '信 & Letters', url: 'https://letters.example/one/' },
  wechat: { theme: 'banner' as const },
  feed: { url: 'https://letters.example/one/' },
};
const atOnce = 100;
const host = `<!doctype html><title>Host</title><script type="module">
  import * as engine from '/browser.js';
  await engine.init();
  globalThis.engine = engine;
</script>`;

let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  await init();
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What the engine in the browser makes differently. */
async function differences(samples: Sample[]): Promise<string[]> {
  const page = await browser.newPage();
  // Of no server: every file is the package's.
  await page.route('https://engine.example/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      return route.fulfill({ contentType: 'text/html', body: host });
    }
    return route.fulfill({
      contentType: pathname.endsWith('.wasm') ? 'application/wasm' : 'text/javascript',
      body: readFileSync(join(root, 'wasm/dist', pathname)),
    });
  });
  await page.goto('https://engine.example/');
  await page.waitForFunction(() => 'engine' in globalThis);
  const found: string[] = [];
  for (let from = 0; from < samples.length; from += atOnce) {
    const part = samples.slice(from, from + atOnce);
    const hashes = await page.evaluate(
      ({ sources, options, settings }) => {
        const { engine } = globalThis as never as { engine: typeof import('broadsheet') };
        return Promise.all(
          sources.map(async (source) => {
            const { post, mail, wechat, feed } = engine.renderSent(source, options, settings);
            const whole = [post.html, mail.html, mail.text, wechat.html, feed.html].join('\0');
            const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(whole));
            return [...new Uint8Array(hash)]
              .map((byte) => byte.toString(16).padStart(2, '0'))
              .join('');
          }),
        );
      },
      {
        sources: part.map(({ source }) => textOf(source)),
        options,
        settings,
      },
    );
    part.forEach(({ file, source }, at) => {
      const { post, mail, wechat, feed } = renderSent(textOf(source), options, settings);
      const whole = [post.html, mail.html, mail.text, wechat.html, feed.html].join('\0');
      if (hashes[at] !== sha256(whole)) found.push(file);
    });
  }
  await page.close();
  return found;
}

function textOf(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}

test('a browser sends the same of every input of fuzzing', async () => {
  expect(await differences(fuzzInputs())).toEqual([]);
}, 300_000);

test.skipIf(noPosts)(
  'a browser sends the same of every post',
  async () => {
    const posts = newsletterPosts();
    expect(posts.length).toBeGreaterThan(1000);
    expect(await differences(posts)).toEqual([]);
  },
  300_000,
);
