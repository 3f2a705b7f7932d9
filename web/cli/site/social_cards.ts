/* With which typeface the pictures for social media are drawn. */
import { posix } from 'node:path';
import { followLinks } from '../archive/links.js';
import { isMap } from '../generators/values.js';

/** As the configuration has it. */
export type SaidOfCards = true | false | { font: string | readonly string[] };

/** What may be said. */
export const cardsExample = '{ font: fonts/title.ttf }';

/** What is wrong with what is said; undefined where nothing is. */
export function wrongWithCards(said: unknown): string | undefined {
  if (typeof said === 'boolean') return undefined;
  const fonts = isMap(said) && Object.keys(said).join() === 'font' ? listOf(said.font) : [];
  if (
    fonts.length === 0 ||
    !fonts.every((font) => typeof font === 'string' && font.trim() !== '')
  ) {
    return `expected true, or ${cardsExample}`;
  }
  const other = fonts.find((font) => !isDrawn(String(font)));
  return other === undefined
    ? undefined
    : `${String(other)} is no font that cards can be drawn with: ttf, otf or woff`;
}

/**
 * The files of typefaces, first the one that is used where it has a character; undefined without cards.
 *
 * @param theme as the configuration has it: `true` takes typefaces of its
 * @throws {RangeError} whose message says what is wrong
 */
export async function fontsOfCards(
  folder: string,
  said: SaidOfCards | undefined,
  theme: Readonly<Record<string, unknown>> = {},
): Promise<string[] | undefined> {
  if (said === undefined || said === false) return undefined;
  const named = said === true ? fontsOfTheme(theme) : listOf(said.font).map(String);
  if (named.length === 0) {
    throw new RangeError(
      'no font is named that cards can be drawn with (ttf, otf or woff), here or in theme.fonts',
    );
  }
  const inner: string[] = [];
  for (const name of named) {
    const path = posix.normalize(name.trim().replace(/^\/+/, ''));
    // Files that pages load may lie in `static`.
    const places = [path, posix.join('static', path)];
    const found = await Promise.all(places.map((place) => followLinks(folder, place)));
    const file = found.find(({ kind }) => kind === 'file');
    if (file?.kind !== 'file') throw new RangeError(`${path} is no file of the folder`);
    inner.push(file.inner);
  }
  return inner;
}

/** Headings before text: a card is its title. */
function fontsOfTheme({ fonts }: Readonly<Record<string, unknown>>): string[] {
  if (!isMap(fonts)) return [];
  return ['headings', 'text', 'interface']
    .flatMap((use) => listOf(fonts[use]))
    .map((font) => (isMap(font) ? String(font.file) : String(font)))
    .filter(isDrawn);
}

function isDrawn(font: string): boolean {
  return /\.(?:ttf|otf|woff)$/i.test(font.trim());
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
