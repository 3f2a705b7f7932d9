import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPost } from 'broadsheet';
import type { IssueBody } from '../site/prerender.js';
import { type Place, Spool } from './spool.js';

/** The rendered posts of a build, which their pages are made of when all are read. */
export class IssueBodies {
  readonly #root: string;
  readonly #spool: Spool;
  readonly #places = new Map<string, { html: Place; rest: Place }>();

  /**
   * @param root the folder of the posts
   * @param file a file that may be made and is removed by {@link end}
   */
  constructor(root: string, file: string) {
    this.#root = root;
    this.#spool = new Spool(file);
  }

  add(path: string, { html, toc, links }: IssueBody): void {
    const rest = JSON.stringify({ toc, links });
    this.#places.set(path, { html: this.#spool.put(html), rest: this.#spool.put(rest) });
  }

  /** The body of a post; one that was not added is rendered from its file. */
  of(path: string): IssueBody {
    const place = this.#places.get(path);
    if (place === undefined) {
      return renderPost(readFileSync(join(this.#root, path)), { file: path });
    }
    const rest = JSON.parse(this.#spool.get(place.rest)) as Omit<IssueBody, 'html'>;
    return { html: this.#spool.get(place.html), ...rest };
  }

  end(): void {
    this.#places.clear();
    this.#spool.end();
  }
}
