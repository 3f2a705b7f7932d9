/* Every real post: nothing of its body is lost, and its metadata is what other readers read. */
import { init, type Post, renderPost } from 'broadsheet';
import type { Token } from 'markdown-it';
import { beforeAll, describe, expect, test } from 'vitest';
import { bodyDifferences, metadataDifferences } from './explained_differences.ts';
import { type Metadata, readMetadata, readMoment, splitPost } from './independent_reader.ts';
import { newsletterPosts, noPosts, postCounts, titled } from './real_posts.ts';
import { parseBody, type View, visibleWords, wordsOf, wordsOfHtml } from './visible_words.ts';

interface ReadPost {
  file: string;
  post: Post;
  /** The body, parsed by another reader. */
  body: Token[];
  /** Undefined for a post without front matter. */
  metadata: Metadata | undefined;
}

/** A difference that nobody has looked at yet, told as much as it takes to look at it. */
type Unexplained = Record<string, unknown>;

describe.skipIf(noPosts)(titled('the posts of five newsletters'), () => {
  let posts: ReadPost[];

  beforeAll(async () => {
    await init();
    posts = newsletterPosts().map(({ file, source }) => {
      const { block, body } = splitPost(new TextDecoder().decode(source));
      const metadata = block === undefined ? undefined : readMetadata(block);
      return {
        file,
        post: renderPost(source, { file, html: 'escape' }),
        body: parseBody(body),
        metadata,
      };
    });
  });

  test('are 1,569 and all rendered', () => {
    const counts: Record<string, number> = {};
    for (const { file } of posts) {
      const newsletter = file.slice(0, file.indexOf('/'));
      counts[newsletter] = (counts[newsletter] ?? 0) + 1;
    }
    expect(counts).toEqual(postCounts);
    expect(posts).toHaveLength(1569);
    const withText = posts.filter(({ body }) => visibleWords(body, 'html').length > 0);
    expect(withText.filter(({ post }) => post.html.trim() === '' || post.words === 0)).toEqual([]);
  });

  test.each<[View]>([['html'], ['text']])('have every word of the body in their %s', (view) => {
    const unexplained: Unexplained[] = [];
    const explained: string[] = [];
    let words = 0;
    for (const { file, post, body } of posts) {
      const wanted = visibleWords(body, view);
      const found = view === 'html' ? wordsOfHtml(post.html) : wordsOf(post.text);
      words += wanted.length;
      const at = firstDifference(wanted, found);
      if (at === undefined) continue;
      const around = (list: string[]) => list.slice(Math.max(0, at - 5), at + 10).join(' ');
      if (bodyDifferences.some(({ post: known }) => known === file)) explained.push(file);
      else unexplained.push({ file, wanted: around(wanted), found: around(found) });
    }
    expect(unexplained).toEqual([]);
    // An explanation whose difference is gone is taken out of the list.
    expect(explained).toEqual(bodyDifferences.map(({ post }) => post));
    expect(words).toBeGreaterThan(1_000_000);
  });

  test('have front matter exactly where another reader finds it', () => {
    expect(posts.filter(({ metadata }) => metadata !== undefined)).toHaveLength(1031);
    const readers = { 'js-yaml': 0, yaml: 0, none: 0 };
    for (const { metadata } of posts) if (metadata) readers[metadata.reader] += 1;
    expect(readers).toEqual({ 'js-yaml': 1023, yaml: 0, none: 8 });
  });

  test('have the title, date, categories and tags that another reader reads', () => {
    const unexplained: Unexplained[] = [];
    const met = new Map(metadataDifferences.map(({ kind }) => [kind, [] as string[]]));
    for (const { file, post, metadata } of posts) {
      for (const difference of differencesOf(post, metadata)) {
        const known = metadataDifferences.find(({ accepts }) => accepts({ file, ...difference }));
        if (known) met.get(known.kind)?.push(file);
        else unexplained.push({ file, ...difference });
      }
    }
    expect(unexplained).toEqual([]);
    for (const { kind, posts: expected } of metadataDifferences) {
      const files = met.get(kind) ?? [];
      if (Array.isArray(expected)) expect(files, kind).toEqual(expected);
      else expect(countByFolder(files), kind).toEqual(expected);
    }
  });
});

interface FieldDifference {
  field: 'title' | 'date' | 'categories' | 'tags';
  /** What the other reader reads; undefined for nothing. */
  reader: string | string[] | undefined;
  /** What Broadsheet reads. */
  ours: string | string[] | undefined;
}

function differencesOf({ data }: Post, metadata: Metadata | undefined): FieldDifference[] {
  const differences: FieldDifference[] = [];
  const title = metadata?.title;
  if (title !== data.title) differences.push({ field: 'title', reader: title, ours: data.title });
  if (!isSameDate(metadata?.date, data.date)) {
    differences.push({ field: 'date', reader: metadata?.date, ours: data.date });
  }
  for (const field of ['categories', 'tags'] as const) {
    const terms = metadata?.[field] ?? [];
    if (terms.join('\n') !== data[field].join('\n')) {
      differences.push({ field, reader: terms, ours: data[field] });
    }
  }
  return differences;
}

/** Whether a date in ISO 8601 is the same instant, offset and precision as the text says. */
function isSameDate(text: string | undefined, iso: string | undefined): boolean {
  if (text === undefined || iso === undefined) return text === iso;
  const wanted = readMoment(text);
  const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(?:\.\d+)?(?:(Z)|([+-])(\d\d):(\d\d))?)?$/.exec(
    iso,
  );
  if (!wanted || !form) return false;
  const [, time, utc, sign, hours, minutes] = form;
  const distance = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  const offset = sign ? (sign === '-' ? -distance : distance) : utc ? 0 : null;
  // JavaScript's own reader takes a time without offset for local time.
  const instant = Date.parse(time !== undefined && offset === null ? `${iso}Z` : iso);
  return (
    instant === wanted.instant &&
    offset === wanted.offset &&
    (time !== undefined) === wanted.hasTime
  );
}

function firstDifference(wanted: string[], found: string[]): number | undefined {
  const length = Math.max(wanted.length, found.length);
  for (let index = 0; index < length; index++) {
    if (wanted[index] !== found[index]) return index;
  }
  return undefined;
}

function countByFolder(files: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const file of files) {
    const folder = file.slice(0, file.indexOf('/'));
    counts[folder] = (counts[folder] ?? 0) + 1;
  }
  return counts;
}
