import { type Stats, lstatSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ArticleOptions,
  BroadsheetError,
  type Diagnostic,
  type ManifestEntry,
  type PostData,
  type PreparedPost,
  type Rendering,
  preparePost,
  renderFeed,
  renderPost,
} from 'broadsheet';
import { guessLanguage } from '../../page/site/guess-language.js';
import type { Publication, Resolution } from '../generators/resolution.js';
import { readFrontMatter } from '../generators/front_matter.js';
import { type Inputs, type ResolvedSource, tracedSource } from '../generators/resolved_source.js';
import { withoutUnused } from '../generators/used_definitions.js';
import type { TracedText } from '../generators/traced_text.js';
import { isAsWritten, resolvePost, resolveSource } from '../generators/rules.js';
import { ownersHtml } from '../site/owner.js';
import { languageOfPath } from '../site/language.js';
import type { Site } from '../site/site.js';
import { Refused, systemCode, systemReason } from '../terminal/failure.js';
import { followLinks, isInside } from './links.js';
import {
  addressFromPosts,
  addressOfPage,
  besideIntroduction,
  isPage,
  mayIntroduce,
  pageCategory,
} from './pages.js';
import { mostPostBytes, readRegularFile } from './regular_file.js';
import {
  isHiddenPath,
  isMarkdownName,
  isRepositoryPaper,
  isSectionPage,
  opensWithFrontMatter,
} from './post_names.js';
import { localAddresses, mayBeHidden, mentionedPaths, referencedPaths } from './references.js';

/** What is kept of a post. */
export interface PostReading {
  kind: 'post';
  entry: ManifestEntry;
  publication: Publication;
  diagnostics: Diagnostic[];
  /** The files it refers to, as `references.ts` has them. */
  references: readonly string[];
  /** What it was made of besides its file. */
  inputs?: Inputs;
  /** The addresses in it that may mean a place of the archive, likewise. */
  addresses: readonly string[];
}

/** What one Markdown file turned out to be. */
export type Reading =
  | PostReading
  /** The text that the home page begins with, as HTML whose addresses are relative to the archive. */
  | { kind: 'introduction'; html: string; references: readonly string[] }
  /** Passed over on purpose; `list` is the address of a list that it was for its theme. */
  | { kind: 'skipped'; reason: string; list?: string | undefined }
  /** The system or the core refused it; `gone` when there is no such file (any more). */
  | { kind: 'failed'; reason: string; gone: boolean };

/** A post with all that was read and rendered of it: large, and not to be kept. */
export interface WholePost {
  /** Relative to the archive's folder. */
  path: string;
  /** The file's bytes. */
  source: Uint8Array;
  /** What is published: the file with what its folder tells written into it. */
  published: Uint8Array;
  /** The same with the places that it was written at, where it is not the file itself. */
  made?: TracedText;
  /** As rendered without a `base`. */
  post: PreparedPost['post'];
  /** Its address, where the generator of the site decides about it. */
  url: string | undefined;
  /** No list, feed or search names it. */
  isUnlisted: boolean;
  /** What a search index takes of it; empty where there will be none. */
  prepared: Uint8Array;
  /** Its text for feeds, where that was asked for; see {@link textInFeed}. */
  feed?: string;
  /** The files it refers to. */
  references: readonly string[];
  /** The addresses in it that may mean a place of the archive. */
  addresses: readonly string[];
}

/** A reading, and of a post the whole of it. */
export interface Read {
  reading: Reading;
  whole?: WholePost;
}

/**
 * Reads and renders one file; `path` is relative to the site's root. Never throws. Blocks: Node's
 * promises take several times the processor time for small files, of which an archive has thousands.
 *
 * @param files all Markdown files of the site: some are posts or not by what lies beside them
 */
export function readPost(site: Site, path: string, files: ReadonlySet<string>): Read {
  const reason = passedOver(site, path, files);
  return reason === undefined ? readFile(site, path) : skipped(reason);
}

/** What reading a file takes of a site. */
export type ReadingSite = Pick<
  Site,
  | 'root'
  | 'kind'
  | 'languages'
  | 'draftFolder'
  | 'postsFolder'
  | 'permalinks'
  | 'rules'
  | 'bases'
  | 'rendering'
> & { owner?: Pick<Site['owner'], 'sections'> };

