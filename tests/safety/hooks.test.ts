/*
 * What hooks answer, where it is a stranger's: attributes pass the policy of posts, texts are escaped,
 * and what is no answer is told to the caller. `{ html }` goes in as it is, and is left out here.
 */
import { type HookNode, type Hooks, init, renderPost } from 'broadsheet';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { beforeAll, describe, expect, test } from 'vitest';
import { noSuites, payloads } from './cases.ts';
import { linkSchemes, mayLoad } from './policy.ts';

beforeAll(() => init());

const base = 'https://letters.example/';

/** Nodes of every hook. */
const source = `# Heading

[link](a.md) ![image](b.png) <b title="x">raw</b> <a href="c.md">raw link</a> <img src="d.png">

\`\`\`js run
code
\`\`\`

{{< unknown-shortcode key="value" >}}

:::box
Held.
:::
`;
const hooked = ['code', 'image', 'link', 'heading', 'shortcode', 'html', 'container'] as const;

/** As wasm/docs/hooks.md has them. */
const named = new Set(
  'alt class decoding dir download fetchpriority height hidden href id lang loading open referrerpolicy rel role sizes src start tabindex target title translate width'.split(
    ' ',
  ),
);

function rendered(answer: (node: HookNode) => unknown) {
  const on = Object.fromEntries(hooked.map((name) => [name, answer])) as unknown as Hooks;
  return renderPost(source, { on, syntax: { containers: true } });
}

type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue;
      found.push(child);
      visit(child);
    }
  };
  visit(parseFragment(html));
  return found;
}

const namesOf = (html: string): string[] => elementsOf(html).map(({ tagName }) => tagName);

/** What of the HTML may not be there. */
function faults(html: string): string[] {
  return elementsOf(html).flatMap(({ tagName, attrs }) =>
    attrs.flatMap(({ name, value }) => {
      if (!named.has(name) && !/^(?:data|aria)-[a-z0-9_-]+$/.test(name)) {
        return [`${tagName}[${name}]`];
      }
      if (name === 'target' && value === '_blank') {
        const rel = attrs.find((one) => one.name === 'rel')?.value ?? '';
        if (!/\b(?:noopener|noreferrer)\b/.test(rel))
          return ['a window of its own that knows its opener'];
      }
      if (name !== 'href' && name !== 'src') return [];
      if (!URL.canParse(value, base)) return [];
      const url = new URL(value, base);
      const may = name === 'src' ? mayLoad(url) : linkSchemes.includes(url.protocol);
      return may ? [] : [`${tagName}[${name}=${value}]`];
    }),
  );
}

/** Attributes that run, load or restyle, and names that are none. */
const hostile: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['onclick', 'onerror', 'onload', 'ONCLICK', 'onfocus', 'oncut', 'onbeforetoggle'].map(
      (name) => [name, 'alert(1)'],
    ),
  ),
  style: 'position:fixed;inset:0',
  STYLE: 'color:red',
  srcset: 'https://a.example/x.png 1x',
  srcdoc: '<script>alert(1)</script>',
  formaction: 'javascript:alert(1)',
  action: 'javascript:alert(1)',
  'xlink:href': 'javascript:alert(1)',
  ping: 'https://a.example/',
  background: 'https://a.example/',
  poster: 'https://a.example/',
  autofocus: '',
  contenteditable: 'true',
  popovertarget: 'x',
  is: 'x-y',
  slot: 'x',
  nonce: 'x',
  integrity: 'x',
  'http-equiv': 'refresh',
  'data-': 'x',
  'data-x"><script>alert(1)</script>': 'x',
  'data-x onclick': 'alert(1)',
  'data-x/onclick': 'alert(1)',
  'data-x=y onclick': 'alert(1)',
  'aria-x\nonclick': 'alert(1)',
  '': 'x',
  ' ': 'x',
  'class ': 'x',
  '"': 'x',
  '><b': 'x',
  'id\0onclick': 'alert(1)',
  __proto__x: 'x',
  constructor: 'x',
};

