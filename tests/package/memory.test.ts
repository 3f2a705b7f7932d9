import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCatalog } from '../../wasm/src/api/catalog.ts';
import { acquire, adopt } from '../../wasm/src/engine/engine.ts';
import { InstanceLost } from '../../wasm/src/engine/errors.ts';
import type { RawExports } from '../../wasm/src/engine/exports.ts';
import { createIndex, type IndexHost, useIndexModule } from '../../wasm/src/api/index_builder.ts';
import { renderHtml, renderPost } from '../../wasm/src/api/render.ts';
import type { CatalogEntry, CatalogQuery } from '../../wasm/src/api/types.ts';
import { indexWasmFile, wasmFile } from './paths.ts';

// The sources are tested here, not the bundle: the instance has to be looked into.

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What was taken from the module and not given back. */
const owned = { buffers: 0, replies: 0, catalogs: 0 };
let module: WebAssembly.Module;
let memory: WebAssembly.Memory;
let allocate: (size: number) => number;
let free: (address: number) => void;

/** Counts what passes through the exports of every instance made from now on. */
function countOwnership(): void {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      const raw = super.exports as unknown as RawExports;
      memory = raw.memory;
      allocate = raw.broadsheet_alloc;
      free = raw.broadsheet_free;
      const counted: RawExports = {
        ...raw,
        broadsheet_alloc: (size) => {
          const address = raw.broadsheet_alloc(size);
          if (address !== 0) owned.buffers += 1;
          return address;
        },
        broadsheet_free: (address) => {
          owned.buffers -= 1;
          raw.broadsheet_free(address);
        },
        broadsheet_render: (...args) => {
          const reply = raw.broadsheet_render(...args);
          owned.replies += 1;
          return reply;
        },
        broadsheet_reply_free: (reply) => {
          owned.replies -= 1;
          raw.broadsheet_reply_free(reply);
        },
        broadsheet_catalog_open: (...args) => {
          const reply = raw.broadsheet_catalog_open(...args);
          owned.replies += 1;
          if (new Uint32Array(memory.buffer)[args[2] >>> 2] !== 0) owned.catalogs += 1;
          return reply;
        },
        broadsheet_catalog_query: (...args) => {
          const reply = raw.broadsheet_catalog_query(...args);
          owned.replies += 1;
          return reply;
        },
        broadsheet_catalog_free: (catalog) => {
          owned.catalogs -= 1;
          raw.broadsheet_catalog_free(catalog);
        },
      };
      Object.defineProperty(this, 'exports', { value: counted });
    }
  } as typeof WebAssembly.Instance;
}

const post = `---
title: A post
tags: [a, b]
---
# Heading

Text with **bold**, [a link](https://example.org/) and ![an image](i.png).

| a | b |
| - | - |
| 1 | 2 |
`;

const entries: CatalogEntry[] = Array.from({ length: 50 }, (_, index) => ({
  path: `${index}.md`,
  data: { title: `Post ${index}`, tags: [`t${index % 7}`], categories: [], authors: [] },
}));

const noHost: IndexHost = {
  appendRun: () => {},
  readRun: () => new Uint8Array(),
  write: () => {},
};

/** What happens in an application's life, failures included. */
const doings: Record<string, () => unknown> = {
  'rendering text': () => renderPost(post, { file: 'a.md', base: 'https://example.org/' }),
  'rendering bytes': () => renderPost(new TextEncoder().encode(post)),
  'rendering HTML': () => renderHtml(post),
  'rendering nothing': () => renderPost(''),
  'rendering what is broken': () => renderPost('---\ntitle: [x\n---\n\0**[](<'),
  'rendering what is not UTF-8': () => renderPost(new Uint8Array([0xc3, 0x28, 0xff])),
  'an unknown option': () => expect(() => renderPost(post, { html: 'x' as 'pass' })).toThrow(),
  'a wrong source': () => expect(() => renderPost(42 as unknown as string)).toThrow(),
  'a catalog, queried': () => {
    const catalog = createCatalog(entries);
    catalog.query({ tags: ['t1'], limit: 3 });
    catalog.dispose();
  },
  'a wrong query': () => {
    const catalog = createCatalog(entries);
    expect(() => catalog.query({ tags: 3 } as unknown as CatalogQuery)).toThrow();
    catalog.dispose();
  },
  'a wrong catalog': () =>
    expect(() => createCatalog([{ path: 'a.md' } as CatalogEntry])).toThrow(),
};

beforeAll(async () => {
  countOwnership();
  module = new WebAssembly.Module(new Uint8Array(await readFile(wasmFile)));
  useIndexModule(() => new Uint8Array(readFileSync(indexWasmFile)));
  adopt(module);
});

describe('nothing is left behind', () => {
  beforeEach(() => {
    // Growth that happens once is not a leak: every kind of call has been made before counting.
    for (const doing of Object.values(doings)) doing();
  });

  for (const [name, doing] of Object.entries(doings)) {
    const times = name.includes('catalog') || name.includes('query') ? 1000 : 10_000;
    test(`by ${name}, ${times} times`, () => {
      const before = { ...owned };
      const size = memory.buffer.byteLength;
      const probe = allocate(1000);
      free(probe);
      for (let round = 0; round < times; round++) doing();
      const probeAfter = allocate(1000);
      free(probeAfter);
      expect(owned).toEqual(before);
      expect(owned.replies).toBe(0);
      expect(memory.buffer.byteLength).toBe(size);
      // The allocator finds the same gap as before: what was taken in between has been given back.
      expect(probeAfter).toBe(probe);
    });
  }

  test('but one argument buffer of at most a megabyte', () => {
    renderHtml('a '.repeat(3_000_000));
    expect(owned.buffers).toBeLessThanOrEqual(1);
    const { buffers } = owned;
    renderHtml('a');
    renderHtml('b '.repeat(100_000));
    renderHtml('c '.repeat(3_000_000), { html: 'pass' });
    expect(owned.buffers - buffers).toBeLessThanOrEqual(1);
    expect(owned.replies).toBe(0);
  });
});

