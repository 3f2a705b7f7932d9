import { everything, isFiltered, queryOf } from '../site/filter.js';
import { type ListRoute, pageSize } from '../site/route.js';
import type { Site } from '../site/site.js';
import { undatedAnswer } from '../site/undated.js';
import type { ListAnswer } from '../templates/list.js';
import type { OpenArchive } from './archive.js';
import { type ArchiveSearch, resultsAtOnce } from './search.js';

/** So long may the summaries of issues take that a list is about to show. */
const patience = 3000;

/**
 * The issues a list shows. The one place that decides how words are looked for: the search index
 * knows all of every issue; where there is none, the catalog knows titles and descriptions.
 *
 * @param shown how many of the list stand already; those after them are given
 * @param signal says that nobody waits any more
 */
export async function find(
  archive: OpenArchive,
  search: ArchiveSearch,
  route: ListRoute,
  shown: number | undefined,
  signal?: AbortSignal,
): Promise<ListAnswer> {
  const answer = await found(archive.site, search, route, shown, signal);
  // Those that were found show a passage instead, now or when they are seen.
  const complete = archive.complete(answer.posts.filter(({ path }) => !answer.passages?.has(path)));
  // Rows may be of as many pieces; a slow one has its rows shown without.
  await Promise.race([complete, new Promise((resolve) => setTimeout(resolve, patience))]);
  return answer;
}

async function found(
  site: Site,
  search: ArchiveSearch,
  route: ListRoute,
  shown: number | undefined,
  signal: AbortSignal | undefined,
): Promise<ListAnswer> {
  const offset = shown ?? (route.first - 1) * pageSize;
  const limit = shown === undefined ? route.pages * pageSize : pageSize;
  if (route.undated) return undatedAnswer(site, offset, limit);
  if (route.filter.words !== '') {
    const count = shown === undefined ? route.pages * resultsAtOnce : resultsAtOnce;
    const answer = await search.find(route.filter, shown ?? 0, count, signal);
    if (answer !== undefined) return answer;
  }
  if (isWholeList(route)) {
    const { order, facets } = site;
    return { total: order.length, posts: order.slice(offset, offset + limit), facets };
  }
  return site.catalog.query(queryOf(route.filter, offset, limit));
}

/** Whether a list names all issues in the usual order, so that no catalog is asked for it. */
export function isWholeList({ filter }: ListRoute): boolean {
  return filter.sort === everything.sort && !isFiltered(filter);
}
