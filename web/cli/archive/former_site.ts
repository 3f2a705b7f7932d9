import type { ManifestEntry } from 'broadsheet';
import { isArchives } from '../../page/site/addresses.js';
import { feedNames } from '../../page/site/own-files.js';
import type { Site as ArchiveSite } from '../../page/site/site.js';
import type { FormerSite } from '../../prerender/former-site.js';
import type { Site } from '../site/site.js';

/**
 * What is kept of the site as its generator has it.
 *
 * @param archive what feeds are made of: without it none is kept
 */
export function formerSiteOf(site: Site, archive?: ArchiveSite): FormerSite {
  const { timeZone, formerFeeds, prefix } = site;
  const listed = archive && {
    order: archive.order,
    pathOf: (entry: ManifestEntry) => archive.pathOf(entry),
  };
  const { feeds = [], ids = {} } = (listed && formerFeeds?.(listed, prefix)) ?? {};
  const base = site.baseURL;
  // Without a base they would be no ids.
  const whole = base === undefined ? [] : Object.entries(ids);
  const [language] = site.languages.length > 1 ? site.languages : [];
  return {
    timeZone,
    ...(language === undefined ? {} : { language }),
    feeds: feeds.filter(({ path }) => isFeedPath(path)),
    ids: Object.fromEntries(whole.map(([path, id]) => [path, base + id])),
  };
}

/** What a name of a file may be that a configuration gives. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: no name has them.
const plainName = /^[^.\u0000-\u001f\\:*?"<>|][^\u0000-\u001f\\:*?"<>|]{0,80}$/;

/** Whether a feed may be written at a path that a configuration names. */
function isFeedPath(path: string): boolean {
  if ((feedNames as readonly string[]).includes(path)) return true;
  const isSafe = path.split('/').every((name) => plainName.test(name));
  return isSafe && /\.(?:xml|json|rss|atom)$/.test(path) && !isArchives(path);
}
