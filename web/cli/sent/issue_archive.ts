import { basename, dirname, relative, sep } from 'node:path';
import { Archive } from '../archive/archive.js';
import { findPlace } from '../site/folder.js';
import { everything } from '../site/publication.js';
import { siteOfFolder } from '../site/recognize.js';
import type { Site } from '../site/site.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable, suggested } from '../terminal/terminal.js';

/**
 * The archive that an issue belongs to, and its path there.
 *
 * @param named the file of the issue
 * @param folder that of the archive; by default the nearest above the issue that says what it is
 */
export async function archiveOf(
  named: string,
  folder: string | undefined,
): Promise<{ archive: Archive; path: string }> {
  const place = await findPlace(named);
  if (place.kind === 'folder') {
    throw new Failure(`${printable(named)} is a folder`, {
      status: exitStatus.unusable,
      hint: `Name one issue of it; to see them: ${suggested('list', named)}`,
    });
  }
  const site =
    folder === undefined
      ? await siteAround(place.real)
      : await siteOfFolder((await findPlace(folder)).real);
  const archive = new Archive(site, { ...everything, live: false });
  await archive.read();
  const path = pathIn(site, place.real);
  if (path !== undefined && archive.lists(path)) return { archive, path };
  throw new Failure(`${printable(named)} is no issue of the archive in ${printable(site.root)}`, {
    status: exitStatus.unusable,
    hint: 'Name the folder of its archive with --in.',
  });
}

/** The site of the nearest folder whose posts the file is one of; else that of its own folder. */
async function siteAround(file: string): Promise<Site> {
  const own = await siteOfFolder(dirname(file));
  if (own.readFrom.length > 0) return own;
  for (let folder = dirname(dirname(file)); ; folder = dirname(folder)) {
    const site = await siteOfFolder(folder).catch((error: unknown) => {
      // What the owner has to mend is not passed over; what cannot be read is nobody's site.
      if (error instanceof Failure && error.status === exitStatus.configuration) throw error;
      return undefined;
    });
    if (site !== undefined && site.readFrom.length > 0 && pathIn(site, file) !== undefined) {
      return site;
    }
    if (dirname(folder) === folder) return own;
  }
}

function pathIn({ root }: Site, file: string): string | undefined {
  const inner = relative(root, file).split(sep).join('/');
  return inner.startsWith('../') || inner === '..' ? undefined : inner;
}

/** `2024/spring/index.md` is called by its folder. */
export function stemOf(path: string): string {
  const stem = basename(path).replace(/\.(?:md|markdown)$/i, '');
  const folder = basename(dirname(path));
  return /^index$/i.test(stem) && folder !== '.' && folder !== '' ? folder : stem;
}
