import { randomFillSync } from 'node:crypto';
import { createCatalog, init, renderHtml, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';

beforeAll(() => init());

const MEGABYTE = 1_000_000;

const MAX_MILLISECONDS = 1000;

/** Milliseconds of processor time, which does not count what else the machine does. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed(render: () => unknown): number {
  const start = processorTime();
  try {
    render();
  } catch (error) {
    // A limit may refuse an input; it must say so in the package's own words.
    expect(error).toMatchObject({ name: 'BroadsheetError', code: expect.any(String) });
  }
  return processorTime() - start;
}

function expectStillSound(): void {
  expect(renderHtml('*a*')).toBe('<p><em>a</em></p>\n');
}

describe('a million bytes', () => {
  test('of any one byte render or fail within a second', () => {
    const slow: string[] = [];
    const bytes = [...Array(0x80).keys(), 0x80, 0xa0, 0xbf, 0xc2, 0xe4, 0xed, 0xf0, 0xfe, 0xff];
    for (const byte of bytes) {
      const source = new Uint8Array(MEGABYTE).fill(byte);
      const time = timed(() => renderPost(source));
      if (time > MAX_MILLISECONDS) slow.push(`0x${byte.toString(16)}: ${time.toFixed(0)} ms`);
    }
    expect(slow).toEqual([]);
    expectStillSound();
  }, 300_000);

  test('of random bytes render or fail within a second', () => {
    for (let round = 0; round < 10; round++) {
      const source = randomFillSync(new Uint8Array(MEGABYTE));
      expect(timed(() => renderPost(source))).toBeLessThan(MAX_MILLISECONDS);
    }
    expectStillSound();
  });

  test('of what nests render or fail within a second', () => {
    const units = [
      '[',
      '![',
      '> ',
      '- ',
      '1. ',
      '*a **a ',
      '`a``',
      '<a ',
      '[a](',
      '| ',
      '~~a',
      '&#',
    ];
    const endings = ['', '\n', '](b)', '*'];
    for (const unit of units) {
      for (const ending of endings) {
        const source = unit.repeat(MEGABYTE / unit.length) + ending;
        const time = timed(() => renderPost(source));
        expect(time, JSON.stringify([unit, ending])).toBeLessThan(MAX_MILLISECONDS);
      }
    }
    expectStillSound();
  }, 120_000);

  test('of nested front matter render or fail within a second, and the body stays', () => {
    const depth = MEGABYTE / 2;
    const blocks = [
      '['.repeat(depth),
      '{a: '.repeat(depth / 4),
      `${'- '.repeat(depth)}x`,
      `a: ${'!t '.repeat(depth / 3)}`,
      `a: &a [x]\n${'b: *a\n'.repeat(depth / 6)}`,
      '? '.repeat(depth),
      `"${'\\'.repeat(depth)}`,
    ];
    for (const block of blocks) {
      const source = `---\n${block}\n---\nThe body.\n`;
      let html = '';
      const time = timed(() => {
        html = renderPost(source).html;
      });
      expect(time, block.slice(0, 9)).toBeLessThan(MAX_MILLISECONDS);
      expect(html, block.slice(0, 9)).toContain('The body.');
    }
    expectStillSound();
  });
});

test('a catalog of nested metadata opens or fails cleanly', () => {
  const nested = '['.repeat(100_000) + ']'.repeat(100_000);
  timed(() => createCatalog(`[{"path":"a.md","data":{"x":${nested}}}]`));
  expect(createCatalog('[{"path":"a.md","data":{}}]').query().total).toBe(1);
});
