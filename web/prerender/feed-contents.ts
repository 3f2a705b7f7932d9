import type { ManifestEntry } from 'broadsheet';
import { escapeXml } from './xml.js';

/** More than the feeds of an archive and its latest tags share; each is a few kilobytes. */
const mostKept = 100;

/** The text of an issue in a feed. */
interface Content {
  html: string;
  /** The same as text of an element. */
  xml: string | undefined;
}

/**
 * The texts of issues as feeds have them. An issue stands in three formats, and in the feeds of its
 * tags and categories once more: what was made last is kept.
 */
export class FeedContents {
  /** What was used last stands last. */
  readonly #kept = new Map<string, Content>();

  /**
   * @param root where the feed's links begin: with another, the text is another
   * @param make makes the text, which is asked for if it is not at hand
   */
  html(root: string, { path }: ManifestEntry, make: () => string): string {
    return this.#of(root, path, make).html;
  }

  /** The same, escaped for XML. */
  xml(root: string, { path }: ManifestEntry, make: () => string): string {
    const content = this.#of(root, path, make);
    content.xml ??= escapeXml(content.html);
    return content.xml;
  }

  #of(root: string, path: string, make: () => string): Content {
    // No path has a zero in it.
    const key = `${root}\0${path}`;
    const content = this.#kept.get(key) ?? { html: make(), xml: undefined };
    this.#kept.delete(key);
    this.#kept.set(key, content);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return content;
  }
}
