import { realpathSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isMarkdownName, isRepositoryPaper } from '../archive/post_names.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { type Configuration, readConfiguration } from './configuration.js';
import { findFolder } from './folder.js';
import { type HugoSettings, readHugo } from './hugo.js';
import { type JekyllSettings, readJekyll } from './jekyll.js';
import type { Site } from './site.js';
import { titleFromFolderName } from './title.js';

/** So many folders above the named one may be the site it belongs to. */
const levelsLookedUp = 6;

/** What a folder looks like, before the owner's configuration is heard. */
type Recognized = Pick<Site, 'kind' | 'folder' | 'root' | 'languages' | 'permalinks'> & {
  title?: string | undefined;
  baseURL?: string | undefined;
  timeZone?: string | undefined;
  readFrom: string[];
  draftFolder?: string;
  passOver: Site['passOver'];
};

/**
 * Finds out what kind of folder the user named, where its posts are and what is said about them.
 *
 * @param command the command to suggest when a file was named
 * @throws {Failure} when there is no such folder, or its configuration cannot be used
 */
export async function recognizeSite(named: string, command: string): Promise<Site> {
  return siteOfFolder(await findFolder(named, command));
}

/** The same for the folder of a single file. */
export async function siteOfFolder(folder: string): Promise<Site> {
  const found = await recognize(folder);
  const own = (await readConfiguration(folder)) ?? (await readConfiguration(found.folder));
  return configured(found, own);
}

async function recognize(folder: string): Promise<Recognized> {
  const [hugo, jekyll] = await Promise.all([readHugo(folder), readJekyll(folder)]);
  if (hugo !== undefined) {
    const content = join(folder, hugo.contentDir);
    if (await isFolder(content)) return hugoSite(folder, await realpath(content), hugo);
  }
  if (jekyll !== undefined || (await isFolder(join(folder, '_posts')))) {
    return jekyllSite(folder, folder, jekyll);
  }
  const around = await siteAround(folder);
  if (around !== undefined) return around;
  const content = join(folder, 'content');
  if ((await isFolder(content)) && !(await hasPosts(folder))) {
    return { ...plain(folder, await realpath(content)), kind: 'content folder' };
  }
  // A configuration without its content folder still has the title.
  const title = hugo?.title;
  return {
    ...plain(folder, folder),
    ...(title === undefined ? {} : { title, readFrom: [hugo?.file ?? ''] }),
  };
}

function hugoSite(folder: string, root: string, hugo: HugoSettings): Recognized {
  const { title, baseURL, timeZone, languages, permalinks, file } = hugo;
  return {
    kind: 'Hugo site',
    ...{ folder, root, title, baseURL, timeZone, languages, permalinks },
    readFrom: [file],
    passOver: resourceOfBundle,
  };
}

function jekyllSite(folder: string, root: string, jekyll: JekyllSettings | undefined): Recognized {
  const folders = ['_posts', '_drafts', ...(jekyll?.collections ?? []).map((name) => `_${name}`)];
  return {
    kind: 'Jekyll site',
    ...{ folder, root, title: jekyll?.title, baseURL: jekyll?.baseURL },
    timeZone: jekyll?.timeZone,
    languages: jekyll?.language === undefined ? [] : [jekyll.language],
    permalinks: jekyll?.permalink === undefined ? {} : { posts: jekyll.permalink },
    readFrom: jekyll === undefined ? [] : [jekyll.file],
    draftFolder: '_drafts',
    passOver(path) {
      if (
        path
          .split('/')
          .slice(0, -1)
          .some((segment) => folders.includes(segment))
      )
        return undefined;
      return 'a page of the site, not a post';
    },
  };
}

function plain(folder: string, root: string): Recognized {
  return {
    kind: 'folder',
    ...{ folder, root, languages: [], permalinks: {}, readFrom: [] },
    passOver: () => undefined,
  };
}

