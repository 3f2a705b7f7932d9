import type { ManifestEntry } from 'broadsheet';
import { copiesOf, filesOfList, isOwn, listOfPage, postsFolder } from './own-files.js';
import { type SafeAddress, safeName } from './safe-address.js';

/**
 * The addresses of an archive: who asks first has the one that was asked for. Two names that one
 * file system takes for the same are the same here, on every system: Macs and Windows do not tell
 * `A` from `a`, Macs do not tell the two spellings of `é`.
 */
export class Addresses {
  readonly #files = new Set<string>();
  /** What has files in it. */
  readonly #folders = new Set<string>();
  /** The lists of more than one page, or that may come to that. */
  readonly #lists = new Set<string>();
  /** Of what was wished for more than once: the number that comes next. */
  readonly #next = new Map<string, number>();
  readonly #posts: readonly ManifestEntry[];
  #hasCopies = false;

  /** @param posts all of the manifest: their files lie in the archive, too */
  constructor(posts: readonly ManifestEntry[]) {
    this.#posts = posts;
  }

  /** Takes an address; what somebody has already gets a number. */
  claim(wish: Pick<SafeAddress, 'name' | 'ending'>): string {
    return this.#claim(wish, (path) => [fileAt(path)]);
  }

  /** Takes an address for a list, with its feeds and further pages. */
  claimList(folder: string, name: string): string {
    const path = this.#claim({ name: folder + safeName(name).name, ending: '/' }, filesOfList);
    this.#lists.add(keyOf(path));
    return path;
  }

  /** Takes the address of a file if nobody has it, and says whether that was so. */
  take(file: string): boolean {
    const key = keyOf(file);
    if (!this.#isFree(key)) return false;
    this.#note(key);
    return true;
  }

  #claim(
    wish: Pick<SafeAddress, 'name' | 'ending'>,
    filesOf: (path: string) => readonly string[],
  ): string {
    const wished = wish.name + wish.ending;
    const wishedKey = keyOf(wished);
    const blocked = this.#blockedFolder(fileAt(wishedKey));
    // A file stands where a folder of it should be: no number behind the last segment helps.
    if (blocked !== undefined && blocked < wish.name.split('/').length) {
      return this.#claim(aside(wish, blocked), filesOf);
    }
    for (let count = this.#next.get(wishedKey) ?? 1; ; count += 1) {
      const path = count === 1 ? wished : numbered(wish, count);
      const keys = filesOf(count === 1 ? wishedKey : keyOf(path));
      if (!keys.every((key) => this.#isFree(key))) continue;
      this.#next.set(wishedKey, count + 1);
      for (const key of keys) this.#note(key);
      return path;
    }
  }

  #isFree(key: string): boolean {
    if (
      this.#blockedFolder(key) !== undefined ||
      isOwn(key) ||
      this.#files.has(key) ||
      this.#folders.has(key)
    )
      return false;
    const list = listOfPage(key);
    return !(list !== undefined && this.#lists.has(list));
  }

  /** The depth of the folder above a file in whose place a file stands. */
  #blockedFolder(key: string): number | undefined {
    if (key.startsWith(postsFolder)) this.#noteCopies();
    for (let at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1)) {
      const folder = key.slice(0, at);
      // Where others are already, no file is.
      if (this.#folders.has(folder)) return undefined;
      if (isOwn(folder) || this.#files.has(folder)) return folder.split('/').length;
    }
    return undefined;
  }

  #note(key: string): void {
    this.#files.add(key);
    for (let at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1)) {
      const folder = key.slice(0, at);
      if (this.#folders.has(folder)) break;
      this.#folders.add(folder);
    }
  }

  /** Few archives have a page there. */
  #noteCopies(): void {
    if (this.#hasCopies) return;
    this.#hasCopies = true;
    for (const file of copiesOf(this.#posts)) this.#note(keyOf(file));
  }
}

/** The file of an address: a folder's is its index. */
export function fileAt(address: string): string {
  return address === '' || address.endsWith('/') ? `${address}index.html` : address;
}

/** The address with a number behind its last segment. */
function numbered({ name, ending }: Pick<SafeAddress, 'name' | 'ending'>, count: number): string {
  const end = name.lastIndexOf('/') + 1;
  const last = safeName(`${name.slice(end)}-${count}`, ending === '/' ? 0 : ending.length);
  return name.slice(0, end) + last.name + ending;
}

/** The address with one of its folders beside the file that has its name. */
function aside({ name, ending }: Pick<SafeAddress, 'name' | 'ending'>, depth: number) {
  const segments = name.split('/');
  const moved = safeName(`${segments[depth - 1]}-2`).name;
  return {
    name: segments.map((segment, at) => (at === depth - 1 ? moved : segment)).join('/'),
    ending,
  };
}

/** Whether a file of this path is one that every archive has, or may have, of its own. */
export function isArchives(path: string): boolean {
  const key = keyOf(path);
  return isOwn(key) || /^(?:index\.html|search\/)/.test(key);
}

/** What all names have in common that some file system takes for one. */
export function keyOf(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII.
  if (/^[\u0000-\u007f]*$/.test(path)) return path.toLowerCase();
  return path
    .normalize('NFD')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/g, '');
}
