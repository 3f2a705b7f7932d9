/* Trees are given back: by dispose, after hooks whatever they do, by the collector, after a failure. */
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acquire, adopt } from '../../wasm/src/engine/engine.ts';
import type { RawExports } from '../../wasm/src/engine/exports.ts';
import { renderPostAsync } from '../../wasm/src/api/hooked.ts';
import { renderHtml, renderPost } from '../../wasm/src/api/render.ts';
import { parsePost } from '../../wasm/src/api/tree.ts';
import { wasmFile } from '../package/paths.ts';

// The sources are tested here, not the bundle: the instance has to be looked into.

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Trees that were opened and not given back, and replies. */
const owned = { trees: 0, replies: 0 };

beforeAll(async () => {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      const raw = super.exports as unknown as RawExports;
      const counted: RawExports = {
        ...raw,
        broadsheet_tree_open: (...args) => {
          owned.trees += 1;
          owned.replies += 1;
          return raw.broadsheet_tree_open(...args);
        },
        broadsheet_tree_free: (tree) => {
          owned.trees -= 1;
          raw.broadsheet_tree_free(tree);
        },
        broadsheet_tree_render: (...args) => {
          owned.replies += 1;
          return raw.broadsheet_tree_render(...args);
        },
        broadsheet_reply_free: (reply) => {
          owned.replies -= 1;
          raw.broadsheet_reply_free(reply);
        },
      };
      Object.defineProperty(this, 'exports', { value: counted });
    }
  } as typeof WebAssembly.Instance;
  adopt(await WebAssembly.compile(new Uint8Array(await readFile(wasmFile))));
});

beforeEach(() => {
  Object.assign(owned, { trees: 0, replies: 0 });
});

const source = '# H\n\n```js\na\n```\n';

async function collected(): Promise<void> {
  for (let round = 0; round < 20 && owned.trees > 0; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
  }
}

describe('a tree is given back', () => {
  test('by dispose, once', () => {
    const post = parsePost(source);
    expect(owned.trees).toBe(1);
    post.toMdast();
    post.dispose();
    post.dispose();
    expect(owned).toEqual({ trees: 0, replies: 0 });
  });

  test('when nobody knows the post any more', async () => {
    (() => parsePost(source).size)();
    await collected();
    expect(owned.trees).toBe(0);
  });

  test('after hooks, whatever they do', async () => {
    const failing = () => {
      throw new Error('mine');
    };
    renderHtml(source, { on: { code: () => ({ html: '' }) } });
    renderHtml(source, { on: { image: () => null } });
    expect(() => renderHtml(source, { on: { code: failing } })).toThrow('mine');
    await renderPostAsync(source, { on: { code: async () => ({ text: '' }) } });
    await expect(renderPostAsync(source, { on: { code: failing } })).rejects.toThrow('mine');
    const signal = AbortSignal.timeout(5);
    await expect(
      renderPostAsync(source, { on: { code: () => new Promise<never>(() => undefined) }, signal }),
    ).rejects.toThrow(/timeout/);
    expect(owned).toEqual({ trees: 0, replies: 0 });
  });

  test('when a hook never answers and nobody waits', async () => {
    (() => {
      void renderPostAsync(source, { on: { code: () => new Promise<never>(() => undefined) } });
    })();
    await collected();
    expect(owned.trees).toBe(0);
  });

  test('not by an option that is unknown', () => {
    expect(() => parsePost(source, { dialect: 'x' as never })).toThrow(/Unknown dialect/);
    expect(owned).toEqual({ trees: 0, replies: 0 });
  });
});

describe('a failure of the module', () => {
  test('between a post and its answers is made up for', () => {
    const lost = renderPost(source, {
      on: {
        code: () => {
          acquire().close();
          return { html: '<x>' };
        },
      },
    });
    expect(lost.html).toBe('<h2 id="h">H</h2>\n<x>\n');
  });

  test('does not disturb a parsed post', () => {
    const post = parsePost(source);
    const before = [...post.walk()].map(({ type, text }) => [type, text]);
    acquire().close();
    expect([...post.walk()].map(({ type, text }) => [type, text])).toEqual(before);
    expect(post.render().html).toBe(renderHtml(source));
    post.dispose();
  });

  test('does not leave memory behind', () => {
    const bytes = () => acquire().memory.bytes().length;
    for (let round = 0; round < 2_000; round += 1) parsePost(source).dispose();
    const before = bytes();
    for (let round = 0; round < 20_000; round += 1) {
      parsePost(source).dispose();
      renderHtml(source, { on: { code: () => ({ html: '<x>' }) } });
    }
    expect(bytes()).toBe(before);
  });
});
