/* Emphasis over real posts: what stays literal in each mode, and what never changes. */
import { init, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, titled } from './real_posts.ts';

const modes = ['commonmark', 'cjk', 'lenient'] as const;
const chinese = /^sofa/;

/** The literal `**` a reader sees outside of code. */
function literalRuns(html: string): number {
  const shown = html.replace(/<(pre|code)\b.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '\0');
  return shown.match(/\*{2,}/g)?.length ?? 0;
}

describe.skipIf(noPosts)(titled('emphasis in the posts of five newsletters'), () => {
  beforeAll(() => init());

  test('of 1,126 English posts is the same in all modes', () => {
    const english = newsletterPosts().filter(({ file }) => !chinese.test(file));
    expect(english).toHaveLength(1126);
    const differing = english.filter(({ source }) => {
      const [first, ...others] = modes.map((emphasis) => renderPost(source, { emphasis }).html);
      return others.some((html) => html !== first);
    });
    expect(differing.map(({ file }) => file)).toEqual([]);
  });

  test('leaves asterisks in 34 posts of SOFA Weekly, in 2 if lenient, and names each place', () => {
    const posts: Record<string, number> = {};
    for (const emphasis of modes) {
      for (const { file, source } of newsletterPosts()) {
        const { html, diagnostics } = renderPost(source, { emphasis });
        const text = new TextDecoder().decode(source);
        // Asterisks that the author wants literal are no finding.
        const escaped = text.match(/\\\*\\\*/g)?.length ?? 0;
        const literal = literalRuns(html) - escaped;
        const folder = `${emphasis} ${file.slice(0, file.indexOf('/'))}`;
        if (literal > 0) posts[folder] = (posts[folder] ?? 0) + 1;
        const named = diagnostics.filter(({ code }) => code === 'literal-emphasis');
        expect(named, file).toHaveLength(literal);
        const lines = text.split('\n');
        for (const { line, column } of named) {
          const rest = [...(lines[line - 1] ?? '')].slice(column - 1).join('');
          expect(rest.slice(0, 2), `${file}:${line}:${column}`).toBe('**');
        }
      }
    }
    expect(posts).toEqual({
      'commonmark sofa-weekly': 46,
      'commonmark sofastack-blog': 62,
      'cjk sofa-weekly': 34,
      'cjk sofastack-blog': 33,
      'lenient sofa-weekly': 2,
      'lenient sofastack-blog': 8,
    });
  });
});
