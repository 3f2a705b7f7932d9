/* The pictures that social media show of issues without a cover. A build draws them. */
import type { Manifest, ManifestEntry } from 'broadsheet';
import { directionOf } from './direction.js';
import { named } from './named.js';
import { titleOf } from './title.js';
import { languageOf } from './writing.js';

const beginsRightToLeft = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** In pixels: what services ask for. */
export const cardWidth = 1200;
export const cardHeight = 630;

/** A card, and what stands on it besides what stands on all. */
export interface Card {
  /** Below the archive. Another content has another name. */
  path: string;
  title: string;
  direction: 'ltr' | 'rtl';
}

/** The card of an issue or page; undefined where it has a cover, or there are none. */
export function cardOf(manifest: Pick<Manifest, 'owner'>, entry: ManifestEntry): Card | undefined {
  const cards = manifest.owner?.cards;
  if (cards === undefined || entry.data.cover?.trim()) return undefined;
  if (cards.without?.includes(entry.path)) return undefined;
  const title = titleOf(entry);
  const said = directionOf(languageOf(entry));
  const isRightToLeft = said === 'rtl' || (said === 'auto' && beginsRightToLeft.test(title));
  const direction = isRightToLeft ? 'rtl' : 'ltr';
  const name = named(JSON.stringify([cards.seed, title, direction]));
  return { path: `assets/card-${name}.png`, title, direction };
}
