/*
 * Memory that cannot be had, and a stack that is at its end: a typed error, and the next call is
 * right. The module is the one that is shipped, but for a number in it: how far its memory may grow,
 * or how much stack it has left.
 */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCatalog } from '../../wasm/src/api/catalog.ts';
import { adopt } from '../../wasm/src/engine/engine.ts';
import type { RawExports } from '../../wasm/src/engine/exports.ts';
import { renderHtml, renderPost } from '../../wasm/src/api/render.ts';
import { parsePost } from '../../wasm/src/api/tree.ts';
import { wasmFile } from './paths.ts';

const page = 65_536;
const memorySection = 5;
const globalSection = 6;

let bytes: Buffer;
beforeAll(async () => {
  bytes = await readFile(wasmFile);
});

/** LEB128 of a number in exactly so many bytes. */
function leb128(value: number, size: number): Buffer {
  return Buffer.from(
    Array.from({ length: size }, (_, index) => {
      const digits = (value >>> (7 * index)) & 0x7f;
      return index < size - 1 ? digits | 0x80 : digits;
    }),
  );
}

/** Reads LEB128. */
function readLeb128(at: number): { value: number; end: number } {
  let value = 0;
  for (let index = 0; ; index += 1) {
    const byte = bytes[at + index] as number;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
}

/** Where the content of a section begins. */
function section(wanted: number): number {
  for (let at = 8; at < bytes.length; ) {
    const { value: size, end } = readLeb128(at + 1);
    if (bytes[at] === wanted) return end;
    at = end + size;
  }
  throw new Error(`The module has no section ${wanted}.`);
}

/** The module with another number in place of the one that stands between two places. */
function patched(begin: number, end: number, value: number): WebAssembly.Module {
  const copy = Buffer.from(bytes);
  leb128(value, end - begin).copy(copy, begin);
  return new WebAssembly.Module(copy);
}

/** The module whose memory may grow to so many bytes. */
function withMemory(size: number): WebAssembly.Module {
  // One memory, whose limits have a maximum.
  const at = section(memorySection);
  expect([...bytes.subarray(at, at + 2)]).toEqual([1, 1]);
  const { end: begin } = readLeb128(at + 2);
  const { value, end } = readLeb128(begin);
  expect(value * page).toBe(2 ** 29);
  return patched(begin, end, size / page);
}

/** The module with so many bytes of stack. It grows down from its size to address 0. */
function withStack(size: number): WebAssembly.Module {
  // The first global, a mutable i32, is where the stack ends: i32.const.
  const { end: at } = readLeb128(section(globalSection));
  expect([...bytes.subarray(at, at + 3)]).toEqual([0x7f, 1, 0x41]);
  const { value, end } = readLeb128(at + 3);
  expect(value).toBe(2 ** 20);
  return patched(at + 3, end, size);
}

const entries = Array.from({ length: 50 }, (_, index) => ({
  path: `${index}.md`,
  data: { title: `Post ${index}`, tags: [`t${index % 5}`] },
}));
const large = '*x* '.repeat(250_000);

describe('memory that may not grow', () => {
  beforeEach(() => adopt(withMemory(8 * 2 ** 20)));

  test('is an error of its own, and the next call is right', () => {
    const catalog = createCatalog(entries as never);
    const before = catalog.query({ tags: ['t1'] });
    expect(before.total).toBe(10);
    for (let round = 0; round < 20; round += 1) {
      expect(() => renderPost(large)).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
      expect(renderHtml('*a*')).toBe('<p><em>a</em></p>\n');
      expect(catalog.query({ tags: ['t1'] })).toEqual(before);
    }
    catalog.dispose();
  });

  test('is the same wherever in a call it ends', () => {
    const part =
      '# *a* [b](c) &copy;\n\n- d[^1]\n\n| e |\n|--|\n| `f` |\n\n<b>g</b>\n\n[^1]: h\n\n';
    const entry = 'x: &a [{y: "z"}, *a]\n';
    const hook = { on: { code: () => ({ text: 'x' }) } };
    const calls: ((size: number) => unknown)[] = [
      (size) => renderPost(part.repeat(size)),
      (size) => renderPost(`---\n${entry.repeat(size * 8)}---\n`),
      (size) => renderPost(`---\n{"a": [${'"b",'.repeat(size * 99)}1]}\n---\n`),
      (size) => renderPost(`${part.repeat(size)}\n\`\`\`\nx\n\`\`\`\n`, hook),
      (size) => parsePost(part.repeat(size)).dispose(),
      (size) =>
        createCatalog(Array.from({ length: size * 9 }, () => entries[0]) as never).dispose(),
    ];
    adopt(withMemory(4 * 2 ** 20));
    for (const [index, call] of calls.entries()) {
      const ends = new Set<string>();
      for (let size = 200; size < 20_000; size = Math.ceil(size * 1.25)) {
        try {
          call(size);
          ends.add('done');
        } catch (error) {
          ends.add((error as { code?: string }).code ?? String(error));
        }
        expect(renderHtml('*a*')).toBe('<p><em>a</em></p>\n');
      }
      expect(ends, `call ${index}`).toEqual(new Set(['done', 'out-of-memory']));
    }
  });

  test('is what fails: with more of it the same post is rendered', () => {
    adopt(withMemory(96 * 2 ** 20));
    expect(renderPost(large).words).toBe(250_000);
  });
});

describe('an argument buffer that cannot be had', () => {
  const { Instance } = WebAssembly;
  /** Calls of broadsheet_alloc until one fails. */
  let left = Number.POSITIVE_INFINITY;

  beforeEach(() => {
    WebAssembly.Instance = class extends Instance {
      override get exports(): WebAssembly.Exports {
        const raw = super.exports as unknown as RawExports;
        return {
          ...raw,
          broadsheet_alloc: (size: number) => (left-- === 0 ? 0 : raw.broadsheet_alloc(size)),
        } as unknown as WebAssembly.Exports;
      }
    } as typeof WebAssembly.Instance;
    left = Number.POSITIVE_INFINITY;
    adopt(new WebAssembly.Module(new Uint8Array(bytes)));
  });
  afterEach(() => {
    WebAssembly.Instance = Instance;
  });

  test.each([
    ['renderHtml', () => renderHtml('x '.repeat(100_000))],
    ['renderPost', () => renderPost('x '.repeat(100_000))],
    ['createCatalog', () => createCatalog(entries as never)],
    ['a query', () => createCatalog(entries as never).query({ words: 'x'.repeat(100_000) })],
  ])('%s says so, and the next call is right', (_, call) => {
    const catalog = createCatalog(entries as never);
    const before = catalog.query();
    let failures = 0;
    for (let allowed = 0; allowed < 5; allowed += 1) {
      adopt(new WebAssembly.Module(new Uint8Array(bytes)));
      left = allowed;
      try {
        call();
      } catch (error) {
        expect(error).toMatchObject({ name: 'BroadsheetError', code: 'out-of-memory' });
        failures += 1;
      }
      left = Number.POSITIVE_INFINITY;
      expect(renderHtml('*a*')).toBe('<p><em>a</em></p>\n');
      expect(catalog.query()).toEqual(before);
    }
    expect(failures).toBeGreaterThan(0);
  });
});

describe('a stack that is at its end', () => {
  /** The least stack, in steps of a kilobyte, with which plain text is rendered. */
  function leastStack(): number {
    for (let size = 1024; size < 2 ** 20; size += 1024) {
      try {
        adopt(withStack(size));
        if (renderHtml('*a*') === '<p><em>a</em></p>\n') return size;
      } catch (error) {
        expect(error).toMatchObject({ name: 'BroadsheetError' });
      }
    }
    throw new Error('No stack is large enough.');
  }

  test('traps instead of overwriting data, and the next call is right', () => {
    const size = leastStack();
    adopt(withStack(size));
    const nested = `---\nx: ${'['.repeat(30)}${']'.repeat(30)}\n---\nText.\n`;
    for (let round = 0; round < 20; round += 1) {
      expect(() => renderPost(nested)).toThrow(
        expect.objectContaining({
          code: 'internal-error',
          cause: expect.any(WebAssembly.RuntimeError),
        }),
      );
      expect(renderHtml('*a*')).toBe('<p><em>a</em></p>\n');
    }
    adopt(new WebAssembly.Module(new Uint8Array(bytes)));
    expect(renderPost(nested).html).toContain('Text.');
  });
});
