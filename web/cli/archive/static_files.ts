/*
 * Files that a site publishes at addresses of their own: Hugo's `static`, the root of a Jekyll site.
 * Which of them may be published is told by publishable.ts, as for files beside posts.
 */
import { join } from 'node:path';
import type { Site, StaticFolder } from '../site/site.js';
import { isBuiltArchive } from './built_archive.js';
import { endingOf, isMediaName, typeOfFile } from './file_types.js';
import { type Item, itemsOf } from './folder_items.js';
import { followLinks } from './links.js';
import { fileName, isMarkdownName } from './post_names.js';
import { withheldByName, withheldFromStatic } from './publishable.js';
import { type Skipped, byPath, mostPathBytes } from './scan.js';

/** A file that is published at an address of its own. */
export interface StaticFile {
  /** Below the archive, `/` between segments, not percent-encoded. */
  address: string;
  /** Where it is when links are followed, relative to the site's folder. */
  inner: string;
}

/** What {@link StaticFiles.all} tells. */
export interface PublishedStatics {
  files: StaticFile[];
  withheld: Skipped[];
}

/** Of no reader's concern, and named by nobody who publishes a folder. */
const housekeeping = /(?:^|\/)(?:\.git(?:keep|ignore|attributes)|\.keep|\.nojekyll|\.DS_Store)$/;

/** The files of a site's static folders. */
export class StaticFiles {
  readonly #folder: string;
  readonly #statics: readonly StaticFolder[];
  readonly #exclude: readonly string[];
  readonly #listed = new Set<string>();
  readonly #hidden = new Set<string>();

  constructor({ folder, prefix, statics, exclude }: Site) {
    this.#folder = folder;
    this.#statics = statics;
    this.#exclude = exclude.map((path) => prefix + path.replace(/^\.\//, '').replace(/\/+$/, ''));
  }

  /**
   * The address of a file of the site, if it has one of its own.
   *
   * @param path relative to the site's folder
   */
  addressOf(path: string): string | undefined {
    for (const folder of this.#statics) {
      if (!isIn(path, folder.source) || folder.passOver?.(path) !== undefined) continue;
      const inner = folder.source === '' ? path : path.slice(folder.source.length + 1);
      return folder.target + inner;
    }
    return undefined;
  }

  /** Notes that a post refers to what is at an address. */
  refer(address: string, isListed: boolean): void {
    (isListed ? this.#listed : this.#hidden).add(address);
  }

  /** The file that is published at an address; undefined when none is. */
  async find(address: string): Promise<StaticFile | undefined> {
    const found = await this.#look(address);
    return found !== undefined && 'file' in found ? found.file : undefined;
  }

  /** Why a file of an address is not published; undefined when it is, or when there is none. */
  async whyWithheld(address: string): Promise<string | undefined> {
    const found = await this.#look(address);
    return found !== undefined && 'reason' in found ? found.reason : undefined;
  }

  /** All files that are published, and those that are there and are not. */
  async all(): Promise<PublishedStatics> {
    const addresses = new Set([...this.#listed, ...this.#hidden]);
    for (const folder of this.#statics) {
      if (folder.which !== 'referred') await this.#addAll(folder, addresses);
    }
    const files: StaticFile[] = [];
    const withheld: Skipped[] = [];
    for (const address of [...addresses].sort(byPath)) {
      const found = await this.#look(address);
      if (found === undefined) continue;
      if ('file' in found) files.push(found.file);
      else if (!found.isQuiet) withheld.push({ path: found.path, reason: found.reason });
    }
    return { files, withheld };
  }

  async #look(
    address: string,
  ): Promise<
    { file: StaticFile } | { path: string; reason: string; isQuiet: boolean } | undefined
  > {
    for (const folder of this.#statics) {
      if (!address.startsWith(folder.target)) continue;
      const rest = address.slice(folder.target.length);
      if (rest === '' || rest.split('/').some((part) => /^\.{0,2}$/.test(part))) continue;
      const path = folder.source === '' ? rest : `${folder.source}/${rest}`;
      if (folder.passOver?.(path) !== undefined) continue;
      const target = await followLinks(this.#folder, path);
      if (target.kind === 'folder') continue;
      if (target.kind === 'refused' && (target.isMissing || target.isFolder)) continue;
      const reason =
        this.#reason(folder, path, address) ??
        (target.kind === 'refused'
          ? target.reason
          : this.#reasonOfTarget(folder, path, target.inner));
      if (reason !== undefined) {
        const isReferred = this.#listed.has(address);
        const isOthers = folder.which !== 'whole' && typeOfFile(path) === undefined;
        return { path, reason, isQuiet: !isReferred && (isOthers || housekeeping.test(path)) };
      }
      if (target.kind === 'file') return { file: { address, inner: target.inner } };
    }
    return undefined;
  }

  /** Why a file is not published, by its name and by who refers to it. */
  #reason(folder: StaticFolder, path: string, address: string): string | undefined {
    if (this.#exclude.some((left) => path === left || isIn(path, left)))
      return 'excluded by the configuration';
    if (folder.which === 'whole' || folder.includes?.(path)) return withheldFromStatic(path);
    const reason = withheldByName(path);
    if (reason !== undefined || this.#listed.has(address)) return reason;
    if (this.#hidden.has(address)) return 'only drafts or posts to come refer to it';
    const isShown = folder.which === 'typed' && isShownUnasked(path);
    return isShown ? undefined : 'no post refers to it';
  }

  /** A link may lead to another file of the same folder, and to nothing else. */
  #reasonOfTarget(folder: StaticFolder, path: string, inner: string): string | undefined {
    if (inner === path) return undefined;
    if (!isIn(inner, folder.source)) return 'a link that leaves the folder';
    if (isMarkdownName(inner)) return 'a link to a post';
    const isWhole = folder.which === 'whole' || folder.includes?.(inner);
    return (
      folder.passOver?.(inner) ?? (isWhole ? withheldFromStatic(inner) : withheldByName(inner))
    );
  }

  async #addAll(folder: StaticFolder, addresses: Set<string>): Promise<void> {
    const waiting = [folder.source];
    for (let inner = waiting.pop(); inner !== undefined; inner = waiting.pop()) {
      const items = this.#itemsOf(inner);
      if (items.some(({ name }) => name === 'manifest.json')) {
        if (await isBuiltArchive(join(this.#folder, inner))) continue;
      }
      for (const item of items) {
        const path = inner === '' ? item.name : `${inner}/${item.name}`;
        if (item.bytes !== undefined || Buffer.byteLength(path) > mostPathBytes) continue;
        if (item.isFolder) {
          if (this.#isEntered(folder, path)) waiting.push(path);
          continue;
        }
        const address = this.addressOf(path);
        if (address !== undefined && (item.isFile || item.isLink)) addresses.add(address);
      }
    }
  }

  #isEntered(folder: StaticFolder, path: string): boolean {
    const name = fileName(path);
    if (name === 'node_modules' || (name.startsWith('.') && name !== '.well-known')) return false;
    return (folder.passOverFolder ?? folder.passOver)?.(path) === undefined;
  }

  #itemsOf(inner: string): Item[] {
    try {
      return itemsOf(join(this.#folder, inner));
    } catch {
      // What is not there, or may not be read, has no files.
      return [];
    }
  }
}

/** Whether a file goes with a site although no post refers to it: what pages show, and no documents. */
function isShownUnasked(path: string): boolean {
  return isMediaName(path) || /^(?:otf|ttf|woff2?)$/.test(endingOf(path));
}

function isIn(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
