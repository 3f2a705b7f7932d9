import { type Catalog, type Manifest, type ManifestEntry, createCatalog } from 'broadsheet';
import { searchOf } from '../site/filter.js';
import { listedIssues } from '../site/listed.js';
import type { ListRoute } from '../site/route.js';
import type { Frame } from '../templates/frame.js';
import { trusted } from '../templates/html.js';
import { foundPassage } from '../templates/issue-row.js';
import { type ListAnswer, listParts, titleOfList } from '../templates/list.js';
import { masthead } from '../templates/masthead.js';
import { viewOfList } from '../templates/view-of-list.js';
import type { View } from '../templates/view.js';
import type { OpenArchive } from './archive.js';
import { find, isWholeList } from './find.js';
import type { MoreMessage, PassagesMessage } from './protocol.js';
import { ArchiveSearch } from './search.js';

/** A list without the frame that stands already. */
export type ListPartsView = View & { parts: Record<string, string>; filter: string };

/** The lists of an archive: a script of its own, which readers of issues do without. */
export class ArchiveLists {
  readonly search: ArchiveSearch;
  readonly #archive: OpenArchive;

  constructor(archive: OpenArchive) {
    this.#archive = archive;
    this.search = new ArchiveSearch(archive.site, archive.root, archive.handed);
  }

  /** A list with all around it. */
  async view(frame: Frame, route: ListRoute): Promise<View> {
    return viewOfList(frame, route, await this.#find(route));
  }

  /**
   * A list for a page that has one on view.
   *
   * @param signal says that nobody waits any more
   */
  async parts(frame: Frame, route: ListRoute, signal: AbortSignal): Promise<ListPartsView> {
    return partsOf(frame, route, await this.#find(route, undefined, signal));
  }

  /** What follows the first `shown` of a list. */
  async more(frame: Frame, route: ListRoute, shown: number): Promise<MoreMessage> {
    const parts = listParts(frame, route, await this.#find(route, shown), shown);
    return { years: parts.years.text, more: parts.more.text };
  }

  /**
   * Passages for rows that stand without, by the paths of their issues.
   *
   * @param offset how many results stand before the first of them
   */
  async passages(
    frame: Frame,
    { filter }: ListRoute,
    offset: number,
    count: number,
  ): Promise<PassagesMessage> {
    await this.#archive.prepareLists();
    const passages = await this.search.passages(filter, offset, count);
    const rows = [...passages].flatMap(([path, passage]) => {
      const entry = this.#archive.site.issueOfFile(path);
      if (entry === undefined || passage.excerpt === '') return [];
      return [[path, foundPassage(frame, entry, { ...passage, words: filter.words })] as const];
    });
    return { rows: Object.fromEntries(rows) };
  }

  dispose(): void {
    this.search.dispose();
  }

  async #find(route: ListRoute, shown?: number, signal?: AbortSignal): Promise<ListAnswer> {
    if (!isWholeList(route)) await this.#archive.prepareLists();
    return find(this.#archive, this.search, route, shown, signal);
  }
}

/** A catalog of the issues that lists name. */
export function catalogOf(manifest: Manifest): Catalog<ManifestEntry> {
  return createCatalog(listedIssues(manifest));
}

function partsOf(frame: Frame, route: ListRoute, answer: ListAnswer): ListPartsView {
  const parts = listParts(frame, route, answer);
  const texts = Object.entries(parts).map(([name, part]) => [name, part.text] as const);
  const title = titleOfList(frame, route);
  return {
    kind: 'list',
    title,
    masthead: masthead(frame, title === undefined ? 'heading' : 'large'),
    main: trusted(''),
    parts: Object.fromEntries(texts),
    filter: searchOf(route.filter),
  };
}
