/*
 * Hugo's patterns for addresses (https://gohugo.io/configuration/permalinks/).
 */
import { type CalendarDate, dateToken } from './go_time.js';
import { type PathStyle, joined, pathOf, unescapedQuery } from './slug.js';

/** What a pattern may name of a page. */
export interface Named {
  title: string;
  slug: string;
  date: CalendarDate;
  /** The names of the sections it lies in, from the outermost. */
  sections: readonly string[];
  /** The first folder. */
  section: string;
  /** The file's name without ending and language; of a bundle its folder's. */
  baseName: string;
}

/** The path of a pattern; undefined where it names something that Hugo does not know. */
export function expanded(pattern: string, page: Named, style: PathStyle): string | undefined {
  let isKnown = true;
  // A colon that means itself is written behind a backslash.
  const text = pattern.replace(/\\:|:(\w+(?:\[.+?\])?)/g, (_, token: string | undefined) => {
    if (token === undefined) return '\0';
    const value = tokenValue(token, page, style);
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown ? unescapedQuery(text.replaceAll('\0', ':')) : undefined;
}

function tokenValue(token: string, page: Named, style: PathStyle): string | undefined {
  const slugged = (text: string) => escaped(pathOf(text, style));
  switch (token) {
    case 'title':
      return slugged(page.title);
    case 'slug':
      return slugged(page.slug || page.title);
    case 'slugorfilename':
    case 'slugorcontentbasename':
      return slugged(page.slug || page.baseName);
    case 'filename':
    case 'contentbasename':
      return slugged(page.baseName);
    case 'section':
      return page.section;
    case 'sections':
      return page.sections.join('/');
    default: {
      const cut = /^sections\[(.+)\]$/.exec(token)?.[1];
      return cut === undefined
        ? dateToken(token, page.date)
        : joined(...sliced(page.sections, cut));
    }
  }
}

/** An address that is read as a query's value afterwards; an empty fragment is lost on the way. */
function escaped(path: string): string {
  const whole = path.indexOf('#') === path.length - 1 ? path.slice(0, -1) : path;
  return encodeURI(whole).replaceAll('%25', '%');
}

/** `1:`, `:2`, `0:1`, `2`, `last`, out of bounds as Hugo has it. */
function sliced(sections: readonly string[], cut: string): readonly string[] {
  const [low = '', high] = cut.toLowerCase().trim().split(':');
  const place = (word: string, isLow: boolean): number => {
    if (word === '') return isLow ? 0 : sections.length;
    if (word === 'last') return sections.length - 1;
    const number = Math.max(0, Number.parseInt(word, 10) || 0);
    return number < sections.length ? number : isLow ? -1 : sections.length;
  };
  if (sections.length === 0) return [];
  const from = place(low, true);
  if (from < 0) return [];
  if (high === undefined) return sections.slice(from, from + 1);
  return sections.slice(from, Math.max(from, place(high, false)));
}
