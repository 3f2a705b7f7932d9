/* Mails and articles are the same bytes, natively and in wasm. */
import { type RenderOptions, init, renderMail, renderWechat } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts } from '../corpora/real_posts.ts';
import { type Sample, fuzzInputs } from '../package/corpora.ts';
import { fnv1a } from '../package/fnv1a.ts';
import { nativeDump, nativeLines, text } from '../package/native_dump.ts';

const base = 'https://letters.example/one/';
const settings = {
  name: '信 & Letters',
  url: base,
  footer: '<a href="{{UnsubscribeURL}}">x</a>',
  mostBytes: 40_000,
};
const noNative = nativeDump ? false : 'no native build';

beforeAll(() => init());

const hash = (content: string) => fnv1a(new TextEncoder().encode(content));

/** What the native library and the module make differently of. */
function differences(samples: Sample[]): string[] {
  const input = (json: object) => [
    text(JSON.stringify(json)),
    text(base),
    ...samples.flatMap(({ file, source }) => [text(file), text(source)]),
  ];
  const different: string[] = [];
  const mails = nativeLines('mail', input(settings));
  const articles = nativeLines('wechat', input({ theme: 'banner' }));
  expect(mails).toHaveLength(samples.length);
  samples.forEach(({ file, source }, at) => {
    const options: RenderOptions = { base, file };
    const mail = renderMail(source, options, settings);
    const article = renderWechat(source, options, { theme: 'banner' });
    if (!mails[at]?.startsWith(`0 ${hash(mail.html)} ${hash(mail.text)} `)) different.push(file);
    if (!articles[at]?.startsWith(`0 ${hash(article.html)} `)) different.push(`${file}, article`);
  });
  return different;
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