describe('growth of memory', () => {
  // Memory never shrinks: to see it grow takes an instance that has done little.
  beforeEach(() => adopt(module));

  test('in the middle of a call does not spoil its result', () => {
    const size = memory.buffer.byteLength;
    const paragraph = '世界 *emphasis* and `code`\n\n';
    const html = '<p>世界 <em>emphasis</em> and <code>code</code></p>\n';
    for (const times of [1, 1000, 34_000]) {
      // Not toBe: a difference of megabytes would take minutes to print.
      expect(renderHtml(paragraph.repeat(times)) === html.repeat(times)).toBe(true);
    }
    expect(memory.buffer.byteLength).toBeGreaterThan(size);
    expect(renderHtml(paragraph)).toBe(html);
  });

  test('does not disturb a catalog', () => {
    const catalog = createCatalog(entries);
    const before = catalog.query({ tags: ['t3'] });
    renderPost('*x* '.repeat(250_000));
    renderPost('x '.repeat(4_000_000));
    expect(catalog.query({ tags: ['t3'] })).toEqual(before);
    catalog.dispose();
  });
});

describe('a catalog', () => {
  test('that is disposed of is given back once', () => {
    const { catalogs } = owned;
    const catalog = createCatalog(entries);
    expect(owned.catalogs).toBe(catalogs + 1);
    catalog.dispose();
    catalog.dispose();
    expect(owned.catalogs).toBe(catalogs);
  });

  test('that is forgotten is given back with the garbage', async () => {
    collectGarbage();
    const { catalogs } = owned;
    for (let count = 0; count < 20; count++) createCatalog(entries).query();
    for (let round = 0; round < 50 && owned.catalogs > catalogs; round++) {
      collectGarbage();
      await new Promise((done) => setTimeout(done, 10));
    }
    expect(owned.catalogs).toBeLessThanOrEqual(catalogs);
  });
});

describe('after a call that did not return', () => {
  /** A source outside of the module's memory: a real trap. */
  function trap(): void {
    expect(() => acquire().invoke('broadsheet_render', 0x7ffffff0, 64, 0)).toThrow(
      expect.objectContaining({ code: 'internal-error', cause: expect.any(Error) }),
    );
  }

  test('the next call has a fresh instance', () => {
    const lost = acquire();
    trap();
    expect(lost.lost).toBe(true);
    expect(renderHtml('a')).toBe('<p>a</p>\n');
    expect(acquire()).not.toBe(lost);
  });

  test('catalogs answer as before, and can be disposed of', () => {
    const catalog = createCatalog(entries);
    const unused = createCatalog(entries);
    const before = catalog.query({ tags: ['t1'] });
    trap();
    expect(catalog.query({ tags: ['t1'] })).toEqual(before);
    trap();
    trap();
    expect(catalog.query({ tags: ['t1'] })).toEqual(before);
    unused.dispose();
    catalog.dispose();
    expect(() => catalog.query()).toThrow(expect.objectContaining({ code: 'disposed' }));
  });

  test('a thousand times, each next call is right and soon there', () => {
    const catalog = createCatalog(entries);
    const before = catalog.query({ tags: ['t1'] });
    const durations = Array.from({ length: 1000 }, () => {
      const start = performance.now();
      trap();
      expect(renderHtml('*a*')).toBe('<p><em>a</em></p>\n');
      const duration = performance.now() - start;
      expect(catalog.query({ tags: ['t1'] })).toEqual(before);
      return duration;
    });
    durations.sort((a, b) => a - b);
    // A fifth of a millisecond as measured; ten are asked for, ten times as many are allowed here.
    expect(durations[500]).toBeLessThan(100);
    catalog.dispose();
  });

  test('an index that is being built goes on: it is written elsewhere', async () => {
    const index = createIndex(noHost);
    await index.add('a.md', post);
    trap();
    expect(await index.add('b.md', post)).toMatchObject({ indexed: [1, 1, 1] });
    await index.finish();
    index.dispose();
  });

  test('an index whose own instance stopped says that it is lost', async () => {
    const index = createIndex(noHost);
    await index.add('a.md', post);
    new Uint8Array(memory.buffer).fill(0xff);
    await expect(index.add('b.md', post)).rejects.toMatchObject({ code: 'internal-error' });
    const add = index.add('c.md', post);
    await expect(add).rejects.toBeInstanceOf(InstanceLost);
    await expect(add).rejects.toMatchObject({ name: 'BroadsheetError', code: 'instance-lost' });
    index.dispose();
    expect(renderHtml('a')).toBe('<p>a</p>\n');
  });

  test('running out of memory is an error of its own, and heals', () => {
    const catalog = createCatalog(entries);
    for (let round = 0; round < 3; round++) {
      expect(() => renderHtml(new Uint8Array(600_000_000))).toThrow(
        expect.objectContaining({ code: 'out-of-memory' }),
      );
      expect(renderHtml('a')).toBe('<p>a</p>\n');
    }
    expect(memory.buffer.byteLength).toBeLessThan(20_000_000);
    expect(catalog.query().total).toBe(50);
    catalog.dispose();
  });
});
