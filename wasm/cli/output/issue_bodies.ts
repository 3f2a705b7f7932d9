import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPost } from 'broadsheet';
import type { IssueBody } from '../site/prerender.js';
import type { BodyPlace, BodySpool } from './body_spool.js';

/** The rendered posts of a build, which their pages are made of when all are read. */
export class IssueBodies {
  readonly #root: string;
  readonly #spool: BodySpool;
  readonly #places = new Map<string, BodyPlace>();

  /**
   * @param root the folder of the posts
   * @param spool where they lie
   */
  constructor(root: string, spool: BodySpool) {
    this.#root = root;
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
    return renderPost(readFileSync(join(this.#root, path)), { file: path });
  }
}
