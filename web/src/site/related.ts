import type { ManifestEntry } from 'broadsheet';
import type { Site } from './site.js';

const mostRelated = 3;
/** What more issues than these share says little, and would cost much to compare. */
const commonTerm = 200;

/** Which issues are like which. */
export class RelatedIssues {
  readonly #site: Site;
  /** Of each issue in the site's order, by tag and category: the places of those that share it. */
  readonly #sharers: number[][][];
  /** Of each issue in that order; all zero between two questions. */
  readonly #scores: Float64Array;
  /** The last answer: a page asks for its key and for its content. */
  #last: { entry: ManifestEntry; related: ManifestEntry[] } | undefined;

  constructor(site: Site) {
    this.#site = site;
    this.#scores = new Float64Array(site.order.length);
    const byTerm = new Map<string, number[]>();
    this.#sharers = site.order.map((entry, place) =>
      termsOf(entry).map((term) => {
        const sharers = byTerm.get(term) ?? [];
        byTerm.set(term, sharers);
        // An issue may name a term twice.
        if (sharers.at(-1) !== place) sharers.push(place);
        return sharers;
      }),
    );
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
    for (const sharers of new Set(this.#sharers[this.#site.positionOf(entry)])) {
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

/** Folded. */
function termsOf({ data }: ManifestEntry): string[] {
  return [
    ...data.tags.map((tag) => `t:${tag.trim().toLowerCase()}`),
    ...data.categories.map((category) => `c:${category.trim().toLowerCase()}`),
  ];
}
