/** The posts of the five newsletters, and why tests over them are skipped. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Sample, markdownBelow, realPosts } from '../package/corpora.ts';
import { shared } from '../package/paths.ts';

const corpora = join(shared, 'corpora');

/** Why tests over the posts are skipped, or false. */
export const noPosts = existsSync(corpora)
  ? false
  : `no posts at ${corpora}: set BROADSHEET_SHARED to their folder`;

/** How many posts each newsletter has. */
export const postCounts: Record<string, number> = {
  haskellweekly: 538,
  lwkd: 386,
  'sofa-weekly': 131,
  'sofastack-blog': 312,
  swiftweekly: 202,
};

/** All posts; the list of their sources, which lies beside them, is none. */
export function newsletterPosts(): Sample[] {
  return realPosts().filter(({ file }) => file.includes('/'));
}

/**
 * The Markdown files of whole sites as they lie there: with the tags of their templates, which are
 * text here. By default one in eight; with BROADSHEET_ALL all of them.
 */
export function sitePosts(): Sample[] {
  const every = process.env.BROADSHEET_ALL === undefined ? 8 : 1;
  return markdownBelow(join(shared, 'sites')).filter((_, at) => at % every === 0);
}

/** The name of a test or group, with the reason when it is skipped. */
export function titled(title: string): string {
  return noPosts ? `${title} (${noPosts})` : title;
}
