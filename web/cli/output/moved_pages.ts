/*
 * Addresses that an archive had when it was built last, and has no more: others link to them. Where the
 * post is still there, a page at the old address leads to the new one, for as long as the post stays.
 */
import { join } from 'node:path';
import { type Manifest, type ManifestEntry, createCatalog } from 'broadsheet';
import { fileAt } from '../../page/site/addresses.js';
import { listedIssues } from '../../page/site/listed.js';
import { Site as ArchiveSite } from '../../page/site/site.js';
import { readRegularFile } from '../archive/regular_file.js';
import { loadPrerender } from '../site/prerender.js';
import { counted, printable } from '../terminal/terminal.js';
import { listed } from './replacement.js';
import type { BuildStep, BuiltArchive } from './step.js';

/** No archive has a larger manifest. */
const mostManifestBytes = 1 << 29;

/** A page that the last build had at an address, and this one has not. */
interface GonePage {
  file: string;
  /** The post's, as it was then. */
  path: string;
  entry: ManifestEntry | undefined;
}

/** Leads from addresses of former builds. */
export function leadFromMoved(): BuildStep {
  return {
    async finish(built, output) {
      const { archive, earlier, moved, remarks } = built;
      const { files } = earlier;
      const isGone = (file: string): boolean => files.own.has(file) && output.isFree(file);
      const gone = [...files.own.keys()].filter((file) => /\.html?$/.test(file) && isGone(file));
      if (gone.length === 0) return;
      const { content } = archive.manifest();
      const posts = new Map(content.posts.map((entry) => [entry.path, entry]));
      const { openArchive } = await loadPrerender();
      const pages = openArchive(content, archive.catalog(), archive.former());
      const now: string[] = [];
      const lost: string[] = [];
      for (const { file, path, entry } of gonePages(built, gone)) {
        const found = posts.get(path) ?? (entry && renamed(entry, content.posts));
        const redirect = found && pages.redirect(file, found.path);
        if (found === undefined || redirect === undefined) {
          lost.push(addressOf(file));
          continue;
        }
        await output.write(file, redirect);
        moved[file] = found.path;
        // Those of former builds were told then.
        if (files.moved[file] === undefined) {
          now.push(`${addressOf(file)} is now ${pages.addressOf(found.path) ?? ''}`);
        }
      }
      if (now.length > 0) {
        remarks.push(
          `${counted(now.length, 'post')} moved since the last build; pages at the old addresses lead ` +
            `to the new: ${listed(now)}`,
        );
      }
      if (lost.length > 0) {
        const addresses = counted(lost.length, 'address', 'addresses');
        remarks.push(`${addresses} of the last build gone, with the posts: ${listed(lost)}`);
      }
    },
  };
}

function addressOf(file: string): string {
  return printable(file.replace(/(^|\/)index\.html$/, '$1'));
}

/** Of files that are gone, those that were pages of posts, or led to some. */
function gonePages({ earlier }: BuiltArchive, gone: readonly string[]): GonePage[] {
  const { folder, files } = earlier;
  const manifest = manifestOf(folder, files.own);
  const known = manifest && pagesOf(manifest);
  if (manifest === undefined || known === undefined) return [];
  const entries = new Map(manifest.posts.map((entry) => [entry.path, entry]));
  const pages = new Map([...Object.entries(files.moved), ...known]);
  return gone.flatMap((file) => {
    const path = pages.get(file);
    return path === undefined ? [] : [{ file, path, entry: entries.get(path) }];
  });
}

/** The paths of posts by the files of their pages; undefined where no program of ours wrote the manifest. */
function pagesOf(manifest: Manifest): [file: string, path: string][] | undefined {
  try {
    const catalog = createCatalog(listedIssues(manifest));
    const site = new ArchiveSite(manifest, catalog);
    catalog.dispose();
    return manifest.posts.map((entry) => [fileAt(site.pathOf(entry)), entry.path]);
  } catch {
    return undefined;
  }
}

/** The earlier archive's; undefined where it cannot be used. */
function manifestOf(folder: string, own: ReadonlyMap<string, string>): Manifest | undefined {
  if (!own.has('manifest.json')) return undefined;
  try {
    const bytes = readRegularFile(join(folder, 'manifest.json'), mostManifestBytes);
    const manifest = JSON.parse(bytes.toString('utf8')) as Manifest;
    return manifest.posts.every(({ path, data }) => typeof path === 'string' && Boolean(data))
      ? manifest
      : undefined;
  } catch {
    return undefined;
  }
}

/** The post that has another file now: the only one of the same title and date. */
function renamed(
  { data }: ManifestEntry,
  posts: readonly ManifestEntry[],
): ManifestEntry | undefined {
  const { title, date } = data;
  if (title === undefined || date === undefined) return undefined;
  const same = posts.filter((post) => post.data.title === title && post.data.date === date);
  return same.length === 1 ? same[0] : undefined;
}
