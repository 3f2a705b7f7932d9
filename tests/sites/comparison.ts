import type { PageAnswer, SiteAnswer } from './answer.js';
import type { Published } from './broadsheet_answer.js';
import type { Variant } from './description.js';

/** Lists, which are there for the posts. */
const listKinds = new Set(['home', 'term', 'section', 'taxonomy']);

/**
 * Where Broadsheet differs from the generator, in lines; what is explained is left out.
 *
 * @param explained reasons by file or source
 */
export function differencesOf(
  answer: SiteAnswer,
  ours: Published,
  variant: Variant,
  explained: Readonly<Record<string, string>> = {},
): string[] {
  const lines: string[] = [];
  const published = new Set(answer.published[variant] ?? answer.published.plain);
  const isExplained = (name: string) => Object.hasOwn(explained, name);
  for (const source of published) {
    if (!ours.files.has(source) && !isExplained(source))
      lines.push(`${variant}: not published: ${source}`);
  }
  // Jekyll's pages are no documents, and written in every variant.
  const pages = new Map(
    answer.pages.flatMap(({ kind, source, file }) =>
      kind === 'page' && !published.has(source) ? [[source, file] as const] : [],
    ),
  );
  for (const [source, { file }] of ours.files) {
    if (ours.pages.has(source) && pages.has(source)) {
      if (pages.get(source) !== file && !isExplained(source))
        lines.push(`${source}: ${pages.get(source)} is ${file}`);
    } else if (!published.has(source) && !isExplained(source))
      lines.push(`${variant}: published: ${source}`);
  }
  if (variant !== 'plain') return lines;
  const posts = answer.pages.filter(
    ({ source, kind }) => !listKinds.has(kind) && published.has(source),
  );
  for (const page of posts) {
    if (isExplained(page.source) || isExplained(page.file)) continue;
    lines.push(...differencesOfPage(page, ours, isExplained));
  }
  for (const { kind, file, source } of answer.pages) {
    if (published.has(source) || ours.pages.has(source)) continue;
    // A list of nothing that is published has nothing to lead to.
    if (isEmptyList(file, answer, published)) continue;
    if (!ours.lists.has(file) && !isExplained(file)) lines.push(`no ${kind}: ${file}`);
  }
  const sourceOf = new Map(answer.pages.map(({ file, source }) => [file, source]));
  for (const [file, target] of Object.entries(answer.redirects)) {
    const source = sourceOf.get(target);
    if (source === undefined || !published.has(source) || isExplained(file)) continue;
    // What two languages claim leads to one of them: with Hugo, to the language that is built last.
    if (isTranslation(ours.redirects.get(file), source)) continue;
    if (ours.redirects.get(file) !== source) lines.push(`${file} does not lead to ${source}`);
  }
  lines.push(...differencesOfFeeds(answer, ours, isExplained));
  return lines;
}

/** So many posts does a feed of ours have at most. */
const mostInFeed = 20;

/** Feeds of taxonomies list terms; sections and terms in others are no posts. */
function differencesOfFeeds(
  { pages, feeds, published }: SiteAnswer,
  ours: Published,
  isExplained: (name: string) => boolean,
): string[] {
  const sources = new Set(published.plain);
  const isPost = new Map(
    pages.map(({ file, source, kind }) => [
      file,
      sources.has(source) && !listKinds.has(kind) && !isExplained(source),
    ]),
  );
  const taxonomies = new Set(
    pages.filter(({ kind }) => kind === 'taxonomy').map(({ file }) => file),
  );
  const isOwn = (source: string) => isExplained(source) || isExplained(`${source} id`);
  return Object.entries(feeds).flatMap(([file, ids]) => {
    if (taxonomies.has(file.replace(/\.xml$/, '.html')) || isExplained(file)) return [];
    const theirs = ids
      .map(plain)
      // What is in a feed and has no page, Hugo shows too; ids of Jekyll are no addresses of files.
      .filter((id) => id !== '' && (isPost.get(fileOfId(id)) ?? !file.endsWith('index.xml')))
      // Hugo's feeds have pages like about among the posts; ours have issues alone.
      .filter((id) => !ours.pages.has(sourceOf(id, ours)));
    if (theirs.length === 0) return [];
    const all = ours.feeds.get(file)?.map(plain);
    const own = all?.filter(
      (id) => theirs.includes(id) || !(isOwn(sourceOf(id, ours)) || isExplained(id)),
    );
    if (all === undefined || own === undefined) return [`no feed: ${file}`];
    const count = Math.min(theirs.length, mostInFeed);
    const more = own.filter((id) => !theirs.includes(id));
    return all.length >= count && more.length === 0
      ? []
      : [`${file}: ids ${JSON.stringify(theirs)} are ${JSON.stringify(own)}`];
  });
}

/** Without references; these are all that generators write. */
function plain(id: string): string {
  return id
    .replaceAll('&#43;', '+')
    .replace(/&(?:#39|apos);/g, "'")
    .replaceAll('&amp;', '&');
}

function sourceOf(id: string, ours: Published): string {
  for (const [source, { file }] of ours.files) if (file === fileOfId(id)) return source;
  return '';
}

function fileOfId(id: string): string {
  const path = decodeURIComponent(id.replace(/^https?:\/\/[^/]*\//, ''));
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function differencesOfPage(
  page: PageAnswer,
  ours: Published,
  isExplained: (name: string) => boolean,
): string[] {
  const found = ours.files.get(page.source);
  if (found === undefined) return [];
  const lines: string[] = [];
  const { source } = page;
  const isThere = found.file === page.file || ours.redirects.get(page.file) === source;
  if (!isThere) lines.push(`${source}: ${page.file} is ${found.file}`);
  const differs = (what: string, theirs: unknown, own: unknown): void => {
    if (JSON.stringify(theirs) !== JSON.stringify(own) && !isExplained(`${source} ${what}`)) {
      lines.push(`${source}: ${what} ${JSON.stringify(theirs)} is ${JSON.stringify(own)}`);
    }
  };
  if (page.title !== '') differs('title', page.title.trim(), found.title);
  if (page.date !== '') differs('date', page.date.slice(0, 10), found.date?.slice(0, 10));
  if (page.lang !== '' && found.lang !== undefined) differs('lang', page.lang, found.lang);
  differs('tags', page.tags, found.tags);
  differs('categories', page.categories, found.categories);
  return lines;
}

/** Whether no post of the archive stands below a section, or has a term. */
function isEmptyList(file: string, { pages }: SiteAnswer, published: ReadonlySet<string>): boolean {
  const found = pages.find((page) => page.file === file);
  if (found?.kind !== 'section') return false;
  const folder = found.source.replace(/[^/]*$/, '');
  return folder !== '' && ![...published].some((source) => source.startsWith(folder));
}

/** Whether two files of a site are one text in two languages, each with a folder below the content. */
function isTranslation(one: string | undefined, other: string): boolean {
  const inner = (source: string): string => source.split('/').slice(2).join('/');
  return one !== undefined && one !== other && inner(one) === inner(other);
}