/** What threads get of a site. */
export function readingSiteOf(site: Site): ReadingSite {
  const { root, kind, languages, draftFolder, postsFolder, permalinks } = site;
  const { rules, bases, rendering, owner } = site;
  return {
    ...{ root, kind, languages, permalinks, bases, rendering },
    ...(draftFolder === undefined ? {} : { draftFolder }),
    ...(postsFolder === undefined ? {} : { postsFolder }),
    ...(rules === undefined ? {} : { rules }),
    ...(owner.sections === undefined ? {} : { owner: { sections: owner.sections } }),
  };
}

/** What is made of a post besides its page. */
export interface Wanted {
  /** `false` where no search index will be written. */
  isIndexed: boolean;
  /** Where its page is for its text in feeds; nothing is made for them without it. */
  feedUrl?: string | undefined;
}

/** As {@link readPost}, of a file that is not passed over. */
export function readFile(
  site: ReadingSite,
  path: string,
  wanted: Wanted = { isIndexed: true },
): Read {
  let source: Uint8Array;
  try {
    source = readSource(site.root, path);
  } catch (error) {
    const gone = systemCode(error) === 'ENOENT';
    return { reading: { kind: 'failed', reason: `cannot be read: ${systemReason(error)}`, gone } };
  }
  if (source.length === 0) return skipped('an empty file');
  if (isRepositoryPaper(path) && !opensWithFrontMatter(source)) {
    return skipped('about the repository (a post needs front matter here)');
  }
  if (mayIntroduce(site, path)) {
    const introduction = introductionIn(site, path, source);
    if (introduction !== undefined) return { reading: introduction };
    if (isSectionPage(path)) return skipped(sectionReason);
  }
  return rendered(site, path, source, wanted);
}

/**
 * The bytes of a post. It may be a link to a file inside the root, as {@link stampOf} has seen to; it
 * is followed here and not by the system, so that what is opened is what was judged.
 */
export function readSource(root: string, path: string): Buffer {
  const file = join(root, path);
  try {
    return readRegularFile(file, mostPostBytes);
  } catch (error) {
    // What O_NOFOLLOW answers for a link; FreeBSD has another code for it.
    if (!['ELOOP', 'EMLINK'].includes(systemCode(error) ?? '')) throw error;
    const real = realpathSync(file);
    if (!isInside(root, real)) throw new Refused('it is a link that leaves the folder');
    return readRegularFile(real, mostPostBytes);
  }
}

/** Why a file is no post, whatever is in it. */
export function passedOver(
  site: Site,
  path: string,
  files: ReadonlySet<string>,
): string | undefined {
  const isSection = isSectionPage(path) && !mayIntroduce(site, path);
  return isSection ? sectionReason : site.passOver(path, files);
}

const sectionReason = 'a section page, not a post';

/** What a file has for the home page; undefined where that is nothing, or it is a post. */
function introductionIn(
  site: ReadingSite,
  path: string,
  source: Uint8Array,
): Extract<Reading, { kind: 'introduction' }> | undefined {
  const text = publishedOf(site, path, source).published;
  const { data, html, links, images } = renderPost(text, { ...site.rendering, file: path });
  const isPost = !isSectionPage(path) && site.rules === undefined && data.date !== undefined;
  if (isPost || data.draft === true || html.trim() === '') return undefined;
  return {
    kind: 'introduction',
    html: ownersHtml(html, site.bases, (value) => besideIntroduction(path, value)),
    references: referencedPaths(path, { data, links, images }),
  };
}

/** What of it the archive does not say for all of its posts. */
function ownOf({ start, lang, ...rendering }: ArticleOptions, ofAll: Rendering): ArticleOptions {
  const own = Object.entries(rendering).filter(
    ([name, value]) => value !== ofAll[name as keyof Rendering],
  );
  return { start, ...(lang === undefined ? {} : { lang }), ...Object.fromEntries(own) };
}

export function skipped(reason: string): Read {
  return { reading: { kind: 'skipped', reason } };
}

