/** Queries as readers might put them, and some that they would not; the same in every run. */
import type { CatalogEntry, CatalogQuery } from 'broadsheet';

/** Chance with a seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  of<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }

  some<Value>(values: readonly Value[], most: number): Value[] {
    return Array.from({ length: 1 + this.below(most) }, () => this.of(values));
  }
}

/** Queries over the posts of a catalog; all but a few find something. */
export function randomQueries(entries: CatalogEntry[], count: number, seed: number) {
  const dice = new Dice(seed);
  const values = (key: 'tags' | 'categories' | 'authors') =>
    entries.flatMap(({ data }) => data[key]);
  const terms = {
    tags: values('tags'),
    categories: values('categories'),
    authors: values('authors'),
    langs: entries.flatMap(({ data }) => data.lang ?? []),
  };
  const dates = entries.flatMap(({ data }) => data.date?.slice(0, 10) ?? []);
  const texts = entries.flatMap(({ data }) => [data.title ?? '', data.description ?? '']);
  return Array.from({ length: count }, (): CatalogQuery => {
    const query: CatalogQuery = {};
    if (dice.chance(0.45)) query.words = words(dice, texts);
    for (const facet of ['tags', 'categories', 'authors', 'langs'] as const) {
      const probability = facet === 'langs' ? 0.1 : 0.2;
      if (dice.chance(probability)) {
        query[facet] = dice.some(terms[facet], 3).map((term) => otherwise(dice, term));
      }
    }
    if (dice.chance(0.04)) query.tags = ['no such tag'];
    if (dice.chance(0.25)) query.years = dice.some(dates, 3).map((day) => Number(day.slice(0, 4)));
    if (dice.chance(0.2)) query.from = partial(dice, dice.of(dates));
    if (dice.chance(0.2)) query.to = partial(dice, dice.of(dates));
    if (dice.chance(0.3)) query.drafts = dice.chance(0.7);
    if (dice.chance(0.75)) query.sort = dice.of(['newest', 'oldest', 'title', 'relevance']);
    if (dice.chance(0.5)) query.limit = dice.below(40);
    if (dice.chance(0.3)) query.offset = dice.below(60);
    return query;
  });
}

/** One or two pieces of the texts, Chinese or English, cut anywhere. */
function words(dice: Dice, texts: string[]): string {
  const pieces = dice.some(texts, 2).map((text) => {
    const characters = [...text];
    const start = dice.below(characters.length);
    return characters.slice(start, start + 1 + dice.below(5)).join('');
  });
  return otherwise(dice, pieces.join(dice.of([' ', '\u3000', '\u00a0 ', '\t'])));
}

/** The same term or words in another spelling. */
function otherwise(dice: Dice, text: string): string {
  switch (dice.below(6)) {
    case 0:
      return text.toUpperCase();
    case 1:
      return text.toLowerCase();
    case 2:
      return `\u00a0${text} \ufeff`;
    case 3:
      return text.replace(/[!-~]/g, (narrow) => String.fromCharCode(narrow.charCodeAt(0) + 0xfee0));
    default:
      return text;
  }
}

function partial(dice: Dice, day: string): string {
  return day.slice(0, dice.of([4, 7, 7, 10]));
}
