/* What a build has changed, for the owner who looks at it when all is done. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { missingPath, offlinePath } from '../../page/site/own-files.js';
import { listed } from './replacement.js';
import { printable } from '../terminal/terminal.js';

/** How the addresses of an archive differ from those of the build before. */
export interface AddressChanges {
  added: string[];
  gone: string[];
  /** How many pages are there still, with another content. */
  changed: number;
}

/** So many files are looked at for their size: more would keep the owner waiting. */
const mostMeasured = 20_000;

/**
 * Compares pages by the hashes of their files; undefined where there was no build before.
 *
 * @param earlier the files of the build before, by path
 * @param files those of this one
 */
export function addressChanges(
  earlier: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): AddressChanges | undefined {
  if (earlier.size === 0) return undefined;
  const changes: AddressChanges = { added: [], gone: [], changed: 0 };
  for (const [path, hash] of files) {
    if (!isPage(path)) continue;
    const before = earlier.get(path);
    if (before === undefined) changes.added.push(addressOf(path));
    else if (before !== hash) changes.changed += 1;
  }
  for (const path of earlier.keys()) {
    if (isPage(path) && !files.has(path)) changes.gone.push(addressOf(path));
  }
  changes.added.sort();
  changes.gone.sort();
  return changes;
}

function isPage(path: string): boolean {
  return path.endsWith('.html') && path !== missingPath && path !== offlinePath;
}

function addressOf(path: string): string {
  return `/${path.replace(/(^|\/)index\.html$/, '$1')}`;
}

/** The same in words. */
export function changesInWords({ added, gone, changed }: AddressChanges): string {
  const parts = [
    ...(added.length > 0 ? [`${added.length} new (${listed(added.map(printable))})`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(gone.length > 0 ? [`${gone.length} gone (${listed(gone.map(printable))})`] : []),
  ];
  return `Addresses since the last build: ${parts.length === 0 ? 'all as before' : parts.join(', ')}`;
}

/** How much an archive is, in words: `1.2 MB`; undefined where it has too many files to look at. */
export function sizeInWords(
  folder: string,
  files: ReadonlyMap<string, string>,
): string | undefined {
  if (files.size > mostMeasured) return undefined;
  let bytes = 0;
  for (const path of files.keys()) {
    bytes += lstatSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0;
  }
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
