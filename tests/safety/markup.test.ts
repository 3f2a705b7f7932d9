/*
 * What the core writes is what was meant, for whatever was written: a browser's parser (parse5, by
 * the HTML Standard) builds from it the very tree that its tags stand for, only of elements,
 * attributes and addresses that are allowed, and the article ends where it should.
 */
import { init, type RenderOptions, renderHtml } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts } from '../corpora/real_posts.ts';
import { suiteInputs } from '../package/corpora.ts';
import { noShared } from '../package/paths.ts';
import { noSuites, payloads, positions } from './cases.ts';
import { allowed, linkSchemes, mayHave, mayLoad } from './policy.ts';
import { meantTree, parsedTree } from './tree.ts';

/** Relative addresses resolve against it. */
const page = 'https://example.org/press/';

/** What is wrong with the HTML of a post. */
function faults(html: string): string[] {
  const found: string[] = [];
  const { tree, elements, contained } = parsedTree(html);
  if (!contained) found.push('the article does not end where it should');
  for (const { name, attributes } of elements) {
    if (!Object.hasOwn(allowed, name)) found.push(`<${name}>`);
    for (const { name: key, value } of attributes) {
      if (!mayHave(name, key)) found.push(`<${name} ${key}>`);
      if (key === 'href') {
        const url = URL.canParse(value, page) ? new URL(value, page) : undefined;
        if (url && !linkSchemes.includes(url.protocol)) found.push(`link to ${value}`);
      }
      if (key === 'src' && (!URL.canParse(value, page) || !mayLoad(new URL(value, page)))) {
        if (URL.canParse(value, page)) found.push(`image ${value}`);
      }
    }
  }
  try {
    const meant = meantTree(html);
    const differs = meant.findIndex((line, index) => line !== tree[index]);
    if (differs >= 0 || meant.length !== tree.length) {
      const at = differs < 0 ? meant.length : differs;
      found.push(`meant ${meant[at]}, read ${tree[at]}`);
    }
  } catch (error) {
    found.push(String(error).slice(0, 300));
  }
  return found;
}

const modes: NonNullable<RenderOptions['html']>[] = ['sanitize', 'escape'];

beforeAll(() => init());

/** Renders in both safe modes and collects what is wrong. */
function check(sources: Iterable<{ name: string; source: string | Uint8Array }>): {
  faulty: object[];
  count: number;
} {
  const faulty: object[] = [];
  let count = 0;
  for (const { name, source } of sources) {
    for (const html of modes) {
      count++;
      const found = faults(renderHtml(source, { html }));
      if (found.length > 0 && faulty.length < 20)
        faulty.push({ name, html, found, source: String(source).slice(0, 400) });
    }
  }
  return { faulty, count };
}

describe.skipIf(noSuites)(`attacks${noSuites ? ` (${noSuites})` : ''}`, () => {
  test.each(Object.entries(positions))('as %s', (position, post) => {
    const { faulty, count } = check(
      payloads().map(({ from, text }) => ({ name: `${from} ${position}`, source: post(text) })),
    );
    expect(faulty).toEqual([]);
    expect(count).toBe(1422 * 2);
  });
});

test.skipIf(noShared)(
  'everything in the suites',
  () => {
    const { faulty } = check(suiteInputs().map(({ file, source }) => ({ name: file, source })));
    expect(faulty).toEqual([]);
  },
  120_000,
);

test.skipIf(noPosts)(
  'every real post',
  () => {
    const { faulty } = check(newsletterPosts().map(({ file, source }) => ({ name: file, source })));
    expect(faulty).toEqual([]);
  },
  120_000,
);
