import type { ManifestEntry } from 'broadsheet';
import type { Site } from './site.js';

const mostRelated = 3;
/** What more issues than these share says little, and would cost much to compare. */
const commonTerm = 200;

/** Issues by folded tag and category; of the rare ones only. */
export class RelatedIssues {
  readonly #site: Site;
  readonly #byTerm = new Map<string, ManifestEntry[]>();

  constructor(site: Site) {
    this.#site = site;
    for (const entry of site.order) {
      for (const term of termsOf(entry)) {
        const list = this.#byTerm.get(term);
        if (list === undefined) this.#byTerm.set(term, [entry]);
        else list.push(entry);
      }
    }
  }

  /**
   * The issues that share most with one: each shared tag or category counts the more, the fewer
   * issues have it. Those next to it in time are left out, they stand there anyway; of equals the
   * newer comes first.
   */
  of(entry: ManifestEntry): ManifestEntry[] {
    const { newer, older } = this.#site.neighbours(entry);
    const scores = new Map<ManifestEntry, number>();
    for (const term of termsOf(entry)) {
      const sharers = this.#byTerm.get(term) ?? [];
      if (sharers.length > commonTerm) continue;
      for (const other of sharers) {
        if (other === entry || other === newer || other === older) continue;
        scores.set(other, (scores.get(other) ?? 0) + 1 / sharers.length);
      }
    }
    return [...scores]
      .sort(([, one], [, other]) => other - one)
      .slice(0, mostRelated)
      .map(([other]) => other);
  }
}

function termsOf({ data }: ManifestEntry): Set<string> {
  return new Set([
    ...data.tags.map((tag) => `t:${tag.trim().toLowerCase()}`),
    ...data.categories.map((category) => `c:${category.trim().toLowerCase()}`),
  ]);
}