/** A folder inside the content of a site belongs to it: `content/posts`, `_posts`. */
async function siteAround(folder: string): Promise<Recognized | undefined> {
  let inside = folder;
  for (let level = 0; level < levelsLookedUp; level += 1) {
    const above = dirname(inside);
    if (above === inside) return undefined;
    if (basename(inside) === '_posts') {
      const jekyll = await readJekyll(above);
      return { ...jekyllSite(above, folder, jekyll), passOver: () => undefined };
    }
    const hugo = await readHugo(above);
    if (hugo !== undefined) {
      const inner = relative(join(above, hugo.contentDir), folder);
      return inner.startsWith('..') ? undefined : hugoSite(above, folder, hugo);
    }
    inside = above;
  }
  return undefined;
}

/** Hugo's leaf bundles: beside `index.md`, other Markdown files are resources of that page. */
function resourceOfBundle(path: string, files: ReadonlySet<string>): string | undefined {
  const segments = path.split('/');
  if (/^index(?:\.[\w-]+)?\.(?:md|markdown)$/i.test(segments.at(-1) ?? '')) segments.pop();
  for (let depth = segments.length - 1; depth > 0; depth -= 1) {
    const index = `${segments.slice(0, depth).join('/')}/index.md`;
    if (files.has(index)) return `a resource of ${index}, not a post`;
  }
  return undefined;
}

async function configured(
  found: Recognized,
  own: { file: string; values: Configuration } | undefined,
): Promise<Site> {
  const { posts, out, exclude = [], drafts, future, offline, ...said } = own?.values ?? {};
  const root = posts === undefined ? found.root : await postsFolder(found.folder, posts, own?.file);
  const title = said.title ?? found.title ?? titleFromFolderName(found.folder);
  const baseURL = said.baseURL ?? found.baseURL;
  const timeZone = said.timeZone ?? found.timeZone;
  return {
    ...found,
    ...{ root, title, exclude },
    ...(baseURL === undefined ? {} : { baseURL: baseURL.replace(/\/*$/, '/') }),
    ...(timeZone === undefined ? {} : { timeZone }),
    languages: said.languages ?? found.languages,
    permalinks: { ...found.permalinks, ...said.permalinks },
    defaults: {
      ...(out === undefined ? {} : { out: resolve(found.folder, out) }),
      ...(drafts === undefined ? {} : { drafts }),
      ...(future === undefined ? {} : { future }),
      ...(offline === undefined ? {} : { offline }),
    },
    readFrom: own === undefined ? found.readFrom : [...found.readFrom, own.file],
    passOver(path, files) {
      const isExcluded = exclude.some((entry) => {
        const prefix = entry.replace(/^\.\//, '').replace(/\/+$/, '');
        return path === prefix || path.startsWith(`${prefix}/`);
      });
      return isExcluded ? 'excluded by the configuration' : found.passOver(path, files);
    },
  } as Site;
}

async function postsFolder(folder: string, posts: string, file = ''): Promise<string> {
  const root = await realpath(join(folder, posts)).catch(() => undefined);
  if (root !== undefined && (await isFolder(root))) return root;
  throw new Failure(
    `${printable(join(folder, file))}: posts names ${printable(posts)}, which is no folder`,
    {
      status: exitStatus.configuration,
      hint: 'Name the folder of the posts, relative to the configuration.',
    },
  );
}

/** The folder of the posts as seen from where the command runs: `docs/content` for `docs`. */
export function rootAsNamed(named: string, site: Site): string {
  return join(named, relative(realpathSync(named), site.root));
}

/** What was recognized, in one line for people. */
export function describeSite({ kind, folder, root, readFrom }: Site): string {
  const inner = relative(folder, root).split(sep).join('/');
  const where = inner === '' ? '' : `, posts in ${printable(inner)}/`;
  const said =
    readFrom.length === 0 ? '' : `, settings from ${readFrom.map(printable).join(' and ')}`;
  const what =
    kind === 'folder' ? 'Folder of Markdown files' : kind[0]?.toUpperCase() + kind.slice(1);
  return `${what}${where}${said}`;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

async function hasPosts(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => isMarkdownName(name) && !isRepositoryPaper(name));
}
