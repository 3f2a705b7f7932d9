import { type FrontMatter, readFrontMatter } from '../front_matter.js';
import { instantOf, isoWithOffset } from '../../site/publication.js';
import { wordIn } from '../values.js';
import type { Inputs } from '../resolved_source.js';
import type { IncludedFile, LiquidSite } from './liquid/render.js';
import type { Value } from './liquid/expressions.js';
import { jekyllPage, pageAddress } from './page.js';
import type { JekyllRules } from './rules.js';
import type { JekyllFiles } from './site_files.js';

/** What a post's templates know of their site; it keeps account of what was asked. */
export class PostSite implements LiquidSite {
  readonly url: string;
  readonly baseurl: string;
  readonly timeZone: string;
  readonly #files: JekyllFiles;
  readonly #rules: JekyllRules;
  readonly #path: string;
  readonly #front: FrontMatter;
  readonly #inputs = new Set<string>();
  #page: Readonly<Record<string, Value>> | undefined;

  /** @param path of the post, relative to the site's folder */
  constructor(files: JekyllFiles, rules: JekyllRules, path: string, front: FrontMatter) {
    this.#files = files;
    this.#rules = rules;
    this.#path = path;
    this.#front = front;
    this.url = wordIn(rules.values, 'url') ?? '';
    this.baseurl = wordIn(rules.values, 'baseurl') ?? '';
    this.timeZone = rules.timeZone ?? 'UTC';
  }

  get page(): Readonly<Record<string, Value>> {
    this.#page ??= documentValues(this.#files, this.#rules, this.#path, this.#front);
    return this.#page;
  }

  /** What was asked for, and the state it is in. */
  inputs(): Inputs {
    return Object.fromEntries(
      [...this.#inputs].sort().map((input) => [input, this.#files.stateOf(input)]),
    );
  }

  include(name: string): IncludedFile | string {
    this.#inputs.add(`${this.#rules.includesDir}/${name}`);
    return this.#files.include(name);
  }

  includeRelative(name: string): IncludedFile | string {
    const folder = this.#path.slice(0, this.#path.lastIndexOf('/') + 1);
    this.#inputs.add(folder + name);
    return this.#files.includeRelative(name, this.#path);
  }

  addressOfPost(name: string): string | undefined {
    this.#inputs.add('documents');
    const [, folder = '', date = '', slug = ''] =
      /^\/?(.*\/)?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)$/.exec(name.trim()) ?? [];
    if (date === '') return undefined;
    const posts = this.#files.documentsOf('posts');
    const stem = `${folder}${date}-${slug}.`;
    const found =
      posts.find((path) => path.replace(/^(.*\/)?_posts\//, '').startsWith(stem)) ??
      posts.find((path) => path.replace(/(^|\/)_posts\//, '$1').startsWith(stem)) ??
      posts.find((path) => path.slice(path.lastIndexOf('/') + 1).startsWith(`${date}-${slug}.`));
    return found === undefined ? undefined : this.#addressOf(found);
  }

  addressOfFile(written: string): string | undefined {
    const path = written
      .trim()
      .replace(/^['"]|['"]$/g, '')
      .replace(/^\//, '');
    if (/(?:^|\/)\.\.(?:\/|$)/.test(path) || path === '') return undefined;
    this.#inputs.add(path);
    if (this.#files.stateOf(path) === 'none') return undefined;
    return this.#addressOf(path);
  }

  siteValue(name: string): { value: Value } | undefined {
    if (name === 'time') return { value: new Date().toISOString() };
    if (Object.hasOwn(this.#rules.collections, name)) {
      this.#inputs.add(`documents of ${name}`);
      return { value: documentsOf(this.#files, this.#rules, name) };
    }
    const isOfConfiguration = Object.hasOwn(this.#rules.values, name);
    if (isOfConfiguration) return { value: this.#rules.values[name] };
    return name === 'url' || name === 'baseurl' ? { value: '' } : undefined;
  }

  #addressOf(path: string): string | undefined {
    this.#inputs.add(path);
    // What is no page is copied as it is.
    if (!/\.(?:md|markdown|html?)$/i.test(path)) return `/${path}`;
    const front = frontMatterOf(this.#files, path);
    if (front === undefined) return undefined;
    const isDocument = this.#files.documents().includes(path);
    if (!isDocument) return pageAddress(this.#rules, path, front);
    const { url } = jekyllPage(this.#rules, path, front, front.data, this.#files.modified(path));
    return url === undefined ? undefined : `/${url}`;
  }
}

const collections = new WeakMap<
  JekyllFiles,
  Map<string, { state: string; values: readonly Value[] }>
>();

/** The documents of a collection as templates know them: posts the newest first. */
function documentsOf(files: JekyllFiles, rules: JekyllRules, label: string): readonly Value[] {
  const known = collections.get(files) ?? new Map<string, never>();
  collections.set(files, known);
  const state = files.stateOf(`documents of ${label}`);
  const before = known.get(label);
  if (before?.state === state) return before.values;
  const values: Record<string, Value>[] = [];
  for (const path of files.documentsOf(label)) {
    const front = frontMatterOf(files, path);
    if (front !== undefined) values.push(documentValues(files, rules, path, front));
  }
  if (label === 'posts') {
    const dateOf = (value: Record<string, Value>): string => String(value.date ?? '');
    values.sort((one, other) => (dateOf(one) < dateOf(other) ? 1 : -1));
  }
  known.set(label, { state, values });
  return values;
}

function documentValues(
  files: JekyllFiles,
  rules: JekyllRules,
  path: string,
  front: FrontMatter,
): Record<string, Value> {
  const { url, data } = jekyllPage(rules, path, front, front.data, files.modified(path));
  const [author] = data.authors;
  const [, slug = ''] =
    /(?:^|\/)(?:\d{2,4}-\d{1,2}-\d{1,2}-)?([^/]*?)(?:\.[^./]*)?$/.exec(path) ?? [];
  return {
    ...(author === undefined ? {} : { author }),
    ...{ slug, title: titleOf(slug) },
    ...data,
    ...(data.date === undefined ? {} : { date: rubyTime(data.date, rules.timeZone) }),
    ...{ path, url: url === undefined ? undefined : `/${url}` },
    id: url === undefined ? undefined : `/${url}`.replace(/(?:\/|\.html)$/, ''),
  };
}

/** `the-post` is "The Post". */
function titleOf(slug: string): string {
  return slug
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}

/** A date as Ruby writes it: `2024-03-04 05:06:07 +0000`. */
function rubyTime(date: string, timeZone = 'UTC'): string {
  const iso = isoWithOffset(instantOf(date, date.includes('T') ? 'UTC' : timeZone), timeZone);
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} ${iso.slice(19).replace(':', '')}`;
}

function frontMatterOf(files: JekyllFiles, path: string): FrontMatter | undefined {
  const text = files.read(path);
  return text === undefined ? undefined : readFrontMatter(text);
}
