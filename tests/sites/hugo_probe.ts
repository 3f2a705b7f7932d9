/* Hugo's own answer: it builds a site with layouts that print what it knows of each page. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { type PageAnswer, type SiteAnswer, compare, sortedPages } from './answer.js';
import type { Variant } from './description.js';

/** Whether there is a Hugo to ask. */
export const hasHugo = spawnSync('hugo', ['version']).status === 0;

const variants: Record<Variant, string[]> = {
  plain: [],
  drafts: ['--buildDrafts'],
  future: ['--buildFuture'],
  expired: ['--buildExpired'],
};

const layout = `{{- $date := "" }}{{ with .Date }}{{ if not .IsZero }}{{ $date = .Format "2006-01-02T15:04:05Z07:00" }}{{ end }}{{ end -}}
{{- $source := "" }}{{ with .File }}{{ $source = .Filename }}{{ end -}}
PROBE{{ dict "kind" .Kind "source" $source "title" .Title "date" $date "lang" .Language.Lang "tags" (.Params.tags | default slice) "categories" (.Params.categories | default slice) | jsonify }}PROBE
`;

/** Writes files into a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** @param folder of the site; gets layouts, and its own go before them */
export function askHugo(folder: string, asked: readonly Variant[]): SiteAnswer {
  const layouts = ['single', 'list', 'taxonomy', 'term', 'section', 'home'];
  for (const name of layouts) writeFiles(folder, { [`layouts/_default/${name}.html`]: layout });
  writeFiles(folder, { 'layouts/index.html': layout });
  const plain = build(folder, variants.plain);
  const posts = publishedOf(plain.pages);
  const published: SiteAnswer['published'] = { plain: posts };
  for (const variant of asked) {
    if (variant === 'plain') continue;
    const others = publishedOf(build(folder, variants[variant]).pages);
    if (others.join('\n') !== posts.join('\n')) published[variant] = others;
  }
  return { ...plain, published };
}

function publishedOf(pages: readonly PageAnswer[]): string[] {
  return pages
    .filter(({ kind }) => kind === 'page')
    .map(({ source }) => source)
    .sort(compare);
}

function build(folder: string, options: readonly string[]): Omit<SiteAnswer, 'published'> {
  const out = mkdtempSync(join(tmpdir(), 'broadsheet-hugo-'));
  try {
    execFileSync('hugo', ['--source', folder, '--destination', out, '--quiet', ...options], {
      env: { ...process.env, TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return readBuilt(folder, out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function readBuilt(folder: string, out: string): Omit<SiteAnswer, 'published'> {
  const pages: PageAnswer[] = [];
  const redirects: Record<string, string> = {};
  const feeds: Record<string, string[]> = {};
  for (const item of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue;
    const file = posix.relative(out, join(item.parentPath, item.name));
    if (!/\.(?:html?|xml)$/.test(file)) continue;
    const text = readFileSync(join(out, file), 'utf8');
    const [, found] = /PROBE(.*)PROBE/s.exec(text) ?? [];
    const [, target] = /http-equiv="?refresh"? content="0; url=([^"]*)"/.exec(text) ?? [];
    if (found !== undefined) {
      const { source, ...said } = JSON.parse(found) as PageAnswer;
      // A single term may be written without a list, and with blanks.
      const [tags, categories] = [said.tags, said.categories].map((terms) => [
        ...new Set(
          [terms ?? []]
            .flat()
            .map((term) => String(term).trim())
            .filter(Boolean),
        ),
      ]);
      pages.push({
        ...said,
        tags: tags ?? [],
        categories: categories ?? [],
        file,
        source: source === '' ? '' : posix.relative(folder, source),
      });
    } else if (target !== undefined) {
      redirects[file] = fileOfAddress(new URL(target, 'https://example.org/').pathname);
    } else if (file.endsWith('index.xml')) {
      feeds[file] = [...text.matchAll(/<guid>(.*?)<\/guid>/g)].map(([, guid = '']) => guid);
    }
  }
  const ordered = <Value>(map: Record<string, Value>): Record<string, Value> =>
    Object.fromEntries(Object.entries(map).sort(([one], [other]) => compare(one, other)));
  return { pages: sortedPages(pages), redirects: ordered(redirects), feeds: ordered(feeds) };
}

function fileOfAddress(path: string): string {
  const decoded = decodeURIComponent(path).slice(1);
  return decoded === '' || decoded.endsWith('/') ? `${decoded}index.html` : decoded;
}
