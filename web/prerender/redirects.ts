import type { ManifestEntry } from 'broadsheet';
import { fileAt } from '../page/site/addresses.js';
import { parsedUrl } from '../page/site/parsed-url.js';
import { percentDecoded } from '../page/site/percent-decoded.js';
import { safeAddress } from '../page/site/safe-address.js';
import type { Site } from '../page/site/site.js';

/** An alias that no page can stand at. */
export interface LeftOut {
  entry: ManifestEntry;
  alias: string;
  /**
   * `taken`: something stands there already, in `file`; `translation`: what does so leads to an issue in
   * another language.
   */
  why: 'unreadable' | 'another-host' | 'characters' | 'length' | 'taken' | 'translation';
  file?: string;
}

/**
 * Where issues were once: the addresses in their front matter's `aliases`, as files of the archive.
 * Relative ones lie beside the page (as with Hugo). A page of today goes before what was
 * there once, the main language before others, and the newer issue before the older.
 */
export class Redirects {
  /** By file, the issue that was there. */
  readonly files = new Map<string, ManifestEntry>();
  readonly leftOut: LeftOut[] = [];

  /** @param language the main one: what several claim is that one's */
  constructor(site: Site, language?: string) {
    const isOther = ({ data }: ManifestEntry) => Number(data.lang !== language);
    const entries = [...site.order, ...site.unlisted, ...site.pages];
    if (language !== undefined) entries.sort((one, other) => isOther(one) - isOther(other));
    for (const entry of entries) {
      const { aliases = [] } = entry.data;
      for (const alias of new Set(aliases)) {
        const found = aliasFile(alias, site.pathOf(entry));
        if ('why' in found) this.leftOut.push({ entry, alias: String(alias), why: found.why });
        else this.#add(site, entry, alias, found.file);
      }
    }
  }

  #add(site: Site, entry: ManifestEntry, alias: string, file: string): void {
    if (file === fileAt(site.pathOf(entry)) || this.files.get(file) === entry) return;
    if (site.addresses.take(file)) {
      this.files.set(file, entry);
      return;
    }
    const lang = this.files.get(file)?.data.lang;
    const isTranslation = lang !== undefined && lang !== entry.data.lang;
    this.leftOut.push({ entry, alias, why: isTranslation ? 'translation' : 'taken', file });
  }
}

/** The file of an alias, or why there can be none. */
function aliasFile(alias: unknown, page: string): { file: string } | Pick<LeftOut, 'why'> {
  const base = `http://archive/${encodeURI(page)}`;
  const url = typeof alias === 'string' ? parsedUrl(alias, base) : undefined;
  if (url === undefined) return { why: 'unreadable' };
  const { pathname, host } = url;
  if (host !== 'archive') return { why: 'another-host' };
  const path = percentDecoded(pathname);
  // `..%2F` is one segment of an address, but two of a file's name.
  if (path === undefined || path.split(/[/\\]/).some((segment) => /^\.\.?$/.test(segment))) {
    return { why: 'unreadable' };
  }
  const address = safeAddress(path);
  if (address === undefined) return { file: fileAt('') };
  const { name, ending, why } = address;
  return why === undefined ? { file: fileAt(name + ending) } : { why };
}
