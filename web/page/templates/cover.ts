import type { ManifestEntry } from 'broadsheet';
import { type Html, html } from './html.js';
import { type Frame, linkTo, linkToFile } from './frame.js';
import type { Site } from '../site/site.js';

/** The shape of covers in lists; the layout reserves it before the picture is there. */
const width = 600;
const height = 400;

/** Where an issue's cover lies, seen from the page. Undefined without one that can be shown. */
export function coverLink(frame: Frame, entry: ManifestEntry): string | undefined {
  const cover = entry.data.cover?.trim();
  if (!cover) return undefined;
  const [, file = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(cover) ?? [];
  const place = addressIn(entry, file);
  if (place !== undefined) return linkTo(frame, place) + rest;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(cover)?.[1]?.toLowerCase();
  if (scheme !== undefined) return /^https?$/.test(scheme) || isPicture(cover) ? cover : undefined;
  // Addresses from a site's root: the site is not this archive, but that is where it lies.
  if (cover.startsWith('/')) return cover;
  const folder = linkToFile(frame, entry.path).replace(/[^/]*$/, '');
  return folder + encodeURI(decoded(cover));
}

/**
 * Where an address of an issue leads, below the archive, if not relative to its file.
 *
 * @param file without query and fragment
 */
export function addressIn({ addresses }: ManifestEntry, file: string): string | undefined {
  return addresses !== undefined && Object.hasOwn(addresses, file) ? addresses[file] : undefined;
}

/** Whether an address holds a picture that is no document: the types that the core shows, too. */
function isPicture(url: string): boolean {
  return /^data:image\/(avif|gif|jpe?g|png|webp);base64,/i.test(url);
}

/** An issue's cover, or nothing when it has none. */
export function cover(frame: Frame, entry: ManifestEntry, priority: boolean): Html | false {
  const link = coverLink(frame, entry);
  if (link === undefined) return false;
  const [year = '', month, day] = (entry.data.date ?? '').slice(0, 10).split('-');
  const plate = month !== undefined && day !== undefined ? `${month}·${day}` : '§';
  return html`
    <div class="cover" aria-hidden="true" data-plate="${plate}" data-year="${year}">
      <img src="${link}" alt="" width="${width}" height="${height}"
        ${priority ? html` fetchpriority="high"` : html` loading="lazy"`}
        ${html` decoding="async" referrerpolicy="no-referrer"`}>
    </div>`;
}

/** Covers that several issues share tell nothing of any of them. */
class SharedCovers {
  readonly #counts = new Map<string, number>();

  constructor(entries: readonly ManifestEntry[]) {
    for (const { data } of entries) {
      const cover = data.cover?.trim();
      if (cover) this.#counts.set(cover, (this.#counts.get(cover) ?? 0) + 1);
    }
  }

  /** Whether the issue's cover is its own. */
  isOwn({ data }: ManifestEntry): boolean {
    const cover = data.cover?.trim();
    return !!cover && (this.#counts.get(cover) ?? 0) < 2;
  }
}

const sharedCovers = new WeakMap<Site, SharedCovers>();

/** Whether an issue has a cover, and no other issue the same. */
export function hasOwnCover(site: Site, entry: ManifestEntry): boolean {
  let shared = sharedCovers.get(site);
  if (shared === undefined) {
    shared = new SharedCovers(site.order);
    sharedCovers.set(site, shared);
  }
  return shared.isOwn(entry);
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
