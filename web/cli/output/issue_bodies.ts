import { renderPost } from 'broadsheet';
import type { Bodies, IssueBody } from '../../prerender/prerender.js';
import { type ReadingSite, publishedSource, textInFeed } from '../archive/read_post.js';
import type { BodyPlace, BodySpool } from './body_spool.js';
import { ledToPage } from './page_in_feeds.js';

/** The rendered posts of a build, which their pages are made of when all are read. */
export class IssueBodies implements Bodies {
  readonly #site: ReadingSite;
  readonly #spool: BodySpool;
  readonly #places = new Map<string, BodyPlace>();

  /**
   * @param site of the posts
   * @param spool where they lie
   */
  constructor(site: ReadingSite, spool: BodySpool) {
    this.#site = site;
    this.#spool = spool;
  }

  add(path: string, place: BodyPlace): void {
    this.#places.set(path, place);
  }

  /** Where the body of a post lies; undefined of one that was not added. */
  placeOf(path: string): BodyPlace | undefined {
    return this.#places.get(path);
  }

  /** The body of a post; one that was not added is rendered from its file. */
  of(path: string): IssueBody {
    const place = this.#places.get(path);
    if (place !== undefined) return this.#spool.get(place);
    const site = this.#site;
    return renderPost(publishedSource(site, path), { ...site.rendering, file: path });
  }

  /** What was not made with the body is rendered once more: of many posts, few are in feeds. */
  inFeed(path: string, url: string): string {
    const place = this.#places.get(path);
    const made = place && this.#spool.feedOf(place);
    return (made && ledToPage(made, url)) ?? textInFeed(this.#site, path, url);
  }
}
