import type { ManifestEntry } from 'broadsheet';
import type { Publication } from '../generators/resolution.js';
import { type Shown, isPast, isPublished, isToCome } from '../site/publication.js';
import type { PostReading } from './read_post.js';

/** Which posts readers see, by what they are to see and by one clock. */
export class Visibility {
  readonly #shown: Shown;
  readonly #timeZone: string | undefined;
  /** Posts become due while a server runs; within one reading all are judged by one moment. */
  #now = Date.now();

  constructor({ drafts, future, expired }: Shown, timeZone: string | undefined) {
    this.#shown = { drafts, future, expired };
    this.#timeZone = timeZone;
  }

  /** From here on posts are judged by the present moment. */
  lookAtTheClock(): void {
    this.#now = Date.now();
  }

  /** Whether readers see a post. */
  isListed({ entry, publication }: PostReading): boolean {
    return isPublished(entry, publication, this.#shown, this.#timeZone, this.#now);
  }

  /** Whether a post is left out for being a draft. */
  isHiddenDraft({ data }: ManifestEntry): boolean {
    return !this.#shown.drafts && data.draft === true;
  }

  /** Whether a post is left out for having expired. */
  isHiddenPast(publication: Publication): boolean {
    return !this.#shown.expired && this.isPast(publication);
  }

  /** Whether readers see posts with a date to come. */
  get showsFuture(): boolean {
    return this.#shown.future;
  }

  /** Whether a post is due later. */
  isToCome(publication: Publication): boolean {
    return isToCome(publication, this.#timeZone, this.#now);
  }

  /** Whether a post has expired. */
  isPast(publication: Publication): boolean {
    return isPast(publication, this.#timeZone, this.#now);
  }
}
