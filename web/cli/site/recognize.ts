import type { ArchiveOwner } from 'broadsheet';
import { realpathSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import {
  isHiddenSegment,
  isMarkdownName,
  isRepositoryPaper,
  isSectionPage,
} from '../archive/post_names.js';
import { pagesFolder } from '../archive/pages.js';
import { exists } from '../archive/tree.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import {
  type Configuration,
  configurationNames,
  isBase,
  readConfiguration,
} from './configuration.js';
import { readHugo } from '../generators/hugo/settings.js';
import { hugoSite } from '../generators/hugo/site.js';
import { readJekyll } from '../generators/jekyll/settings.js';
import { jekyllSite } from '../generators/jekyll/site.js';
import { otherSite } from '../generators/others/site.js';
import { settled } from '../generators/owner_values.js';
import { type Recognized, plain } from '../generators/recognized.js';
import { siteAround } from './around.js';
import { contentInside, findFolder, isFolder } from './folder.js';
import { type OwnerSettings, ownerOf } from './owner.js';
import type { Site } from './site.js';
import { cardsExample, fontsOfCards } from './social_cards.js';
import { syntaxOf } from './syntax.js';
import { titleFromFolderName } from './title.js';

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
  const around = own === undefined ? await configuredAround(folder) : undefined;
  if (around !== undefined) return siteOfFolder(around);
  return configured(found, own);
}

/** So many folders above one are asked whether their configuration means it. */
const levelsAbove = 3;

/** The folder above this one whose configuration names it as that of its posts. */
async function configuredAround(folder: string): Promise<string | undefined> {
  let above = dirname(folder);
  for (let level = 0; level < levelsAbove && dirname(above) !== above; level += 1) {
    const own = configurationNames.some((name) => exists(join(above, name)));
    const posts = own ? (await readConfiguration(above))?.values.posts : undefined;
    const named = posts && (await realpath(join(above, posts)).catch(() => undefined));
    if (named === folder) return above;
    above = dirname(above);
  }
  return undefined;
}

async function recognize(folder: string): Promise<Recognized> {
  const own = await siteAt(folder, folder);
  const isEmpty = own !== undefined && !(await holdsPosts(own));
  if (own !== undefined && !isEmpty) return own;
  const around = isEmpty ? undefined : await siteAround(folder, siteAt);
  if (around !== undefined) return around;
  const content = join(folder, 'content');
  if ((await isFolder(content)) && !(await hasPosts(folder))) {
    const inner = plain(folder, await contentInside(folder, content, 'content'));
    if (await holdsPosts(inner)) return { ...inner, kind: 'content folder' };
  }
  // A configuration without its content folder still has the title.
  const hugo = await readHugo(folder);
  const title = hugo?.title;
  return {
    ...plain(folder, folder),
    ...(title === undefined ? {} : { title, owner: hugo?.owner, readFrom: hugo?.files ?? [] }),
  };
}

/**
 * The site whose settings lie in `folder`, with the posts of `part`, which is that folder or one below
 * it; undefined when there is none, or the part does not belong to it.
 */
async function siteAt(folder: string, part: string): Promise<Recognized | undefined> {
  const other = await otherSite(folder, part);
  if (other !== undefined) return other;
  const hugo = await readHugo(folder);
  const found = hugo && (await hugoSite(folder, part, hugo));
  if (found !== undefined) return found;
  const jekyll = await readJekyll(folder);
  return jekyllSite(folder, part, jekyll);
}

