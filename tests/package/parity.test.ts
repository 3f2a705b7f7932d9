import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { acquire, adopt } from '../../wasm/src/engine/engine.ts';
import { PART_ALL } from '../../wasm/src/engine/layout.ts';
import { type PackedOptions, packOptions, writeOptions } from '../../wasm/src/marshal/options.ts';
import { renderPost } from '../../wasm/src/api/render.ts';
import type { CatalogQuery, RenderOptions } from '../../wasm/src/api/types.ts';
import { type Sample, fuzzInputs, realPosts, suiteInputs } from './corpora.ts';
import { fnv1a } from './fnv1a.ts';
import { nativeDump, nativeLines, number, text } from './native_dump.ts';
import { noShared, wasmFile } from './paths.ts';

const noNative = nativeDump ? false : 'no native build: run cmake --preset release and build it';
const reason = noShared || noNative;

const encoder = new TextEncoder();

/** The line that the native program prints for the same reply. */
function lineOf(reply: number): string {
  const instance = acquire();
  const blocks = instance.blocks(reply);
  const hashes = [blocks.primary, blocks.text, blocks.json].map(({ at, size }) =>
    fnv1a(instance.memory.bytes().subarray(at, at + size)),
  );
  instance.replyFree(reply);
  return `0 ${hashes.join(' ')}`;
}

/** Every combination of the options that change what is rendered. */
const settings: RenderOptions[] = [];
for (const profile of ['newsletter', 'commonmark'] as const) {
  for (const html of [undefined, 'sanitize', 'escape', 'pass'] as const) {
    for (const emphasis of [undefined, 'commonmark', 'cjk', 'lenient'] as const) {
      settings.push({ profile, html, emphasis });
    }
  }
  settings.push({ profile, frontMatter: profile === 'commonmark' });
  settings.push({ profile, base: 'https://example.org/posts/2023/', pageLinks: '#/{path}' });
  settings.push({ profile, dialect: 'goldmark' }, { profile, dialect: 'kramdown' });
  settings.push({ profile, headings: profile === 'commonmark' ? 'shift' : 'keep' });
}

function settingBytes(options: PackedOptions): Buffer {
  const { profile, html, emphasis, frontMatter, headings, dialect, base, pageLinks } = options;
  const numbers = [profile, html, emphasis, frontMatter, headings, dialect, PART_ALL];
  return Buffer.concat([...numbers.map(number), text(base), text(pageLinks)]);
}

function wasmRender(source: Uint8Array, options: PackedOptions): string {
  const instance = acquire();
  const { memory } = instance;
  // Room for the structure and its strings, which are short here, and the source.
  const buffer = instance.takeBuffer(4096 + source.length);
  const sourceAt = writeOptions(memory, buffer, options, PART_ALL);
  memory.write(sourceAt, source);
  const reply = instance.invoke('broadsheet_render', sourceAt, source.length, buffer);
  instance.releaseBuffer();
  return lineOf(reply);
}

/** What renders differently. */
function differences(samples: Sample[], settings: RenderOptions[]): string[] {
  const packed = settings.map((options) => packOptions(options));
  const native = nativeLines('render', [
    number(packed.length),
    ...packed.map(settingBytes),
    ...samples.flatMap(({ file, source }) => [text(file), text(source)]),
  ]);
  expect(native).toHaveLength(samples.length * settings.length);
  const different: string[] = [];
  let index = 0;
  for (const { file, source } of samples) {
    for (const options of packed) {
      const wasm = wasmRender(source, { ...options, file });
      if (wasm !== native[index]) {
        different.push(`${file} ${JSON.stringify(options)}: ${native[index]} / ${wasm}`);
      }
      index += 1;
    }
  }
  return different;
}

/**
 * Thousands of texts share the settings among them: each is rendered as usual and under a fifth of
 * the others, and each setting has a fifth of the texts. BROADSHEET_EVERY_SETTING=1 leaves none out.
 */
const shares = process.env.BROADSHEET_EVERY_SETTING ? 1 : 5;

function sharedDifferences(samples: Sample[]): string[] {
  return Array.from({ length: shares }, (_, share) =>
    differences(
      samples.filter((_, index) => index % shares === share),
      settings.filter((_, index) => index === 0 || index % shares === share),
    ),
  ).flat();
}

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

