import { readdir } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { type Recognized, turnedOn } from '../recognized.js';
import { documentOf, isNamedFile, pageOfSite, passedOverAsFile } from './document.js';
import { jekyllFeeds } from './feeds.js';
import type { JekyllRules } from './rules.js';
import { type JekyllSettings, defaultJekyll } from './settings.js';

/** Posts may lie below folders of the site, `en/_posts`: so deep they are looked for. */
const levelsLookedDown = 3;

/**
 * A Jekyll site, with the posts of `part`; undefined where nothing of Jekyll's lies: its
 * configuration alone is no sign, for others have one of that name.
 *
 * @param folder the site's
 * @param part the folder of the site, or one of its posts or collections
 * @param settings undefined without a configuration
 */
export async function jekyllSite(
  folder: string,
  part: string,
  settings: JekyllSettings | undefined,
): Promise<Recognized | undefined> {
  const { rules, ...said } = settings ?? defaultJekyll();
  const inner = relative(folder, part).split(sep).join('/');
  const isPart = inner !== '';
  if (isPart ? !isOfPosts(inner, rules) : !(await hasDocuments(folder, rules, settings))) {
    return undefined;
  }
  const { title, baseURL, basePath, feeds, owner, timeZone, languages, file } = said;
  return {
    kind: 'Jekyll site',
    ...(said.isKramdown ? { dialect: 'kramdown' as const } : {}),
    ...{ folder, root: part, title, baseURL, basePath, timeZone, owner, rules },
    statics: [
      {
        ...{ source: '', target: '', which: isPart ? 'referred' : 'typed' },
        passOver: (path) => passedOverAsFile(path, rules),
        includes: (path) => isNamedFile(path, rules),
      },
    ],
    languages,
    ...(said.isLimited ? { notes: ['limit_posts is not followed: all posts are published'] } : {}),
    readFrom: file === undefined ? [] : [file],
    publishes: turnedOn(rules.publishes),
    draftFolder: '_drafts',
    headerPages: said.headerPages,
    formerFeeds: (archive, prefix) => jekyllFeeds(folder, { ...rules, prefix }, feeds, archive),
    liesBesidePosts: (path) => isOfPosts(posix.dirname(posix.join(inner, path)), rules),
    isPage: (path) => !isPart && documentOf(path, rules) === pageOfSite,
    passOver(path) {
      const document = documentOf(isPart ? `${inner}/${path}` : path, rules);
      if (document === pageOfSite && !isPart) return passedOverAsFile(path, rules);
      return typeof document === 'string' ? document : undefined;
    },
  };
}

/** Whether a folder of the site holds documents of collections. */
function isOfPosts(inner: string, rules: JekyllRules): boolean {
  const found = documentOf(`${inner}/2000-01-01-any.md`, rules);
  return typeof found !== 'string' || /\bno pages\b/.test(found);
}

async function hasDocuments(
  folder: string,
  rules: JekyllRules,
  settings: JekyllSettings | undefined,
): Promise<boolean> {
  const signs = new Set(['_posts', '_drafts']);
  for (const [name, { hasPages }] of Object.entries(rules.collections)) {
    if (hasPages) signs.add(`_${name}`);
  }
  let level = [rules.collectionsDir];
  // Without a configuration posts beside it are the only sign.
  const levels = settings === undefined ? 1 : levelsLookedDown;
  for (let depth = 0; depth < levels; depth += 1) {
    const next: string[] = [];
    for (const inner of level) {
      const items = await readdir(join(folder, inner), { withFileTypes: true }).catch(() => []);
      for (const item of items) {
        if (!item.isDirectory()) continue;
        if (signs.has(item.name)) return true;
        if (!/^[._#~]|^(?:node_modules|source|src)$/.test(item.name))
          next.push(join(inner, item.name));
      }
    }
    level = next;
  }
  return false;
}
