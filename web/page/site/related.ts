import type { ManifestEntry } from 'broadsheet';
import type { Site } from './site.js';

const mostRelated = 3;
/** An issue itself and those next to it in time are left out of its answer. */
const mostRanked = mostRelated + 3;
/** What more issues than these share says little, and would cost much to compare. */
const commonTerm = 200;

/** The issues that have a tag or category. */
interface Term {
  id: number;
  /** In the site's order. */
  places: number[];
}

/** Which issues are like which. */
export class RelatedIssues {
  readonly #site: Site;
  /** Of each issue in the site's order. */
  readonly #terms: readonly (readonly Term[])[];
  /** By terms: what shares most with them, best first. Many issues have the same. */
  readonly #ranked = new Map<string, readonly number[]>();
  /** Of each issue in that order; all zero between two questions. */
  readonly #scores: Float64Array;

  constructor(site: Site) {
    this.#site = site;
    this.#scores = new Float64Array(site.order.length);
    const terms = new Map<string, Term>();
    this.#terms = site.order.map((entry, place) =>
      [...termsOf(entry)].map((name) => {
        const term = terms.get(name) ?? { id: terms.size, places: [] };
        terms.set(name, term);
        term.places.push(place);
        return term;
      }),
    );
  }

  /**
   * The issues that share most with one: each shared tag or category counts the more, the fewer
   * issues have it. Those next to it in time are left out, they stand there anyway; of equals the
   * newer comes first.
   */
  of(entry: ManifestEntry): ManifestEntry[] {
    const place = this.#site.positionOf(entry);
    return this.#rankedBy(this.#terms[place] ?? [])
      .filter((other) => Math.abs(other - place) > 1)
      .slice(0, mostRelated)
      .map((other) => this.#site.order[other] as ManifestEntry);
  }

  #rankedBy(terms: readonly Term[]): readonly number[] {
    const telling = terms.filter(({ places }) => places.length <= commonTerm);
    const key = telling.map(({ id }) => id).join();
    let ranked = this.#ranked.get(key);
    if (ranked === undefined) {
      ranked = this.#rank(telling);
      this.#ranked.set(key, ranked);
    }
    return ranked;
  }

  #rank(terms: readonly Term[]): number[] {
    const scores = this.#scores;
    const sharing: number[] = [];
    for (const { places } of terms) {
      for (const place of places) {
        if (scores[place] === 0) sharing.push(place);
        scores[place] = scoreOf(scores, place) + 1 / places.length;
      }
    }
    const isBetter = (one: number, other: number): boolean => {
      const more = scoreOf(scores, one) - scoreOf(scores, other);
      return more > 0 || (more === 0 && one < other);
    };
    const best: number[] = [];
    for (const place of sharing) {
      const last = best.at(-1);
      if (best.length === mostRanked && last !== undefined && !isBetter(place, last)) continue;
      const worse = best.findIndex((other) => isBetter(place, other));
      best.splice(worse < 0 ? best.length : worse, 0, place);
      best.length = Math.min(best.length, mostRanked);
    }
    for (const place of sharing) scores[place] = 0;
    return best;
  }
}

function scoreOf(scores: Float64Array, place: number): number {
  return scores[place] as number;
}

/** Folded. */
function termsOf({ data }: ManifestEntry): Set<string> {
  return new Set([
    ...data.tags.map((tag) => `t:${tag.trim().toLowerCase()}`),
    ...data.categories.map((category) => `c:${category.trim().toLowerCase()}`),
  ]);
}