function randomQueries(count: number, terms: Record<'tags' | 'categories' | 'authors', string[]>) {
  const random = numbers(2023);
  const upTo = (limit: number) => Math.floor(random.next().value * limit);
  const some = <Value>(values: Value[]): Value[] =>
    Array.from({ length: 1 + upTo(2) }, () => values[upTo(values.length)] as Value);
  const chance = (probability: number) => random.next().value < probability;
  return Array.from({ length: count }, () => {
    const query: CatalogQuery = {};
    if (chance(0.3)) query.tags = some(terms.tags);
    if (chance(0.2)) query.categories = some(terms.categories);
    if (chance(0.2)) query.authors = some(terms.authors);
    if (chance(0.3)) query.years = some([2013, 2016, 2018, 2019, 2020, 2021, 2022, 2023]);
    if (chance(0.1)) query.langs = some(['zh', 'en']);
    if (chance(0.2)) query.from = `${2012 + upTo(12)}-0${1 + upTo(9)}`;
    if (chance(0.2)) query.to = `${2012 + upTo(12)}`;
    if (chance(0.3)) query.words = some(['Mesh', 'haskell', '周报', 'sofa', 'a', 'K8s'])[0];
    if (chance(0.3)) query.drafts = true;
    if (chance(0.5)) query.sort = some(['newest', 'oldest', 'title', 'relevance'] as const)[0];
    if (chance(0.5)) query.limit = upTo(30);
    if (chance(0.3)) query.offset = upTo(60);
    return query;
  });
}

test('the hash is FNV-1a', () => {
  expect(fnv1a(new Uint8Array(0))).toBe('cbf29ce484222325');
  expect(fnv1a(encoder.encode('foobar'))).toBe('85944171f73967e8');
});

describe.skipIf(noNative)(`native and wasm${noNative ? ` (${noNative})` : ''}`, () => {
  test('give the same bytes for every input of fuzzing under every setting', async () => {
    adopt(new WebAssembly.Module(new Uint8Array(await readFile(wasmFile))));
    const samples = fuzzInputs();
    expect(samples.length).toBeGreaterThan(50);
    expect(differences(samples, settings)).toEqual([]);
  }, 120_000);
});

describe.skipIf(reason)(
  `native and wasm give the same bytes${reason ? ` (${reason})` : ''}`,
  () => {
    beforeAll(async () => {
      adopt(new WebAssembly.Module(new Uint8Array(await readFile(wasmFile))));
    });

    test('for every real post, under every setting', () => {
      const samples = realPosts();
      expect(samples.length).toBeGreaterThan(1000);
      expect(sharedDifferences(samples)).toEqual([]);
    }, 300_000);

    test('for every text of the suites, under every setting', () => {
      const samples = suiteInputs();
      expect(samples.length).toBeGreaterThan(2000);
      expect(sharedDifferences(samples)).toEqual([]);
    }, 300_000);

    test('for 200 queries over a catalog of all posts', () => {
      const entries = realPosts().map(({ file, source }) => ({
        path: file,
        data: renderPost(source, { file }).data,
      }));
      const values = (key: 'tags' | 'categories' | 'authors') => [
        ...new Set(entries.flatMap(({ data }) => data[key])),
      ];
      const terms = {
        tags: values('tags'),
        categories: values('categories'),
        authors: values('authors'),
      };
      const queries = randomQueries(200, terms).map((query) => JSON.stringify(query));
      const json = encoder.encode(JSON.stringify(entries));

      const [opened, ...native] = nativeLines('catalog', [text(json), ...queries.map(text)]);
      const instance = acquire();
      const { memory } = instance;
      const at = instance.takeBuffer(json.length + 8);
      memory.write(at + 8, json);
      expect(lineOf(instance.invoke('broadsheet_catalog_open', at + 8, json.length, at))).toBe(
        opened,
      );
      const catalog = memory.word(at);
      const wasm = queries.map((query) => {
        const bytes = encoder.encode(query);
        const queryAt = instance.takeBuffer(bytes.length);
        memory.write(queryAt, bytes);
        return lineOf(instance.invoke('broadsheet_catalog_query', catalog, queryAt, bytes.length));
      });
      instance.invoke('broadsheet_catalog_free', catalog);
      expect(wasm).toEqual(native);
      expect(new Set(native).size).toBeGreaterThan(50);
    });
  },
);