function rendered(site: ReadingSite, path: string, source: Uint8Array, wanted: Wanted): Read {
  const { isIndexed } = wanted;
  try {
    const { published, traced } = publishedOf(site, path, source);
    const { post, prepared, feed } = madeOf(site, path, published, wanted);
    if (traced !== undefined) post.diagnostics = diagnosticsOf(post, traced);
    const asRead = isIndexed ? searchedOf(post.data) : '';
    completeFromPlace(site, path, post);
    const { excerpt, words, minutes, diagnostics } = post;
    const { url, data, publication } = resolved(site, path, source, post.data);
    const page = isPage(site, path, data, publication);
    if (!page) addSection(site, path, data);
    if (page && publication.never !== undefined) return skipped(publication.never);
    if (page && post.html.trim() === '' && publication.isList !== false) {
      return {
        reading: { kind: 'skipped', reason: 'a page without a text of its own', list: url },
      };
    }
    // Search knows pages by a category, which keeps them apart from issues.
    const found = page
      ? { ...data, date: undefined, tags: [], authors: [], categories: [pageCategory] }
      : data;
    const isAsRead = !isIndexed || searchedOf(found) === asRead;
    const entry: ManifestEntry = { path, data, excerpt, words, minutes };
    if (page) entry.page = true;
    const settled = page
      ? (url ?? addressOfPage(path, data))
      : (addressFromPosts(site, path, data) ?? (hasOwnPattern(site, path) ? undefined : url));
    if (settled !== undefined && settled !== '') entry.url = settled;
    if (publication.unlisted) entry.unlisted = true;
    if (post.article !== undefined) entry.article = ownOf(post.article, site.rendering);
    const references = mayBeHidden(data, publication)
      ? mentionedPaths(path, post, published)
      : referencedPaths(path, post);
    const addresses = localAddresses({ html: post.html, data }, site.bases);
    return {
      reading: {
        ...{ kind: 'post', entry, publication, diagnostics, references, addresses },
        ...(traced === undefined ? {} : { inputs: traced.inputs }),
      },
      whole: {
        ...{ path, source, published, post: { ...post, data }, url: entry.url },
        ...(traced === undefined ? {} : { made: traced.made }),
        isUnlisted: entry.unlisted === true,
        ...(feed === undefined ? {} : { feed }),
        ...{ references, addresses },
        prepared: isAsRead ? prepared : preparedWith(found, path, published, site.rendering),
      },
    };
  } catch (error) {
    // Whatever is wrong with a post is a diagnostic; the core only throws when it cannot go on.
    if (!(error instanceof BroadsheetError)) throw error;
    const reason = `cannot be rendered: ${error.message}`;
    return { reading: { kind: 'failed', reason, gone: false } };
  }
}

function madeOf(
  { rendering }: ReadingSite,
  path: string,
  published: Uint8Array,
  { isIndexed, feedUrl }: Wanted,
): PreparedPost {
  const feed = feedUrl === undefined ? undefined : { url: feedUrl };
  const made = preparePost(path, published, rendering, { index: isIndexed, feed });
  if (feed !== undefined) {
    // What is said of feeds is said to whoever sends a post.
    const { diagnostics } = made.post;
    made.post.diagnostics = diagnostics.filter(({ code }) => !code.startsWith('sent-'));
  }
  return made;
}

const decoder = new TextDecoder();
/** Keeps the byte order mark, so that places are those of the file. */
const decoderWithMark = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * What is published of a post's file.
 *
 * @throws what `readSource` throws
 */
export function publishedSource(site: ReadingSite, path: string): Uint8Array {
  return publishedOf(site, path, readSource(site.root, path)).published;
}

/**
 * The text of a post as feeds have it, with the addresses of the post.
 *
 * @param url of the post's page
 * @throws what `readSource` throws
 */
export function textInFeed(site: ReadingSite, path: string, url: string): string {
  const options = { ...site.rendering, file: path };
  return renderFeed(publishedSource(site, path), options, { url }).html;
}

/**
 * A post's file, and what is published of it with the places that it was written at.
 *
 * @throws what `readSource` throws
 */
export function tracedPost(
  site: ReadingSite,
  path: string,
): Pick<WholePost, 'source' | 'published' | 'made'> {
  const source = readSource(site.root, path);
  const { published, traced } = publishedOf(site, path, source);
  return { source, published, ...(traced === undefined ? {} : { made: traced.made }) };
}

function publishedOf(
  site: ReadingSite,
  path: string,
  source: Uint8Array,
): { published: Uint8Array; traced?: ResolvedSource } {
  if (isAsWritten(site, source)) return { published: source };
  const text = decoderWithMark.decode(source);
  const resolved = resolveSource(site, path, text);
  if (resolved === undefined) return { published: source };
  const made = withoutUnused(resolved.made);
  const traced = made === resolved.made ? resolved : { ...resolved, ...tracedSource(text, made) };
  return { published: Buffer.from(traced.text), traced };
}

function diagnosticsOf(post: PreparedPost['post'], traced: ResolvedSource): Diagnostic[] {
  // It was written for the core alone.
  delete post.data.render_with_liquid;
  // Without what names the post's own file, as the core has it.
  const own = post.diagnostics.map(({ file: _file, ...one }) => traced.traced(one));
  return [...traced.diagnostics, ...own];
}

