/*
 * Hugo's `ref` and `relref`: where its links lead, and where those of a build do. Its answers are
 * recorded in `expected/references.json`; with BROADSHEET_ALL=1 and Debian's hugo it is asked again.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { run } from '../cli/command.js';
import { page } from './description.js';
import { hasHugo, writeFiles } from './hugo_probe.js';

const expected = fileURLToPath(new URL('expected/references.json', import.meta.url));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-references-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Each is the destination of a link of the first page, in this order. */
const references = [
  ...['beside.md', 'beside', './beside.md', '../notes/far.md', '/notes/far.md', '/notes/far'],
  ...['notes/far.md', 'notes/far', 'unique.md', 'unique', '/deep/down/unique'],
  ...['bundle', 'bundle/', 'bundle/index.md', '/posts/bundle', '#here', 'beside.md#part'],
  ...['beside#part', '/notes', '/notes/_index.md', 'notes', 'Beside.md', 'blank name.md'],
];
const named = [
  ['path="unique.md" lang="zh"', 'zh'],
  ['path="/notes/far" lang="zh"', 'zh'],
  ['path="beside.md"', 'en'],
];

const text = (title: string): string => `${page({ title })}\n## Part\n`;
const all = [
  ...references.map((reference) => `[x]({{< relref "${reference}" >}})`),
  ...named.map(([given]) => `[x]({{% relref ${given} %}})`),
  `<a href="{{< relref "beside.md#part" >}}">x</a>`,
];
const files: Record<string, string> = {
  'hugo.toml': `baseURL = "https://example.org/"
title = "T"
refLinksErrorLevel = "WARNING"
refLinksNotFoundURL = "nowhere"
defaultContentLanguage = "en"
[markup.goldmark.renderer]
unsafe = true
[languages.en]
weight = 1
[languages.zh]
weight = 2
`,
  'content/posts/first.md': `${page({ title: 'First' })}\n## Here\n\n${all.join('\n\n')}\n`,
  'content/posts/beside.md': text('Beside'),
  'content/posts/beside.zh.md': text('旁边'),
  'content/posts/blank name.md': text('Blank'),
  'content/posts/bundle/index.md': `${page({ title: 'Bundle' })}\n${[
    ...['beside.md', '../beside.md', '/notes/far', 'unique'],
  ]
    .map((reference) => `[x]({{< relref "${reference}" >}})`)
    .join('\n\n')}\n`,
  'content/posts/first.zh.md': `${page({ title: '第一' })}\n${['beside.md', 'unique', 'far']
    .map((reference) => `[x]({{< relref "${reference}" >}})`)
    .join('\n\n')}\n`,
  'content/notes/_index.md': text('Notes'),
  'content/notes/far.md': text('Far'),
  'content/notes/far.zh.md': text('远'),
  'content/deep/down/unique.md': text('Unique'),
  'content/deep/down/unique.zh.md': text('唯一'),
};

const pages = ['posts/first/', 'posts/bundle/', 'zh/posts/first/'];

/** Where the links of pages lead, below the root of the host. */
function leadsOf(folder: string, isProse: RegExp): Record<string, string[]> {
  const leads = pages.map((path): [string, string[]] => {
    const html = readFileSync(join(folder, path, 'index.html'), 'utf8');
    const prose = isProse.exec(html)?.[1] ?? '';
    const base = `https://example.org/${path}`;
    const links = [...prose.matchAll(/<a[^>]* href="?([^">\s]*)"?[^>]*>x/g)];
    return [path, links.map(([, href = '']) => new URL(href, base).href.slice(19))];
  });
  return Object.fromEntries(leads);
}

function askHugo(folder: string): Record<string, string[]> {
  for (const name of ['single', 'list']) {
    writeFiles(folder, { [`layouts/_default/${name}.html`]: 'PROSE{{ .Content }}PROSE' });
  }
  const out = join(root, 'hugo');
  const told = ['--source', folder, '--destination', out, '--quiet'];
  execFileSync('hugo', [...told, '--config', 'hugo.toml'], { stdio: 'pipe' });
  return leadsOf(out, /PROSE([\s\S]*)PROSE/);
}

it('lead where they lead with Hugo', { timeout: 60_000 }, async () => {
  const folder = join(root, 'site');
  writeFiles(folder, files);
  if (process.env.BROADSHEET_RECORD === '1') {
    writeFileSync(expected, `${JSON.stringify(askHugo(folder), undefined, 2)}\n`);
  }
  const recorded = JSON.parse(readFileSync(expected, 'utf8')) as Record<string, string[]>;
  if (process.env.BROADSHEET_ALL === '1' && hasHugo) expect(askHugo(folder)).toEqual(recorded);
  expect(recorded['posts/first/']?.length).toBe(all.length);
  const out = join(root, 'archive');
  const { status } = await run(['build', folder, '--out', out, '--no-search']);
  expect(status).toBe(0);
  // For a section stands the list of all posts.
  const ours = (lead: string): string => (lead === '/notes/' ? '/' : lead);
  const wanted = Object.entries(recorded).map(([path, leads]) => [path, leads.map(ours)]);
  expect(leadsOf(out, /<div class="prose"[^>]*>([\s\S]*?)<\/article>/)).toEqual(
    Object.fromEntries(wanted),
  );
});
