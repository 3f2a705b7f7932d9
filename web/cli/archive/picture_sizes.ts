/* How large the pictures of posts are, so that a page keeps their room before they are there. */
import { closeSync, readSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ManifestEntry } from 'broadsheet';
import { imageSize } from 'image-size';
import { postsFolder } from '../../page/site/own-files.js';
import { percentDecoded } from '../../page/site/percent-decoded.js';
import type { PublishedFiles } from './published_files.js';
import type { StaticFiles } from './static_files.js';
import { openRegularFile } from './regular_file.js';

/** So much of a file tells its size; what comes later is looked at by nobody. */
const mostHeadBytes = 128 << 10;

/** Width and height in pixels, as shown. */
export type PictureSize = [width: number, height: number];

/** Measures files, each state of one once. */
export class PictureSizes {
  readonly #known = new Map<string, { state: string; size: PictureSize | undefined }>();

  /** The size of a file; undefined where it does not tell. @param file a real path */
  of(file: string): PictureSize | undefined {
    try {
      const { descriptor, found } = openRegularFile(file);
      try {
        const state = `${found.ino}:${found.size}:${found.mtimeMs}`;
        const known = this.#known.get(file);
        if (known?.state === state) return known.size;
        const head = Buffer.alloc(Math.min(found.size, mostHeadBytes));
        const size = measured(head.subarray(0, readSync(descriptor, head, 0, head.length, 0)));
        this.#known.set(file, { state, size });
        return size;
      } finally {
        closeSync(descriptor);
      }
    } catch {
      // It is gone, or no file: the page does without.
      return undefined;
    }
  }
}

function measured(head: Uint8Array): PictureSize | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    if (!(width > 0 && height > 0)) return undefined;
    const size: PictureSize = [Math.round(width), Math.round(height)];
    // Cameras lay pictures on their side, and browsers put them up again.
    return orientation >= 5 ? [size[1], size[0]] : size;
  } catch {
    return undefined;
  }
}

/** Whether an address names a picture by its ending. */
export function isPictureAddress(address: string): boolean {
  return /\.(?:png|jpe?g|gif|webp|svg|avif|bmp)$/i.test(address);
}

/** Of an archive, where its files lie. */
interface Holder {
  readonly root: string;
  readonly site: { folder: string };
  files(): PublishedFiles;
  statics(): StaticFiles;
}

/** The file that an address in a post shows, where the archive publishes it. */
export async function fileOfPicture(
  archive: Holder,
  { path, addresses = {} }: ManifestEntry,
  address: string,
): Promise<string | undefined> {
  const place = Object.hasOwn(addresses, address) ? addresses[address] : undefined;
  if (place !== undefined && !place.startsWith(postsFolder)) {
    const inner = (await archive.statics().find(place))?.inner;
    return inner === undefined ? undefined : join(archive.site.folder, inner);
  }
  const written = percentDecoded(address.replaceAll('&amp;', '&')) ?? '';
  const beside = place?.slice(postsFolder.length) ?? posix.join(posix.dirname(path), written);
  const inner = (await archive.files().find(beside))?.inner;
  return inner === undefined ? undefined : join(archive.root, inner);
}

/** Of the posts of an archive, how large the pictures are that they show. */
export class MeasuredPictures {
  readonly #archive: Holder;
  readonly #sizes = new PictureSizes();

  constructor(archive: Holder) {
    this.#archive = archive;
  }

  /**
   * Notes it with a post.
   *
   * @param addresses those in the post
   */
  async note(entry: ManifestEntry, addresses: readonly string[]): Promise<void> {
    delete entry.sizes;
    const sizes: NonNullable<ManifestEntry['sizes']> = {};
    for (const address of addresses) {
      if (!isPictureAddress(address)) continue;
      const file = await fileOfPicture(this.#archive, entry, address);
      const size = file === undefined ? undefined : this.#sizes.of(file);
      if (size !== undefined) sizes[address] = size;
    }
    if (Object.keys(sizes).length > 0) entry.sizes = sizes;
  }
}
