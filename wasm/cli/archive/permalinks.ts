import type { Site } from '../site/site.js';

/** Hugo's own pattern for sections without one. */
const hugoDefault = '/:sections/:slugorfilename/';
/** Jekyll's built-in styles (https://jekyllrb.com/docs/permalinks/#built-in-formats). */
const jekyllStyles: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title.html',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:yearday/:title.html',
  weekdate: '/:categories/:year/W:week/:weekday/:title.html',
  none: '/:categories/:title.html',
};

/**
 * The patterns for the addresses of an archive's issues, so that links to the site it was go on
 * working: by section, `*` for all others.
 */
export function permalinksOf(site: Site): Record<string, string> {
  if (site.kind === 'Hugo site') return { '*': hugoDefault, ...site.permalinks };
  if (site.kind !== 'Jekyll site') return { ...site.permalinks };
  const { posts: style = 'date', ...others } = site.permalinks;
  // Jekyll's title is that of the file's name.
  const pattern = (jekyllStyles[style] ?? style).replaceAll(':title', ':slugorfilename');
  return { ...others, '*': pattern };
}
