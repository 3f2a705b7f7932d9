/* Page, mail, article and feed are the same bytes, natively and in wasm. */
import { type RenderOptions, init, renderSent } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts } from '../corpora/real_posts.ts';
import { type Sample, fuzzInputs } from '../package/corpora.ts';
import { fnv1a } from '../package/fnv1a.ts';
import { nativeDump, nativeLines, text } from '../package/native_dump.ts';

const base = 'https://letters.example/one/';
const settings = {
  mail: {
    name: '信 & Letters',
    url: base,
    footer: '<a href="{{UnsubscribeURL}}">x</a>',
    mostBytes: 40_000,
  },
  wechat: { theme: 'banner' as const },
  feed: { url: base },
};
const noNative = nativeDump ? false : 'no native build';

beforeAll(() => init());

const hash = (content: string) => fnv1a(new TextEncoder().encode(content));

/** What the native library and the module make differently of. */
function differences(samples: Sample[]): string[] {
  const dumped = nativeLines('sent', [
    text(JSON.stringify(settings)),
    text(base),
    ...samples.flatMap(({ file, source }) => [text(file), text(source)]),
  ]);
  expect(dumped).toHaveLength(samples.length);
  return samples
    .filter(({ file, source }, at) => {
      const options: RenderOptions = { base, file };
      const { post, mail, wechat, feed } = renderSent(source, options, settings);
      const texts = [post.html, mail.html, mail.text, wechat.html, feed.html];
      const primary = hash(texts.map((one) => `${one}\0`).join(''));
      return !dumped[at]?.startsWith(`0 ${primary} ${hash(post.text)} `);
    })
    .map(({ file }) => file);
}

describe.skipIf(noNative)(`native and wasm${noNative ? ` (${noNative})` : ''}`, () => {
  test('send the same of every input of fuzzing', () => {
    const samples = fuzzInputs();
    expect(samples.length).toBeGreaterThan(50);
    expect(differences(samples)).toEqual([]);
  });

  test.skipIf(noPosts)(
    'send the same of every post',
    () => {
      expect(differences(newsletterPosts())).toEqual([]);
    },
    300_000,
  );
});
