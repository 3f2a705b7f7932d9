import { join, relative, sep } from 'node:path';
import { contentInside, isFolder } from '../../site/folder.js';
import { type Recognized, outermost, turnedOn } from '../recognized.js';
import { hugoFeeds } from './feeds.js';
import { withSections } from './sections.js';
import { mountOf } from './mounts.js';
import { joined } from './slug.js';
import type { HugoRules } from './rules.js';
import type { HugoSettings } from './settings.js';

/**
 * A Hugo site, with the posts of `part`; undefined when it has no content, or none of it is there.
 *
 * @param folder the site's
 * @param part the folder of the site, or one inside of its content
 */
export async function hugoSite(
  folder: string,
  part: string,
  settings: HugoSettings,
): Promise<Recognized | undefined> {
  const { title, baseURL, timeZone, languages, owner, files } = settings;
  const sources: string[] = [];
  for (const { source } of settings.rules.mounts) {
    if (await isFolder(join(folder, source))) sources.push(source);
  }
  if (sources.length === 0) return undefined;
  const common = commonFolder(sources);
  const inner = relative(folder, part).split(sep).join('/');
  const isWhole = inner === '' || sources.every((source) => `${source}/`.startsWith(`${inner}/`));
  if (!isWhole && mountOf(`${inner}/`, settings.rules.mounts) === undefined) return undefined;
  const root =
    inner === ''
      ? await contentInside(folder, join(folder, common), `${files[0] ?? ''}: contentDir`)
      : part;
  const rules = await withSections(folder, settings.rules);
  const within = relative(folder, root).split(sep).join('/');
  return {
    kind: 'Hugo site',
    dialect: 'goldmark',
    ...{ folder, root, title, baseURL, timeZone, languages, owner, rules },
    readFrom: inFew(files),
    publishes: turnedOn(rules.publishes),
    formerFeeds: (archive, prefix) => hugoFeeds({ ...rules, prefix }, settings.feedKinds, archive),
    ...(settings.hasOwnHosts ? { notes: [hosts] } : {}),
    // Of a part of a site only what its posts ask for.
    statics:
      inner === ''
        ? settings.statics
        : settings.statics.map((one) => ({ ...one, which: 'referred' as const })),
    folders: inner === '' ? outermost(sources.map((source) => below(source, common))) : [''],
    liesBesidePosts: (path) => ignored(joined(within, path), rules) === undefined,
    passOver: (path, posts) =>
      ignored(joined(within, path), rules) ?? resourceOfBundle(path, posts),
  };
}

const hosts = 'the baseURL of a language is not followed: all languages stand below one address';

/** A folder of settings stands for its files where there are several. */
function inFew(files: readonly string[]): string[] {
  const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'));
  const isOneOfMany = (file: string) =>
    file.includes('/') && files.filter((other) => folderOf(other) === folderOf(file)).length > 1;
  return [...new Set(files.map((file) => (isOneOfMany(file) ? folderOf(file) : file)))];
}

function below(source: string, common: string): string {
  return common === '' ? source : source.slice(common.length + 1);
}

/** `content/zh` and `content/en` lie in `content`. */
function commonFolder(folders: readonly string[]): string {
  const split = folders.map((folder) => folder.split('/').filter((part) => part !== ''));
  const [first = []] = split;
  let length = 0;
  while (length < first.length && split.every((parts) => parts[length] === first[length])) {
    length += 1;
  }
  return first.slice(0, length).join('/');
}

/** `ignoreFiles` of the configuration, and what its mounts leave out. */
function ignored(path: string, { ignoreFiles, mounts }: HugoRules): string | undefined {
  if (mountOf(path, mounts) === undefined) return 'left out by a mount of the configuration';
  for (const expression of ignoreFiles) {
    try {
      // Hugo asks them of the whole path.
      if (new RegExp(expression).test(`/${path}`))
        return 'ignored by the configuration of the site';
    } catch {
      // Go's expressions are nearly ours; one that is not ignores nothing.
    }
  }
  return undefined;
}

/** Leaf bundles: beside `index.md`, other Markdown files are resources of that page. */
function resourceOfBundle(path: string, files: ReadonlySet<string>): string | undefined {
  const segments = path.split('/');
  if (isIndex(segments.at(-1) ?? '')) segments.pop();
  for (let depth = segments.length - 1; depth > 0; depth -= 1) {
    const folder = segments.slice(0, depth).join('/');
    const index = indexOf(folder, files);
    if (index !== undefined) return `a resource of ${index}, not a post`;
  }
  return undefined;
}

function isIndex(name: string): boolean {
  return /^index(?:\.[\w-]+)?\.(?:md|markdown)$/i.test(name);
}

/** The page of a folder by the files of all: asked for many, kept for as long as they are. */
function indexOf(folder: string, files: ReadonlySet<string>): string | undefined {
  let indexes = indexesOf.get(files);
  if (indexes === undefined) {
    indexes = new Map();
    for (const file of files) {
      const at = file.lastIndexOf('/');
      if (at > 0 && isIndex(file.slice(at + 1)) && !indexes.has(file.slice(0, at))) {
        indexes.set(file.slice(0, at), file);
      }
    }
    indexesOf.set(files, indexes);
  }
  return indexes.get(folder);
}

const indexesOf = new WeakMap<ReadonlySet<string>, Map<string, string>>();
