/*
 * Sites of Zola, Hexo, Eleventy and Astro, told by what only they have.
 */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { contentInside, isFolder } from '../../site/folder.js';
import { readSettings } from '../../site/settings_file.js';
import type { ManifestEntry } from 'broadsheet';
import type { FormerFeed } from '../../../prerender/former-site.js';
import type { StaticFolder } from '../../site/site.js';
import type { Recognized } from '../recognized.js';
import { type Values, mapIn, wordIn, wordsIn } from '../values.js';
import type { OtherRules } from './rules.js';

/** What a generator's configuration says, and which folder holds the posts. */
interface Found {
  generator: OtherRules['generator'];
  file: string;
  content: string;
  values: Values;
  draftFolder?: string;
  /** Those of the content that hold posts; all without it. */
  folders?: readonly string[];
  note: string;
}

const notRun = 'are not run';

/** @param part the folder of the site, or one below its content */
export async function otherSite(folder: string, part: string): Promise<Recognized | undefined> {
  const found =
    (await zola(folder)) ??
    (await hexo(folder)) ??
    (await astro(folder)) ??
    (await eleventy(folder));
  if (found === undefined) return undefined;
  const inner = relative(folder, part).split(sep).join('/');
  const isBelow = found.content === '' || `${inner}/`.startsWith(`${found.content}/`);
  if (inner !== '' && !isBelow) return undefined;
  const root =
    inner === '' ? await contentInside(folder, join(folder, found.content), found.file) : part;
  const { values, file, generator } = found;
  const timeZone = wordIn(values, 'timezone');
  const url = wordIn(values, 'base_url') ?? wordIn(values, 'url');
  const language = (wordIn(values, 'default_language') ?? wordIn(values, 'lang'))?.split(',')[0];
  return {
    kind: kinds[generator],
    ...{ folder, root, title: wordIn(values, 'title'), timeZone },
    baseURL: url !== undefined && /^https?:/.test(url) ? url : undefined,
    basePath: generator === 'hexo' ? wordIn(values, 'root') : undefined,
    languages: language === undefined ? [] : [language],
    readFrom: [file],
    statics: staticsOf(found, inner !== ''),
    formerFeeds: ({ order }) => ({ feeds: feedsOf(found, order) }),
    notes: [found.note],
    rules: {
      ...{ generator, prefix: '', timeZone },
      content: found.content === '' ? '' : `${found.content}/`,
      permalink: wordIn(values, 'permalink') ?? ':year/:month/:day/:title/',
    },
    ...(found.folders === undefined || inner !== '' ? {} : { folders: found.folders }),
    ...(found.draftFolder === undefined ? {} : { draftFolder: found.draftFolder }),
    passOver: (path) => passOver(generator, inner === '' ? path : `${inner}/${path}`),
  };
}

/** Where a generator looks for files that it publishes as they are. */
function staticsOf({ generator, content }: Found, isPart: boolean): StaticFolder[] {
  const which = (kind: StaticFolder['which']) => (isPart ? 'referred' : kind);
  switch (generator) {
    case 'zola':
      return [{ source: 'static', target: '', which: which('whole') }];
    case 'astro':
      return [{ source: 'public', target: '', which: which('whole') }];
    case 'hexo':
      // Hexo passes over what begins so, but for the posts themselves.
      return [
        {
          ...{ source: content, target: '', which: which('typed') },
          passOver: (path) => (/(?:^|\/)[_.#~]/.test(path) ? 'Hexo passes it over' : undefined),
        },
      ];
    default:
      return [];
  }
}

/** Where a generator writes its feed; the archive's own `atom.xml` is what most have. */
function feedsOf({ generator, values }: Found, order: readonly ManifestEntry[]): FormerFeed[] {
  const feed = mapIn(values, 'feed');
  const paths =
    generator === 'zola'
      ? [...wordsIn(values, 'feed_filenames'), ...wordsIn(values, 'feed_filename')]
      : generator === 'hexo'
        ? wordsIn(feed, 'path')
        : [];
  const posts = order.slice(0, 20).map(({ path }) => path);
  return paths.flatMap((path) => {
    const file = path.replace(/^\/+/, '');
    if (!/\.xml$/.test(file) || /(?:^|\/)\.{0,2}(?:\/|$)/.test(file)) return [];
    const format = /rss/i.test(file) ? ('rss' as const) : ('atom' as const);
    return [{ path: file, format, page: '', posts }];
  });
}

const kinds = {
  zola: 'Zola site',
  hexo: 'Hexo site',
  eleventy: 'Eleventy site',
  astro: 'Astro site',
} as const;

function passOver(generator: OtherRules['generator'], path: string): string | undefined {
  if (generator === 'eleventy' && /(?:^|\/)(?:_includes|_data|_site|_layouts)\//.test(path)) {
    return 'a part of the site, not a post';
  }
  return undefined;
}

/** `base_url` is Zola's own spelling. */
async function zola(folder: string): Promise<Found | undefined> {
  for (const file of ['zola.toml', 'config.toml']) {
    const settings = await readSettings(folder, file);
    const isZola = file === 'zola.toml' || settings?.values.base_url !== undefined;
    if (settings === undefined || !isZola || !(await isFolder(join(folder, 'content')))) continue;
    const note = `Zola's templates and shortcodes ${notRun}; names in other scripts than Latin keep their letters in addresses.`;
    return { generator: 'zola', file, content: 'content', values: settings.values, note };
  }
  return undefined;
}

async function hexo(folder: string): Promise<Found | undefined> {
  const file = '_config.yml';
  const settings = await readSettings(folder, file);
  if (settings === undefined) return undefined;
  const source = wordIn(settings.values, 'source_dir') ?? 'source';
  if (!(await isFolder(join(folder, source, '_posts')))) return undefined;
  const note = `Hexo's themes and tags ${notRun}; pages beside _posts are not published.`;
  const folders: string[] = [];
  for (const name of ['_posts', '_drafts']) {
    if (await isFolder(join(folder, source, name))) folders.push(name);
  }
  return {
    ...{ generator: 'hexo', file, content: source, values: settings.values, note, folders },
    draftFolder: '_drafts',
  };
}

async function astro(folder: string): Promise<Found | undefined> {
  const file = (await namesIn(folder)).find((name) => /^astro\.config\.[cm]?[jt]s$/.test(name));
  if (file === undefined) return undefined;
  const content = (await isFolder(join(folder, 'src/content'))) ? 'src/content' : 'src/pages';
  if (!(await isFolder(join(folder, content)))) return undefined;
  const note = `Astro's routes are programs: posts stand at their path below ${content}.`;
  return { generator: 'astro', file, content, values: {}, note };
}

async function eleventy(folder: string): Promise<Found | undefined> {
  const isConfiguration = /^(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s$/;
  const file = (await namesIn(folder)).find((name) => isConfiguration.test(name));
  if (file === undefined) return undefined;
  const candidates = ['src', 'content'];
  let content = '';
  for (const candidate of candidates) {
    if (content === '' && (await isFolder(join(folder, candidate)))) content = candidate;
  }
  const note =
    "Eleventy's configuration is a program: posts stand at their path, without a date in front.";
  return { generator: 'eleventy', file, content, values: {}, note };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