/** What search asks of a post besides its text. */
function searchedOf({ title, date, lang, draft, tags, categories, authors }: PostData): string {
  return JSON.stringify([title, date, lang, draft === true, tags, categories, authors]);
}

/** What an index takes of a post of which the site says more than its file. */
function preparedWith(
  data: PostData,
  path: string,
  source: Uint8Array,
  rendering: Rendering,
): Uint8Array {
  const text = decoder.decode(source);
  const { written } = readFrontMatter(text);
  const whole = `${JSON.stringify(data)}\n\n${text.slice(written.length)}`;
  return preparePost(path, whole, rendering).prepared;
}

/** What the generator of the site makes of a post; without one, its date says when it is due. */
function resolved(
  { root, rules }: ReadingSite,
  path: string,
  source: Uint8Array,
  data: PostData,
): Resolution {
  if (rules === undefined) {
    return { data, publication: data.date === undefined ? {} : { from: data.date } };
  }
  const text = decoder.decode(source);
  return resolvePost(rules, path, text, data, () => statSync(join(root, path)).mtimeMs);
}

/** Whether the owner has a pattern for the post's address, which goes before the generator's. */
function hasOwnPattern({ permalinks }: ReadingSite, path: string): boolean {
  const [section = ''] = path.split('/').slice(0, -1);
  return Object.hasOwn(permalinks, section) || Object.hasOwn(permalinks, '*');
}

/** So much of a post's HTML tells its language. */
const longSample = 4000;
/** A few words are no proof against the name of a folder. */
const shortSample = 60;

/** Adds what the place of a file says about a post: its language, that it is a draft. */
function completeFromPlace(
  site: ReadingSite,
  path: string,
  { data, html }: Pick<PreparedPost['post'], 'data' | 'html'>,
): void {
  const guess = (): string => {
    const sample = `${data.title ?? ''} ${html.slice(0, longSample).replace(/<[^>]*>/g, ' ')}`;
    return sample.length < shortSample ? 'und' : guessLanguage(sample);
  };
  const language = data.lang === undefined ? languageOfPath(path, site, guess) : undefined;
  if (language !== undefined) data.lang = language;
  const folders = path.split('/').slice(0, -1);
  if (site.draftFolder !== undefined && folders.includes(site.draftFolder)) data.draft = true;
}

/** The newsletter of an issue is its first category. */
function addSection({ owner }: ReadingSite, path: string, data: PostData): void {
  const section = owner?.sections?.find(({ folder }) => path.startsWith(`${folder}/`));
  if (section === undefined || data.categories.includes(section.name)) return;
  data.categories = [section.name, ...data.categories];
}

/** Identifies one state of a file; another stamp means that it must be read again. */
export type Stamp = string;

/**
 * The stamp of a file that may be a post, or undefined when there is none: it is gone, hidden, not
 * Markdown, or a link that is not followed.
 *
 * @param lasting whether it will be compared with the stamp that a later process takes. One of a file
 *   that was written this moment is then like no other: it could be written again within one tick
 *   of its file system's clock (what git calls racily clean).
 */
export async function stampOf(
  root: string,
  path: string,
  lasting: boolean,
): Promise<Stamp | undefined> {
  if (!isMarkdownName(path) || isHiddenPath(path)) return undefined;
  try {
    const found = lstatSync(join(root, path));
    if (found.isSymbolicLink()) {
      const target = await followLinks(root, path);
      if (target.kind !== 'file' || !isMarkdownName(target.inner)) return undefined;
    }
    if (!found.isFile() && !found.isSymbolicLink()) return undefined;
    return lasting ? lastingStamp(found) : momentaryStamp(found);
  } catch {
    return undefined;
  }
}

/** A stamp that a later process may compare with its own, see {@link stampOf}. */
export function lastingStamp(found: Stats): Stamp {
  const stamp = momentaryStamp(found);
  const now = Date.now();
  return now - found.mtimeMs <= tickOf(found.mtimeMs) ? `${stamp}:${now}` : stamp;
}

function momentaryStamp({ ino, size, mtimeMs }: Stats): Stamp {
  return `${ino}:${size}:${mtimeMs}`;
}

/** So long, in milliseconds, the clock of a file system may stand still that says this time. */
export function tickOf(time: number): number {
  // The coarsest, FAT's, has whole seconds, every other one of them.
  return time % 1000 === 0 ? 2000 : 20;
}
