import type { ManifestEntry } from 'broadsheet';
import { urlOfCover } from '../archive.js';
import { h } from '../dom.js';

/** The shape of covers in lists; the layout reserves it before the picture is there. */
const width = 600;
const height = 400;

/**
 * An issue's cover, or undefined when it has none. A cover that cannot be shown gives way to its
 * date, set large (in lists), so that neither a hole nor a broken picture is left.
 */
export function cover(
  entry: ManifestEntry,
  options: { priority?: boolean } = {},
): HTMLElement | undefined {
  const url = urlOfCover(entry);
  if (url === undefined) return undefined;
  const frame = h('div', { class: 'cover', 'aria-hidden': 'true' });
  const image = h('img', {
    // Chinese picture hosts refuse foreign referrers.
    referrerpolicy: 'no-referrer',
    loading: options.priority ? 'eager' : 'lazy',
    decoding: 'async',
    width,
    height,
    alt: '',
    onerror: () => {
      // Above an issue the date stands anyway.
      if (frame.closest('.article-head') !== null) {
        frame.remove();
        return;
      }
      frame.replaceChildren(plate(entry));
      // A lead is large for the sake of its picture.
      frame.closest('.issue-lead')?.classList.remove('issue-lead');
    },
  });
  // Last, when all that decides how it is fetched is in place.
  image.src = url;
  frame.append(image);
  return frame;
}

function plate(entry: ManifestEntry): HTMLElement {
  const [year = '', month, day] = (entry.data.date ?? '').slice(0, 10).split('-');
  const large = month !== undefined && day !== undefined ? `${month}·${day}` : '§';
  return h('div', { class: 'cover-plate' }, h('strong', {}, large), h('span', {}, year));
}