test('attributes that run, load or restyle are left out, each with a diagnostic', () => {
  const plain = namesOf(rendered(() => undefined).html);
  for (const [name, value] of Object.entries(hostile)) {
    const { html, diagnostics } = rendered(() => ({ attributes: { [name]: value } }));
    expect(faults(html), name).toEqual([]);
    expect(namesOf(html), name).toEqual(plain);
    expect(html, name).not.toContain('alert(1)');
    const left = diagnostics.filter(({ code }) => code === 'hook-attribute');
    expect(left.length, name).toBeGreaterThan(0);
  }
  const { html } = rendered(() => ({ attributes: hostile }));
  expect([faults(html), namesOf(html)]).toEqual([[], plain]);
});

test('an attribute stands once, and a window of its own never knows its opener', () => {
  for (const attributes of [
    { target: '_blank', rel: 'nofollow' },
    { rel: 'opener', target: '_blank' },
    { rel: 'noopener nofollow', target: '_blank' },
    { class: 'one', CLASS: 'two', title: 'a', Title: 'b', id: 'own', ID: 'other' },
    { width: '1', height: '2', loading: 'eager', decoding: 'sync', alt: 'x', title: 'y' },
  ]) {
    const { html } = rendered(() => ({ attributes }));
    expect(faults(html)).toEqual([]);
    for (const [tag] of html.matchAll(/<[a-z][^>]*>/g)) {
      const names = [...tag.matchAll(/ ([a-z-]+)=/g)].map(([, name]) => name);
      expect(names.length, tag).toBe(new Set(names).size);
    }
  }
});

describe.skipIf(noSuites)(`attacks${noSuites ? ` (${noSuites})` : ''}`, () => {
  test('in values and texts change nothing around them', () => {
    const plain = namesOf(rendered(() => undefined).html);
    const replaced = namesOf(rendered(() => ({ text: 'x' })).html);
    const faulty: object[] = [];
    for (const { from, text } of payloads()) {
      const attributes = Object.fromEntries(
        [...named, 'data-x', 'aria-label'].map((name) => [name, text]),
      );
      const given = rendered(() => ({ attributes })).html;
      const found = faults(given);
      if (found.length > 0 || namesOf(given).join() !== plain.join()) {
        faulty.push({ from, found });
      }
      const written = rendered(() => ({ text })).html;
      if (namesOf(written).join() !== replaced.join()) faulty.push({ from, written });
    }
    expect(faulty).toEqual([]);
  });
});

test('answers of any size are written, or left out, without a crash', () => {
  const long = 'x'.repeat(4_000_000);
  for (const answer of [
    { attributes: { title: long } },
    {
      attributes: Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`data-a${n}`, 'x'])),
    },
    { attributes: { [`data-${long}`]: 'x' } },
    { text: long },
    { html: `<p>${long}</p>` },
    { text: '\0\uD800\uFFFF' },
    { attributes: { title: '\0\uD800', 'data-x': '\0' } },
  ]) {
    const { html } = rendered(({ type }) => (type === 'link' ? answer : undefined));
    expect(html).toContain('Held.');
    expect(faults(html)).toEqual([]);
  }
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`data-a${n}`, 'x']));
  const limited = rendered(({ type }) => (type === 'link' ? { attributes: many } : undefined));
  expect(limited.html).toContain('data-a99="x"');
  expect(limited.html).not.toContain('data-a100');
  expect(limited.diagnostics.map(({ code }) => code)).toContain('hook-attribute');
  // And as many nodes as a post may have.
  const links = '[a](b.md) '.repeat(20_000);
  const { html } = renderPost(links, { on: { link: () => ({ attributes: { title: '<>' } }) } });
  expect(html.match(/title="&lt;&gt;"/g)).toHaveLength(20_000);
});

test('what is no answer is told to the caller', () => {
  const none = [
    ...[1, 'text', true, Symbol('x'), () => ({ html: '' }), 1n],
    ...[{ html: 1 }, { html: null }, { text: {} }, { text: undefined }, { text: ['x'] }],
    ...[{ attributes: null }, { attributes: 'class' }, { attributes: [] }, { innerHTML: 'x' }],
    ...[Promise.resolve({ text: 'x' })],
  ];
  for (const answer of none) {
    expect(() => rendered(() => answer), String(Object.keys(Object(answer)))).toThrow(
      expect.objectContaining({ name: 'BroadsheetError', code: 'invalid-argument' }),
    );
    // Whatever was wrong before, the next post is as ever.
    expect(rendered(() => undefined).html).toContain('Held.');
  }
});
