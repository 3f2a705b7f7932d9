/*
 * A million bytes that no newsletter holds: each renders or fails cleanly, in body and front
 * matter, and the module renders the next post as if nothing had been.
 */
import { init, type Post, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { Dice } from './random_queries.ts';

const megabyte = 1_000_000;
/** Shorter than the longest front matter that is read, so that the YAML reader has to read it. */
const longFrontMatter = 60_000;
/**
 * Far above the second that is asked for: this finds what hangs or grows quadratically, on a busy
 * machine as well. docs/corpora.md has the measured times.
 */
const hangMilliseconds = 10_000;

const encoder = new TextEncoder();
const opening = encoder.encode('---\n');
const closing = encoder.encode('\n---\nThe body.\n');

/** A post that has something of everything. */
const normalPost = `---
title: 周报
date: 2023-05-12T15:00:00+08:00
tags: [Service Mesh, 周报]
---
# 第 12 期

**“开源”**项目 [Broadsheet](https://example.org/ "站点") 发布，![图](a.png) and \`code\`.

| a | b |
| - | - |
| 1 | ~~2~~ |

- [x] done <br>
`;

let normal: Post;

beforeAll(async () => {
  await init();
  normal = renderPost(normalPost);
  expect(normal.data.title).toBe('周报');
  expect(normal.html).toContain('<strong>“开源”</strong>');
  expect(normal.html).toContain('<del>2</del>');
});

/** Renders; what is refused must be refused in the package's own words. */
function render(source: Uint8Array, name: string): Post | undefined {
  const start = performance.now();
  let post: Post | undefined;
  try {
    post = renderPost(source);
  } catch (error) {
    expect(error, name).toMatchObject({ name: 'BroadsheetError', code: expect.any(String) });
  }
  expect(performance.now() - start, name).toBeLessThan(hangMilliseconds);
  expect(renderPost(normalPost), `a normal post after ${name}`).toEqual(normal);
  return post;
}

/** The bytes between the lines `---`, with a body behind them that must not be lost. */
function renderAsFrontMatter(bytes: Uint8Array, name: string): void {
  const source = new Uint8Array(opening.length + bytes.length + closing.length);
  source.set(opening);
  source.set(bytes, opening.length);
  source.set(closing, opening.length + bytes.length);
  const post = render(source, `front matter of ${name}`);
  expect(post?.text.includes('The body.'), `the body behind ${name} is there`).toBe(true);
}

function nameOf(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}

const allBytes = Array.from({ length: 256 }, (_, byte) => byte);
/** What Markdown or UTF-8 tells from others: marks, white space, and one of each kind besides. */
const telling = [
  ...encoder.encode('\0\t\n\v\f\r !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~a1'),
  // Bytes that go on, that begin two, three and four, the bounds of each, and none.
  ...[0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff],
];

describe('one byte repeated', () => {
  test('a million times as a body', () => {
    for (const byte of telling) render(new Uint8Array(megabyte).fill(byte), nameOf(byte));
  }, 300_000);

  test('60,000 times as a body', () => {
    for (const byte of allBytes) render(new Uint8Array(longFrontMatter).fill(byte), nameOf(byte));
  }, 300_000);

  test('60,000 times as front matter', () => {
    for (const byte of allBytes) {
      renderAsFrontMatter(new Uint8Array(longFrontMatter).fill(byte), nameOf(byte));
    }
  }, 300_000);

  test('a million times as front matter', () => {
    for (const byte of encoder.encode('\0\n\r\t !"#%&\'*,-.:>?@A[\\]`{|}~')) {
      renderAsFrontMatter(new Uint8Array(megabyte).fill(byte), nameOf(byte));
    }
  }, 300_000);
});

/** From which characters the random inputs are made; each must survive four of them. */
const alphabets = {
  'any bytes': allBytes,
  'ASCII punctuation': [...encoder.encode('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')],
  'what Markdown is made of': [...encoder.encode('*_`[]()!<>#-+~|\n\n  a\\&;:"1.')],
  brackets: [...encoder.encode('[]()!*_')],
  'beginnings of lines': [...encoder.encode('>- \n\t1.`')],
};

describe.each(Object.entries(alphabets))('a million bytes at random of %s', (name, alphabet) => {
  test('as a body and as front matter', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const dice = new Dice(seed);
      const bytes = Uint8Array.from({ length: megabyte }, () => dice.of(alphabet));
      render(bytes, `${name}, seed ${seed}`);
      renderAsFrontMatter(bytes.subarray(0, longFrontMatter), `${name}, seed ${seed}`);
    }
  }, 120_000);
});
