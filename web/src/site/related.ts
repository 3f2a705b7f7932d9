import type { ManifestEntry } from 'broadsheet';
import type { Site } from './site.js';

const mostRelated = 3;
/** What more issues than these share says little, and would cost much to compare. */
const commonTerm = 200;

/** Issues by folded tag and category; of the rare ones only. */
export class RelatedIssues {
  readonly #site: Site;
  /** Places in the site's order. */
  readonly #byTerm = new Map<string, number[]>();
  /** Of each issue in that order; all zero between two questions. */
  readonly #scores: Float64Array;
  /** The last answer: a page asks for its key and for its content. */
  #last: { entry: ManifestEntry; related: ManifestEntry[] } | undefined;

  constructor(site: Site) {
    this.#site = site;
    this.#scores = new Float64Array(site.order.length);
    for (const [place, entry] of site.order.entries()) {
      for (const term of termsOf(entry)) {
        const list = this.#byTerm.get(term);
        if (list === undefined) this.#byTerm.set(term, [place]);
        else list.push(place);
      }
    }
  }

  /**
   * The issues that share most with one: each shared tag or category counts the more, the fewer
   * issues have it. Those next to it in time are left out, they stand there anyway; of equals the
   * newer comes first.
   */
  of(entry: ManifestEntry): ManifestEntry[] {
    if (this.#last?.entry !== entry) this.#last = { entry, related: this.#relatedTo(entry) };
    return this.#last.related;
  }

  #relatedTo(entry: ManifestEntry): ManifestEntry[] {
    const { order } = this.#site;
    const scores = this.#scores;
    const sharing: number[] = [];
    for (const term of termsOf(entry)) {
      const sharers = this.#byTerm.get(term) ?? [];
      if (sharers.length > commonTerm) continue;
      for (const place of sharers) {
        if (scores[place] === 0) sharing.push(place);
        scores[place] = (scores[place] as number) + 1 / sharers.length;
      }
    }
    const { newer, older } = this.#site.neighbours(entry);
    const best: { other: ManifestEntry; score: number }[] = [];
    for (const place of sharing) {
      const score = scores[place] as number;
      scores[place] = 0;
      const isFull = best.length === mostRelated;
      if (isFull && score <= (best.at(-1)?.score ?? 0)) continue;
      const other = order[place] as ManifestEntry;
      if (other === entry || other === newer || other === older) continue;
      if (isFull) best.pop();
      const worse = best.findIndex((one) => one.score < score);
      best.splice(worse < 0 ? best.length : worse, 0, { other, score });
    }
    return best.map(({ other }) => other);
  }
}

function termsOf({ data }: ManifestEntry): Set<string> {
  return new Set([
    ...data.tags.map((tag) => `t:${tag.trim().toLowerCase()}`),
    ...data.categories.map((category) => `c:${category.trim().toLowerCase()}`),
  ]);
}
