/*
 * A post is published with those definitions of the files that it takes in that it uses: its HTML is
 * that of all of them.
 */
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { init, renderPost } from 'broadsheet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tracedPost } from '../../web/cli/archive/read_post.js';
import { resolveSource } from '../../web/cli/generators/rules.js';
import { recognizeSite } from '../../web/cli/site/recognize.js';
import { shared } from '../package/paths.js';
import { writeFiles } from './hugo_probe.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-definitions-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeAll(() => init());

/** What is published of a post, and all that Liquid makes of it. */
async function textsOf(folder: string, paths: readonly string[]) {
  const site = await recognizeSite(folder, 'build');
  return paths.map((path) => {
    const source = readFileSync(join(site.root, path), 'utf8');
    const whole = resolveSource(site, path, source)?.text ?? source;
    const published = Buffer.from(tracedPost(site, path).published).toString();
    // Whether a post is Chinese, and lenient therefore, is told by what it is published with.
    const options = { ...site.rendering, emphasis: 'cjk', file: path } as const;
    const html = (text: string) => renderPost(text, options).html;
    return { path, whole, published, isSame: html(whole) === html(published) };
  });
}

const definitions = `[one]: /one/
[Two  Words]: https://example.org/two "Two"
[three]: /three/
[straße]: /street/
[last]: /last/
`;

it.each([
  ['none is used', 'Text.\n\n{% include refs.md %}\n', '[one]'],
  ['one is', 'See [x][one].\n\n{% include refs.md %}\n', '[one]'],
  [
    'they are used in all forms',
    'See [two\nwords][], [THREE] and ![a [b]][one].\n\n{% include refs.md %}\n',
    '[one] [Two  Words] [three]',
  ],
  ['one has code', '[a][`two`].\n\n{% include code.md %}\n', '[`two`]'],
  ['one is used in a quote', '> A [two\n> words] here.\n\n{% include refs.md %}\n', '[Two  Words]'],
  ['letters differ by case', 'A [STRASSE].\n\n{% include refs.md %}\n', '[straße]'],
  ['a list goes on', '- a\n\n{% include refs.md %}\n- b\n', '[one]'],
  ['a title follows', 'Text.\n\n{% include refs.md %}"A title"\n', '[one] [last]'],
  [
    'they are code',
    '```\n{% include refs.md %}\n```\n',
    '[one] [Two  Words] [three] [straße] [last]',
  ],
  [
    'a paragraph stands before',
    'Text.\n{% include refs.md %}\n',
    '[one] [Two  Words] [three] [straße] [last]',
  ],
  ['they are the own ones', definitions, '[one] [Two  Words] [three] [straße] [last]'],
])('when %s', async (what, body, kept) => {
  const folder = join(root, what.replaceAll(' ', '-'));
  const path = '_posts/2024-01-01-a.md';
  writeFiles(folder, {
    '_config.yml': 'title: Letters\n',
    '_includes/refs.md': definitions,
    '_includes/code.md': '[one]: /one/\n[`two`]: /two/\n[three]: /three/\n',
    [path]: `---\ntitle: A\n---\n${body}`,
  });
  const [found] = await textsOf(folder, [path]);
  const labels = [...(found?.published.matchAll(/^(\[[^\]]*\]):/gm) ?? [])].map(([, one]) => one);
  expect(labels.join(' ')).toBe(kept);
  expect(found?.isSame).toBe(true);
});

const optech = join(shared, 'sites/optech');
it.runIf(existsSync(optech))('in seven years of a newsletter', { timeout: 300_000 }, async () => {
  const every = process.env.BROADSHEET_ALL === '1' ? 1 : 12;
  const paths = readdirSync(join(optech, '_posts'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .filter((_, at) => at % every === 0)
    .map((path) => `_posts/${path}`);
  expect(paths.length).toBeGreaterThan(50);
  const found = await textsOf(optech, paths);
  expect(found.filter(({ isSame }) => !isSame).map(({ path }) => path)).toEqual([]);
  const bytes = (of: 'whole' | 'published') =>
    found.reduce((sum, text) => sum + Buffer.byteLength(text[of]), 0);
  expect(bytes('published')).toBeLessThan(0.5 * bytes('whole'));
});
