import { join } from 'node:path';
import type { SocialCards } from 'broadsheet';
import { type Card, cardOf } from '../../../page/site/cards.js';
import { paletteOf } from '../../../page/site/theme.js';
import { digest } from '../../archive/digest.js';
import { readRegularFile } from '../../archive/regular_file.js';
import type { Site } from '../../site/site.js';
import type { StateFolder } from '../../state/state_folder.js';
import { Failure, exitStatus } from '../../terminal/failure.js';
import { counted, printable } from '../../terminal/terminal.js';
import type { BuiltArchive, BuildStep } from '../step.js';
import type { Output } from '../staging.js';
import { type CardLook, type Drawn, designVersion, libraryNames, openCards } from './draw_card.js';

/** Fonts of Chinese have some ten megabytes. */
const mostFontBytes = 64 << 20;

/** No card is larger. */
const mostCardBytes = 16 << 20;

const recordName = 'cards.json';

/** What was drawn for the build before, by the names of the files: their hashes, or what was missing. */
type DrawnCards = Record<string, { hash: string } | { missing: string }>;

/**
 * `assets/card-….png`: pictures for social media, of issues without a cover. A card that the build
 * before has drawn is taken over, whatever else has changed.
 *
 * @param state where this user's builds leave what they know
 */
export function writeCards(site: Site, state: StateFolder | undefined, isFull: boolean): BuildStep {
  return {
    async finish(built, output) {
      const { cards, baseURL } = site;
      if (cards === undefined) return;
      const { remarks, archive } = built;
      if (baseURL === undefined) {
        remarks.push('No social cards are drawn: services ask for their whole addresses (baseURL)');
        return;
      }
      const fonts = cards.fonts.map((font) =>
        readRegularFile(join(site.folder, font), mostFontBytes),
      );
      const look = lookOf(archive.title, baseURL, site, fonts);
      const seed = digest(
        JSON.stringify([designVersion, { ...look, fonts: fonts.map((font) => digest(font)) }]),
      );
      const wanted = cardsOf(built, { seed });
      let opened: ReturnType<typeof openCards> | undefined;
      const draw = async (card: Card): Promise<Drawn | undefined> => {
        // The libraries are loaded where there is something to draw.
        opened ??= openCards(look);
        return (await opened)?.(card).catch((error) => refuse(cards.fonts, error));
      };
      const before = isFull ? {} : readRecord(state);
      const { missing, undrawn, drawn } = await writeAll(wanted, { before, draw, built, output });
      const without = [...missing.keys(), ...undrawn].sort();
      archive.showCards({ seed, ...(without.length === 0 ? {} : { without }) });
      if (missing.size > 0) remarks.push(remarkOnMissing(cards.fonts, missing));
      if (undrawn.length > 0) remarks.push(remarkOnUndrawn(undrawn.length));
      state?.write(recordName, JSON.stringify(drawn));
    },
  };
}

function refuse(fonts: readonly string[], cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new Failure(
    `socialCards: nothing can be drawn with ${fonts.map(printable).join(', ')}: ${printable(reason)}`,
    {
      status: exitStatus.configuration,
      hint: 'Name another font: a file of ttf, otf or woff.',
      cause,
    },
  );
}

function lookOf(name: string, baseURL: string, site: Site, fonts: readonly Uint8Array[]): CardLook {
  const palette = paletteOf(site.owner.theme ?? {}, 'light');
  const { host, pathname } = new URL(baseURL);
  const place = host + (pathname === '/' ? '' : decodeURI(pathname).replace(/\/$/, ''));
  return { name, place, ...palette, fonts };
}

/** The cards of all issues and pages; some have one in common. */
function cardsOf({ archive }: BuiltArchive, cards: SocialCards): Map<Card, string[]> {
  const byPath = new Map<string, { card: Card; issues: string[] }>();
  for (const entry of archive.entries()) {
    const card = cardOf({ owner: { cards } }, entry);
    if (card === undefined) continue;
    const known = byPath.get(card.path);
    if (known === undefined) byPath.set(card.path, { card, issues: [entry.path] });
    else known.issues.push(entry.path);
  }
  return new Map([...byPath.values()].map(({ card, issues }) => [card, issues]));
}

/** What became of the cards. */
interface Outcome {
  drawn: DrawnCards;
  /** The issues for which there is no typeface, with the characters. */
  missing: Map<string, string>;
  /** The issues whose cards nothing could draw. */
  undrawn: string[];
}

async function writeAll(
  wanted: ReadonlyMap<Card, string[]>,
  work: {
    before: DrawnCards;
    draw: (card: Card) => Promise<Drawn | undefined>;
    built: BuiltArchive;
    output: Output;
  },
): Promise<Outcome> {
  const { before, draw, built, output } = work;
  const outcome: Outcome = { drawn: {}, missing: new Map(), undrawn: [] };
  let count = 0;
  for (const [card, issues] of wanted) {
    const { path } = card;
    let known = Object.hasOwn(before, path) ? before[path] : undefined;
    if (known !== undefined && 'hash' in known) {
      if (!(await takeOver(path, known.hash, built, output))) known = undefined;
    }
    if (known === undefined) {
      count += 1;
      built.progress.show('Drawing social cards', count);
      const made = await draw(card);
      if (made === undefined) {
        outcome.undrawn.push(...issues);
        continue;
      }
      if ('png' in made) await output.write(path, made.png);
      known = 'png' in made ? { hash: output.files.get(path) ?? '' } : made;
    }
    outcome.drawn[path] = known;
    if ('missing' in known) for (const issue of issues) outcome.missing.set(issue, known.missing);
  }
  return outcome;
}

/** Takes a card of the build before, if it is still the one that was drawn. */
async function takeOver(
  path: string,
  hash: string,
  { earlier }: BuiltArchive,
  output: Output,
): Promise<boolean> {
  if (earlier.files.own.get(path) !== hash) return false;
  if (output.adopt(path)) return true;
  // Of another configuration: nothing of it is adopted unseen.
  const bytes = readRegularFile(join(earlier.folder, path), mostCardBytes);
  if (digest(bytes) !== hash) return false;
  await output.write(path, bytes);
  return true;
}

function readRecord(state: StateFolder | undefined): DrawnCards {
  try {
    const record = JSON.parse(state?.read(recordName) ?? '{}') as DrawnCards | null;
    return typeof record === 'object' && record !== null ? record : {};
  } catch {
    return {};
  }
}

function remarkOnUndrawn(count: number): string {
  const names = libraryNames.join(' ');
  return (
    `${counted(count, 'issue')} without a social card: ${libraryNames.join(' and ')} are not installed. ` +
    `To have them, beside broadsheet: npm install ${names}`
  );
}

/** So many characters tell which script is missing. */
const charactersShown = 8;

function remarkOnMissing(fonts: readonly string[], missing: ReadonlyMap<string, string>): string {
  const characters = [...new Set([...missing.values()].join(''))];
  const shown = characters.slice(0, charactersShown).join(' ');
  const more = characters.length > charactersShown ? ' …' : '';
  return (
    `${counted(missing.size, 'issue')} without a social card: ${fonts.map(printable).join(' and ')} ` +
    `${fonts.length === 1 ? 'has' : 'have'} no ${printable(shown)}${more}. Name one more font that has: ` +
    'socialCards: { font: [one, another] }'
  );
}
