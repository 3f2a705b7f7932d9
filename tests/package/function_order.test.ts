/* Where the functions of a module lie: what it does stays as it is, and it packs better. */
import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { createCatalog } from '../../wasm/src/api/catalog.ts';
import { adopt } from '../../wasm/src/engine/engine.ts';
import { renderPost } from '../../wasm/src/api/render.ts';
import { parsePost } from '../../wasm/src/api/tree.ts';
import { orderByLikeness } from '../../wasm/linking/likeness.mjs';
import { orderFunctions } from '../../wasm/linking/order-functions.mjs';
import { wasmFile } from './paths.ts';

let shipped: Buffer;
beforeAll(async () => {
  shipped = await readFile(wasmFile);
});

const source = `---
title: "甲\\u4e59"
tags: &all [a, {b: c}, 'd']
more: *all
---
# A *heading*

- [x] a [link](javascript:alert(1)) &copy; $x^2$

| a | b |
|---|--:|
| \`c\` | <b onclick="x">d</b> |

\`\`\`js
let x = 1;
\`\`\`
`;

function answers(): unknown[] {
  const catalog = createCatalog([{ path: 'a.md', data: { title: 'A', tags: ['b'] } }] as never);
  const tree = parsePost(source);
  const found = [
    renderPost(source),
    renderPost(source, { on: { code: ({ value }) => ({ text: value }) } }),
    catalog.query({ words: 'a' }),
    tree.render(),
  ];
  tree.dispose();
  catalog.dispose();
  return found;
}

test('another order gives the same answers', () => {
  adopt(new WebAssembly.Module(new Uint8Array(shipped)));
  const expected = answers();
  const reversed = orderFunctions(shipped, (bodies: Buffer[]) => [...bodies.keys()].reverse());
  expect(reversed.equals(shipped)).toBe(false);
  adopt(new WebAssembly.Module(new Uint8Array(reversed)));
  expect(answers()).toEqual(expected);
});

test('the order of the shipped module packs better than one by size', () => {
  const bySize = orderFunctions(shipped, (bodies: Buffer[]) =>
    [...bodies.keys()].sort(
      (one, other) => (bodies[one] as Buffer).length - (bodies[other] as Buffer).length,
    ),
  );
  const packed = (module: Buffer) => brotliCompressSync(module).length;
  expect(packed(shipped)).toBeLessThan(packed(bySize) - 1000);
});

test('what is alike comes together, and nothing is lost', () => {
  const bodies = ['abcdefgh0', '12345678901', 'abcdefgh9', '1234567890x', ''].map((text) =>
    Buffer.from(text),
  );
  expect(orderByLikeness(bodies)).toEqual([0, 2, 1, 3, 4]);
});
