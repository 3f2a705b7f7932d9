import { join } from 'node:path';
import type { MailAddress } from 'broadsheet';
import { imageSize } from 'image-size';
import type { Archive } from '../archive/archive.js';
import { readRegularFile } from '../archive/regular_file.js';
import { followLinks, isInside } from '../archive/links.js';

/** Larger files are not opened for their size alone. */
const mostBytes = 32 << 20;

/**
 * The same addresses with the sizes of those pictures that lie in the archive: Outlook shows others as
 * large as they are.
 *
 * @param base where the archive is published
 */
export async function withSizes(
  archive: Archive,
  base: string,
  addresses: readonly MailAddress[],
): Promise<MailAddress[]> {
  const sized: MailAddress[] = [];
  for (const one of addresses) {
    const size = await sizeOf(archive, base, one.address ?? one.url);
    sized.push(size === undefined ? one : { ...one, ...size });
  }
  return sized;
}

async function sizeOf(
  archive: Archive,
  base: string,
  address: string,
): Promise<{ width: number; height: number } | undefined> {
  if (
    !address.startsWith(base) ||
    !/\.(?:png|jpe?g|gif|webp|svg|avif|bmp)(?:[?#]|$)/i.test(address)
  )
    return undefined;
  try {
    const path = decodeURIComponent(address.slice(base.length).replace(/[?#].*$/s, ''));
    const file = await fileAt(archive, path);
    if (file === undefined) return undefined;
    const { width, height } = imageSize(readRegularFile(file, mostBytes));
    return width > 0 && height > 0
      ? { width: Math.round(width), height: Math.round(height) }
      : undefined;
  } catch {
    // A picture that cannot be measured is one without a size, as those of other hosts are.
    return undefined;
  }
}

/** The file that the archive has at an address below it. */
async function fileAt(archive: Archive, path: string): Promise<string | undefined> {
  const beside = path.startsWith('posts/')
    ? await archive.files().find(path.slice('posts/'.length))
    : undefined;
  if (beside !== undefined) return join(archive.root, beside.inner);
  const found = (await archive.statics().find(path))?.inner;
  if (found === undefined) return undefined;
  const target = await followLinks(archive.site.folder, found);
  const file = join(archive.site.folder, found);
  return target.kind === 'file' && isInside(archive.site.folder, file) ? file : undefined;
}
