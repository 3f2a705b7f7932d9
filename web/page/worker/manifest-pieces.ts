import type { ManifestEntry } from 'broadsheet';
import { type Piece, inPieces, piecesFolder } from '../site/manifest-head.js';

/** Of a large archive what the head of its manifest leaves out, fetched for the issues that are shown. */
export class ManifestPieces {
  readonly #root: string;
  /** Where an issue's part stands that has not come yet. */
  readonly #missing = new Map<ManifestEntry, string>();
  /** By name; of issues without a text, several pieces may be the same. */
  readonly #posts = new Map<string, (readonly ManifestEntry[])[]>();
  readonly #loading = new Map<string, Promise<void>>();

  /**
   * @param root where the archive lies; ends in a slash
   * @param names of the pieces; none of an archive whose manifest came in one
   * @param posts all of it, in the order of the head
   */
  constructor(root: string, names: readonly string[], posts: readonly ManifestEntry[]) {
    this.#root = root;
    if (names.length === 0) return;
    for (const [index, piece] of inPieces(posts).entries()) {
      const name = names[index] ?? '';
      this.#posts.set(name, [...(this.#posts.get(name) ?? []), piece]);
      for (const entry of piece) this.#missing.set(entry, name);
    }
  }

  /** Completes issues. What cannot be had is left out: they are shown without, and asked for again. */
  async complete(entries: readonly ManifestEntry[]): Promise<void> {
    const names = new Set(entries.flatMap((entry) => this.#missing.get(entry) ?? []));
    await Promise.all([...names].map((name) => this.#load(name)));
  }

  #load(name: string): Promise<void> {
    const loading = this.#loading.get(name) ?? this.#fetch(name).catch(() => {});
    this.#loading.set(name, loading);
    return loading.finally(() => this.#loading.delete(name));
  }

  async #fetch(name: string): Promise<void> {
    const response = await fetch(new URL(`${piecesFolder}${name}.json`, this.#root));
    if (!response.ok) return;
    const parts = (await response.json()) as Piece[];
    for (const posts of this.#posts.get(name) ?? []) {
      for (const [index, entry] of posts.entries()) {
        const { excerpt = '', words = 0, article } = parts[index] ?? {};
        Object.assign(entry, { excerpt, words }, article === undefined ? {} : { article });
        this.#missing.delete(entry);
      }
    }
  }
}
