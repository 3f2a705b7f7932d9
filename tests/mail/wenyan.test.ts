/*
 * Articles beside those of wenyan, which many authors of WeChat's use: the same blocks in the same
 * order. It is one of the peers of tests/bench, which `scripts/bench` installs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { init, renderWechat } from 'broadsheet';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts } from '../corpora/real_posts.ts';
import { root } from '../package/paths.ts';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

interface Wenyan {
  handleFrontMatter(markdown: string): Promise<{ body: string }>;
  renderMarkdown(markdown: string): Promise<string>;
  applyStylesWithTheme(element: unknown, options: object): Promise<string>;
}

const peers = join(root, 'tests/bench/node_modules');
const missing =
  noPosts ||
  (existsSync(join(peers, '@wenyan-md/core')) ? false : 'no peers: scripts/bench installs them');
const compared = 100;

/** Where blocks differ, and why; how many posts may differ so. */
const differences: readonly { why: string; posts: number; fits(names: string): boolean }[] = [
  {
    why: "a picture of the author's HTML stands in a paragraph, as one of Markdown does",
    posts: 3,
    fits: (names) => /^img .*\/ p img/.test(names),
  },
  {
    why: 'a quote that is not indented ends a list, as CommonMark has it',
    posts: 1,
    fits: (names) => names === 'li ul li li / ul li ul li',
  },
  {
    why: 'rows of a table that are not indented are the text of the item above, as GFM has it',
    posts: 1,
    fits: (names) => names.startsWith('table tr th '),
  },
];

const blocks = new Set('p ul ol li blockquote pre img table tr th td hr'.split(' '));

/** The blocks in order. Lists in lists in lists are paragraphs to WeChat's editor, in both. */
function blocksOf(html: string): string[] {
  const found: string[] = [];
  const visit = (node: Node, lists: number): void => {
    const { nodeName: name } = node;
    const isList = name === 'ul' || name === 'ol';
    const isFlat = (isList && lists >= 2) || (name === 'li' && lists > 2);
    if (/^h[1-6]$/.test(name)) found.push('h');
    else if (blocks.has(name) && !isFlat && (name !== 'p' || hasContent(node))) found.push(name);
    if (!('childNodes' in node)) return;
    for (const child of node.childNodes) visit(child, lists + (isList ? 1 : 0));
  };
  visit(parseFragment(html), 0);
  // Paragraphs of tight and loose items differ by their margins alone.
  return found.filter((name, at) => name !== 'p' || found[at - 1] !== 'li');
}

function hasContent(node: Node): boolean {
  if (node.nodeName === 'img') return true;
  if ('value' in node) return node.value.trim() !== '';
  return 'childNodes' in node && node.childNodes.some(hasContent);
}

describe.skipIf(missing)(`wenyan${missing ? ` (${missing})` : ''}`, () => {
  let article: (markdown: string) => Promise<string>;
  beforeAll(async () => {
    await init();
    const at = (file: string) => pathToFileURL(join(peers, file)).href;
    const { JSDOM } = await import(at('jsdom/lib/api.js'));
    const { createWenyanCore } = await import(at('@wenyan-md/core/dist/core.js'));
    const { window } = new JSDOM('');
    const { document } = window;
    Object.assign(globalThis, { document, window });
    const wenyan: Wenyan = await createWenyanCore({ isConvertMathJax: false });
    article = async (markdown) => {
      const { body } = await wenyan.handleFrontMatter(markdown);
      const section = document.createElement('section');
      section.innerHTML = await wenyan.renderMarkdown(body);
      return wenyan.applyStylesWithTheme(section, {
        themeId: 'default',
        hlThemeId: 'solarized-light',
        isMacStyle: false,
        isAddFootnote: true,
      });
    };
  });

  test(`has the blocks of ours, over ${compared} posts`, async () => {
    const chinese = newsletterPosts().filter(({ file }) => file.startsWith('sofa'));
    const every = Math.floor(chinese.length / compared);
    const posts = chinese.filter((_, at) => at % every === 0).slice(0, compared);
    expect(posts).toHaveLength(compared);
    const unexplained: string[] = [];
    const explained = new Map<string, number>();
    for (const { file, source } of posts) {
      const markdown = Buffer.from(source).toString('utf8');
      const [theirs = ''] = (await article(markdown)).split(/<h3[^>]*>(?:<[^>]*>)*引用链接/);
      const [ours = ''] = renderWechat(source, { file }).html.split(
        /<section [^>]*>\n?<p [^>]*>引用链接/,
      );
      // Theirs begins with the description as a quote.
      const expected = blocksOf(theirs);
      const isIntroduced = expected[0] === 'blockquote';
      const difference = differenceOf(expected.slice(isIntroduced ? 2 : 0), blocksOf(ours));
      if (difference === undefined) continue;
      const reason = differences.find(({ fits }) => fits(difference));
      if (reason === undefined) unexplained.push(`${file}: ${difference}`);
      else explained.set(reason.why, (explained.get(reason.why) ?? 0) + 1);
    }
    expect(unexplained).toEqual([]);
    for (const { why, posts } of differences) expect(explained.get(why), why).toBe(posts);
  }, 120_000);
});

/** What theirs has where ours has something else. */
function differenceOf(theirs: string[], ours: string[]): string | undefined {
  const at = theirs.findIndex((name, index) => name !== ours[index]);
  if (at < 0 && theirs.length === ours.length) return undefined;
  const from = at < 0 ? theirs.length : at;
  return `${theirs.slice(from, from + 4).join(' ')} / ${ours.slice(from, from + 4).join(' ')}`;
}
