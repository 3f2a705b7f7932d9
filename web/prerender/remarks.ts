import type { ManifestEntry } from 'broadsheet';
import { fileAt, keyOf } from '../page/site/addresses.js';
import { type Wish, permalinkOf } from '../page/site/permalinks.js';
import { safeName } from '../page/site/safe-address.js';
import type { Site } from '../page/site/site.js';
import { slugOf } from '../page/site/slug.js';
import type { LeftOut, Redirects } from './redirects.js';

/** Something of an address that an issue asks for and cannot have. */
export interface AddressRemark {
  /** The Markdown file. */
  path: string;
  /** The key of its front matter; `file` where its path or a pattern for all issues is meant. */
  key: Wish['source'] | 'aliases' | 'tags' | 'categories' | 'authors' | 'file';
  /** The value as the front matter has it. */
  value: string;
  /**
   * `nothing`: it names no address; `characters`: some system cannot hold such a name; `length`: it
   * is cut; `taken`: another has it.
   */
  why: 'nothing' | 'taken' | LeftOut['why'];
  /** What has it; absent where that is a file or list of the archive's own. */
  other?: string;
  /** What the issue or list has instead; absent where an alias is left out. */
  address?: string;
}

/** All remarks on an archive, in the order of its manifest. */
export function remarksOn(site: Site, redirects: Redirects): AddressRemark[] {
  const { manifest } = site;
  const owners = new Map<string, string>();
  for (const entry of manifest.posts) owners.set(keyOf(fileAt(site.pathOf(entry))), entry.path);
  const ofRedirects = new Map<ManifestEntry, LeftOut[]>();
  for (const [file, { path }] of redirects.files) owners.set(keyOf(file), path);
  for (const one of redirects.leftOut) {
    const others = ofRedirects.get(one.entry);
    if (others === undefined) ofRedirects.set(one.entry, [one]);
    else others.push(one);
  }
  const told = new Set<string>();
  return manifest.posts.flatMap((entry) => [
    ...remarksOnPage(site, entry, owners),
    ...(ofRedirects.get(entry) ?? []).map((one) => remarkOnAlias(one, owners)),
    ...remarksOnTerms(site, entry, told),
  ]);
}

function remarksOnPage(
  site: Site,
  entry: ManifestEntry,
  owners: ReadonlyMap<string, string>,
): AddressRemark[] {
  const wish = permalinkOf(entry, site.manifest.permalinks);
  const address = site.pathOf(entry);
  const { path } = entry;
  const remarks: AddressRemark[] = wish.unusable.map((key) => {
    return { path, key, value: String(entry.data[key]), why: 'nothing', address };
  });
  const key = wish.source === 'pattern' || isOfFileName(entry) ? 'file' : wish.source;
  const value = key === 'file' ? path : String(entry.data[key]);
  const wished = wish.name + wish.ending;
  if (wish.why !== undefined) {
    remarks.push({ path, key, value, why: wish.why, address });
  } else if (wished !== address) {
    const other = ownerOf(fileAt(wished), owners);
    remarks.push({ path, key, value, why: 'taken', address, ...(other && { other }) });
  }
  return remarks;
}

/** Whether the slug is that of a file's name with a date before it, as Jekyll has them. */
function isOfFileName({ path, data }: ManifestEntry): boolean {
  const name = /(?:^|\/)\d{4}-\d\d?-\d\d?-([^/]*)\.[^/.]*$/.exec(path)?.[1];
  return (
    name !== undefined &&
    name === data.slug &&
    data.url === undefined &&
    data.permalink === undefined
  );
}

function remarkOnAlias(
  { entry, alias, why, file }: LeftOut,
  owners: ReadonlyMap<string, string>,
): AddressRemark {
  const other = file === undefined ? undefined : ownerOf(file, owners);
  return { path: entry.path, key: 'aliases', value: alias, why, ...(other && { other }) };
}

/** The issue whose file stands there, or in the place of a folder above. */
function ownerOf(file: string, owners: ReadonlyMap<string, string>): string | undefined {
  const key = keyOf(file);
  for (let end = key.length; end > 0; end = key.lastIndexOf('/', end - 1)) {
    const owner = owners.get(key.slice(0, end));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** Of each term once: the first issue that has it is told. */
function remarksOnTerms(site: Site, { path, data }: ManifestEntry, told: Set<string>) {
  const remarks: AddressRemark[] = [];
  for (const key of ['tags', 'categories', 'authors'] as const) {
    for (const value of data[key]) {
      // Many issues share few terms. No value is the address of a list.
      const word = `${key}\0${value}`;
      if (told.has(word)) continue;
      told.add(word);
      const slug = slugOf(value);
      const { name, isLong } = safeName(slug);
      const address = site.term(key, value)?.path;
      if (slug === '' || name === slug || address === undefined || told.has(address)) continue;
      told.add(address);
      remarks.push({ path, key, value, why: isLong ? 'length' : 'characters', address });
    }
  }
  return remarks;
}