async function configured(
  found: Recognized,
  own: { file: string; values: Configuration } | undefined,
): Promise<Site> {
  const { posts, out, drafts, future, expired, offline, ...said } = own?.values ?? {};
  const { emphasis, headings, dialect = found.dialect } = said;
  const syntax = syntaxOf(said.syntax);
  const named =
    posts === undefined ? found.root : await postsFolder(found.folder, posts, own?.file);
  const title = said.title ?? found.title ?? titleFromFolderName(found.folder);
  const baseURL = said.baseURL ?? baseOf(found);
  const timeZone = said.timeZone ?? found.timeZone;
  const beside = await pagesBeside(found, named);
  const root = beside?.root ?? named;
  // Written relative to the folder of the posts.
  const exclude = (said.exclude ?? []).map((path) =>
    beside === undefined ? path : `${beside.postsFolder}/${path.replace(/^\.\//, '')}`,
  );
  const prefix = prefixOf(found.folder, root);
  const published = own === undefined ? found.statics : withOwnStatic(found);
  const bases = basesOf([said.baseURL, found.baseURL], found.basePath);
  const rendering = {
    ...(dialect === undefined || dialect === 'github' ? {} : { dialect }),
    ...(emphasis === undefined ? {} : { emphasis }),
    ...(syntax === undefined ? {} : { syntax }),
    ...(headings === undefined ? {} : { headings }),
  };
  const ofOwner = await ownerOf(
    { folder: found.folder, statics: published, bases, rendering },
    found.owner ?? {},
    ownersSettings(said),
    own && join(found.folder, own.file),
  );
  const { description, owner } = ofOwner;
  const sections = sectionsIn(said.sections, beside?.postsFolder);
  if (sections.length > 0) owner.sections = sections;
  const fonts = await fontsOfCards(found.folder, said.socialCards, said.theme).catch((cause) => {
    if (!(cause instanceof RangeError)) throw cause;
    const file = printable(join(found.folder, own?.file ?? ''));
    throw new Failure(`${file}: socialCards: ${printable(cause.message)}`, {
      status: exitStatus.configuration,
      hint: `Name a file beside the configuration: socialCards: ${cardsExample}`,
      cause,
    });
  });
  const statics = [...published, ...ofOwner.statics];
  return {
    ...found,
    ...{ root, prefix, title, exclude, statics, bases, owner, ownersFiles: ofOwner.files },
    ...(description === undefined ? {} : { description }),
    ...(ofOwner.notes.length === 0 ? {} : { notes: [...(found.notes ?? []), ...ofOwner.notes] }),
    ...(baseURL === undefined ? {} : { baseURL: baseURL.replace(/\/*$/, '/') }),
    ...(timeZone === undefined ? {} : { timeZone }),
    languages: said.languages ?? found.languages,
    permalinks: { ...said.permalinks },
    rendering,
    ...(found.rules === undefined ? {} : { rules: { ...found.rules, prefix } }),
    // The folder that the owner names is looked through as a whole.
    folders: beside?.folders ?? (posts === undefined ? found.folders : undefined),
    ...(beside === undefined ? {} : { postsFolder: beside.postsFolder }),
    defaults: {
      ...found.publishes,
      ...(out === undefined ? {} : { out: resolve(found.folder, out) }),
      ...(drafts === undefined ? {} : { drafts }),
      ...(future === undefined ? {} : { future }),
      ...(expired === undefined ? {} : { expired }),
      ...(offline === undefined ? {} : { offline }),
    },
    ...(said.mail === undefined ? {} : { mail: said.mail }),
    ...(fonts === undefined ? {} : { cards: { fonts } }),
    readFrom: own === undefined ? found.readFrom : [...found.readFrom, own.file],
    passOver(path, files) {
      const isExcluded = exclude.some((entry) => {
        const prefix = entry.replace(/^\.\//, '').replace(/\/+$/, '');
        return path === prefix || path.startsWith(`${prefix}/`);
      });
      if (isExcluded) return 'excluded by the configuration';
      const isStatic = statics.some(
        ({ which, source }) => which === 'whole' && `${prefix}${path}`.startsWith(`${source}/`),
      );
      return isStatic
        ? 'a file that is published as it is, not a post'
        : found.passOver(path, files);
    },
  } as Site;
}

/** The newsletters that the owner names; of one folder in another, the inner one first. */
function sectionsIn(
  said: Readonly<Record<string, string>> = {},
  postsFolder?: string,
): NonNullable<ArchiveOwner['sections']> {
  return Object.entries(said)
    .map(([folder, name]) => ({
      folder: [postsFolder ?? [], folder.replace(/^(?:\.?\/)+|\/+$/g, '')].flat().join('/'),
      name: name.trim(),
    }))
    .sort((one, other) => other.folder.length - one.folder.length);
}

/** `pages/` beside our configuration, where the posts have a folder of their own there. */
async function pagesBeside(
  { folder, rules }: Recognized,
  posts: string,
): Promise<{ root: string; postsFolder: string; folders: string[] } | undefined> {
  const postsFolder = relative(folder, posts).split(sep).join('/');
  if (rules !== undefined || postsFolder === '' || postsFolder.startsWith('..')) return undefined;
  const pages = join(folder, pagesFolder);
  if (postsFolder.split('/')[0] === pagesFolder || !(await isFolder(pages))) return undefined;
  await contentInside(folder, pages, pagesFolder);
  return { root: folder, postsFolder, folders: [postsFolder, pagesFolder] };
}

/** Of our configuration, what says something of the archive as a whole. */
function ownersSettings(said: Configuration): OwnerSettings {
  const { description, author, copyright, logo, icon, social, nav, theme, subscribe, footer } =
    said;
  const { head, afterIssue, afterList, csp, introduction } = said;
  return settled({
    ...{ description, author, copyright, logo, icon, social, nav, theme, subscribe, footer },
    ...{ head, afterIssue, afterList, csp, introduction },
  });
}

/** The address of the site as its generator has it: `/` and nothing are no address. */
function baseOf({ baseURL, folder, readFrom }: Recognized): string | undefined {
  if (baseURL === undefined || !/^https?:/i.test(baseURL)) return undefined;
  if (isBase(baseURL)) return baseURL;
  throw new Failure(
    `${printable(join(folder, readFrom[0] ?? ''))}: no pages can stand below the address ${printable(baseURL)}`,
    {
      status: exitStatus.configuration,
      hint: 'Write it without ? and #, as https://example.org/letters/.',
    },
  );
}

/** `static` beside our own configuration is published as it is. */
function withOwnStatic({ statics, kind }: Recognized): Recognized['statics'] {
  if (kind !== 'folder' && kind !== 'content folder') return statics;
  return [{ source: 'static', target: '', which: 'whole' }, ...statics];
}

/** The addresses and paths that a site has on its host. */
function basesOf(addresses: readonly (string | undefined)[], path: string | undefined): string[] {
  const bases = new Set<string>();
  const slashed = (text: string) => text.replace(/\/*$/, '/');
  for (const address of addresses) {
    const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) continue;
    bases.add(slashed(url.origin + url.pathname)).add(slashed(url.pathname));
  }
  if (path !== undefined) bases.add(slashed(path.replace(/^\/*/, '/')));
  bases.delete('/');
  return [...bases].sort((one, other) => other.length - one.length);
}

/** From the site's folder to that of the posts, as rules have it. */
function prefixOf(folder: string, root: string): string {
  const inner = relative(folder, root).split(sep).join('/');
  return inner === '' ? '' : `${inner}/`;
}

async function postsFolder(folder: string, posts: string, file = ''): Promise<string> {
  const root = await realpath(join(folder, posts)).catch(() => undefined);
  if (root !== undefined && (await isFolder(root))) {
    return contentInside(folder, root, `${join(folder, file)}: posts`);
  }
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
export function describeSite({ kind, folder, root, readFrom, notes = [] }: Site): string {
  const inner = relative(folder, root).split(sep).join('/');
  const where = inner === '' ? '' : `, posts in ${printable(inner)}/`;
  const said =
    readFrom.length === 0 ? '' : `, settings from ${readFrom.map(printable).join(' and ')}`;
  const what =
    kind === 'folder' ? 'Folder of Markdown files' : kind[0]?.toUpperCase() + kind.slice(1);
  return [`${what}${where}${said}`, ...notes.map(printable)].join('\n');
}

/** Whether a site has any post: what is empty may only look like one. */
async function holdsPosts({
  root,
  folders = [''],
  passOver,
  isPage,
}: Recognized): Promise<boolean> {
  const waiting = [...folders];
  const noOthers: ReadonlySet<string> = new Set();
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const items = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const item of items) {
      if (isHiddenSegment(item.name)) continue;
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.isDirectory()) waiting.push(path);
      else if (
        isMarkdownName(path) &&
        !isSectionPage(path) &&
        isPage?.(path) !== true &&
        passOver(path, noOthers) === undefined
      ) {
        return true;
      }
    }
  }
  return false;
}

async function hasPosts(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => isMarkdownName(name) && !isRepositoryPaper(name));
}
