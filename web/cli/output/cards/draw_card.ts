/*
 * Draws a card for social media: satori lays it out, resvg makes a PNG of that. Both are optional
 * peers of the package.
 */
import { cardHeight, cardWidth } from '../../../page/site/cards.js';
import type { Card } from '../../../page/site/cards.js';

/** Another look is another version: cards of the one before are drawn anew. */
export const designVersion = 1;

/** What all cards of an archive have in common. */
export interface CardLook {
  /** The archive's name, and where it is: without a scheme. */
  name: string;
  place: string;
  paper: string;
  ink: string;
  accent: string;
  fonts: readonly Uint8Array[];
}

/** A card as PNG, or the characters that no typeface has. */
export type Drawn = { png: Uint8Array } | { missing: string };

interface Element {
  type: 'div';
  props: { style: Record<string, unknown>; children: string | Element[] };
}

/** Of the two libraries, what is used. */
interface Libraries {
  satori(
    element: Element,
    options: {
      width: number;
      height: number;
      fonts: { name: string; data: Uint8Array; weight: 400; style: 'normal' }[];
      loadAdditionalAsset(code: string, segment: string): Promise<string>;
    },
  ): Promise<string>;
  Resvg: new (svg: string, options: object) => { render(): { asPng(): Uint8Array } };
}

/** The packages that draw. */
export const libraryNames = ['satori', '@resvg/resvg-js'] as const;

/** Draws cards of one archive; undefined where the libraries are not installed. */
export async function openCards(
  look: CardLook,
): Promise<((card: Card) => Promise<Drawn>) | undefined> {
  const libraries = await load();
  return libraries && ((card) => draw(libraries, look, card));
}

/** What start/load.ts gives the program. */
declare const importModule: (name: string) => Promise<unknown>;

async function load(): Promise<Libraries | undefined> {
  try {
    // Beside this package alone: a folder of posts may be a stranger's, and so its node_modules.
    const [layout, raster] = (await Promise.all(
      libraryNames.map((name) => importModule(name)),
    )) as [{ default: Libraries['satori'] }, { Resvg: Libraries['Resvg'] }];
    return { satori: layout.default, Resvg: raster.Resvg };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

async function draw({ satori, Resvg }: Libraries, look: CardLook, card: Card): Promise<Drawn> {
  const missing = new Set<string>();
  const svg = await satori(elementOf(look, card), {
    ...{ width: cardWidth, height: cardHeight },
    fonts: look.fonts.map((data, at) => ({
      ...{ name: `own${at}`, data, weight: 400, style: 'normal' },
    })),
    loadAdditionalAsset(_code, segment) {
      for (const character of segment) missing.add(character);
      return Promise.resolve('');
    },
  });
  if (missing.size > 0) return { missing: [...missing].join('') };
  return { png: new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng() };
}

function elementOf(look: CardLook, { title, direction }: Card): Element {
  const { name, place, paper, ink, accent } = look;
  const shown = withoutPictures(title);
  return div(
    {
      ...{ width: cardWidth, height: cardHeight, boxSizing: 'border-box', padding: '72px 80px' },
      ...{ display: 'flex', flexDirection: 'column', justifyContent: 'space-between' },
      ...{ background: paper, color: ink, direction, borderTop: `20px solid ${accent}` },
      fontFamily: look.fonts.map((_, at) => `own${at}`).join(', '),
    },
    [
      div({ fontSize: 36, color: accent, direction }, withoutPictures(name)),
      div(
        {
          ...{ fontSize: sizeOf(shown), lineHeight: 1.25, direction, lineClamp: 5 },
          ...{ display: 'block', wordBreak: 'break-word' },
        },
        shown,
      ),
      div({ fontSize: 30, opacity: 0.75, direction }, place),
    ],
  );
}

function div(style: Record<string, unknown>, children: string | Element[]): Element {
  return { type: 'div', props: { style, children } };
}

/** Typefaces have none of these in black and white. */
function withoutPictures(text: string): string {
  return text
    .replace(/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f\u20e3])+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Long titles are set smaller. A Chinese character is as wide as two letters. */
function sizeOf(title: string): number {
  const letters = [...title].reduce((sum, one) => sum + (/[\u1100-\uffdc]/.test(one) ? 2 : 1), 0);
  if (letters < 40) return 84;
  if (letters < 80) return 68;
  return letters < 140 ? 54 : 44;
}
