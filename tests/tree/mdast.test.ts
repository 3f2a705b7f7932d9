/* The tree as mdast, beside mdast-util-from-markdown, over a third of the real posts; all with BROADSHEET_ALL=1. */
import { init, parsePost, type RenderOptions } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { realPosts } from '../package/corpora.ts';
import { noShared } from '../package/paths.ts';
import { commonmark, github, type Node, normalized } from './peers.ts';

beforeAll(() => init());

const every = process.env.BROADSHEET_ALL === '1' ? 1 : 3;

/** Without front matter, which is no Markdown. */
function bodies(): { file: string; source: string }[] {
  const posts = realPosts().filter((_, at) => at % every === 0);
  return posts.map(({ file, source }) => ({
    file,
    source: new TextDecoder()
      .decode(source)
      .replaceAll('\0', '')
      .replace(/^\s*---\r?\n[\s\S]*?\n---\s*?\n/, ''),
  }));
}

/** Where two trees differ first: the types and members on the way, and both values. */
function difference(ours: Node | undefined, theirs: Node | undefined): string {
  if (ours?.type !== theirs?.type) return `${ours?.type ?? 'none'} for ${theirs?.type ?? 'none'}`;
  for (const name of new Set([...Object.keys(ours ?? {}), ...Object.keys(theirs ?? {})])) {
    if (name === 'children') continue;
    if (JSON.stringify(ours?.[name]) !== JSON.stringify(theirs?.[name])) {
      return `${ours?.type ?? ''}.${name}`;
    }
  }
  const [mine = [], other = []] = [ours?.children, theirs?.children];
  for (let at = 0; at < Math.max(mine.length, other.length); at += 1) {
    const found = difference(mine[at], other[at]);
    if (found !== '') return found;
  }
  return '';
}

function compare(
  options: RenderOptions,
  peer: (source: string) => Node,
  prepare: (tree: Node) => Node = (tree) => tree,
  isCompared: (source: string) => boolean = () => true,
): { compared: number; different: Record<string, string[]> } {
  const different: Record<string, string[]> = {};
  let compared = 0;
  for (const { file, source } of bodies()) {
    if (!isCompared(source)) continue;
    compared += 1;
    const post = parsePost(source, options);
    const ours = prepare(normalized(post.toMdast() as Node));
    post.dispose();
    const kind = difference(ours, prepare(normalized(peer(source))));
    if (kind !== '') different[kind] = [...(different[kind] ?? []), file];
  }
  return { compared, different };
}

/** Where a line ends in a text: posts in Chinese are joined there, which is a decision of ours. */
function withoutLineEnds(node: Node): Node {
  if (node.type === 'text') node.value = node.value?.replace(/ *\n */g, '') ?? '';
  for (const child of node.children ?? []) withoutLineEnds(child);
  if (node.children !== undefined) {
    node.children = node.children.filter(({ type, value }) => type !== 'text' || value !== '');
  }
  return node;
}

describe.skipIf(noShared)('as mdast-util-from-markdown has it', () => {
  test('in CommonMark, but for the differences of which the reason is known', () => {
    const { compared, different } = compare({ profile: 'commonmark' }, commonmark);
    expect(compared).toBeGreaterThan(1500 / every);
    // CommonMark 6.1: a line end in code is a blank, which the peer leaves to whoever writes HTML.
    expect(different['inlineCode.value']?.length ?? 0).toBeLessThanOrEqual(6);
    // The peer keeps a no-break space at the end of an info string.
    expect(different['code.meta']?.length ?? 0).toBeLessThanOrEqual(1);
    // A blank line between a list in an item and what is no part of either: the peer counts it.
    expect(different['list.spread']?.length ?? 0).toBeLessThanOrEqual(2);
    const known = ['inlineCode.value', 'code.meta', 'list.spread'];
    expect(Object.keys(different).filter((kind) => !known.includes(kind))).toEqual([]);
  }, 600_000);

  test('with GFM, footnotes and math, in posts without tags that the peer does not know', () => {
    const { compared, different } = compare(
      {
        frontMatter: false,
        emphasis: 'commonmark',
        headings: 'keep',
        html: 'pass',
      },
      github,
      withoutLineEnds,
      // Shortcodes and Liquid are text to it; of `$` it takes more for formulas than pandoc does.
      (source) => !/\{\{|\{%|\$/.test(source),
    );
    expect(compared).toBeGreaterThan(700 / every);
    // Bare addresses end before Chinese text and `](`; short rows are filled up.
    expect(different['link.url']?.length ?? 0).toBeLessThanOrEqual(2);
    expect(different['tableCell for none']?.length ?? 0).toBeLessThanOrEqual(1);
    const known = ['link.url', 'tableCell for none'];
    expect(Object.keys(different).filter((kind) => !known.includes(kind))).toEqual([]);
  }, 600_000);
});
