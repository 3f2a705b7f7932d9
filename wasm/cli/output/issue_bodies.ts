import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPost } from 'broadsheet';
import type { IssueBody } from '../site/prerender.js';

/** So many characters of HTML are kept: an archive of some thousand posts. */
const keptCharacters = 32_000_000;

/**
 * The rendered posts of a build, which their pages are made of when all are read. What goes beyond
 * the limit is rendered again from its file, so that memory does not grow with the archive.
 */
export class IssueBodies {
  readonly #root: string;
  readonly #kept = new Map<string, IssueBody>();
  #characters = 0;

  /** @param root the folder of the posts */
  constructor(root: string) {
    this.#root = root;
  }

  /** Remembers a post while there is room. */
  add(path: string, { html, toc, links }: IssueBody): void {
    if (this.#characters + html.length > keptCharacters) return;
    this.#characters += html.length;
    this.#kept.set(path, { html, toc, links });
  }

  /** Gives the memory back when all pages are written: what follows then collects less garbage. */
  forget(): void {
    this.#kept.clear();
    this.#characters = 0;
  }

  /** The body of a post that was read. */
  of(path: string): IssueBody {
    return this.#kept.get(path) ?? renderPost(readFileSync(join(this.#root, path)), { file: path });
  }
}
