import { scope, worker } from './build.js';

/*
 * The caches of this archive. Those that bear the build's name hold one build and nothing else, and
 * go with it. What is named by its own content, or asked of the host first, outlives builds.
 */
const prefix = `broadsheet ${scope} `;
const ofBuild = `${prefix}${worker.archiveBuild} `;

let isForgotten = false;

/** Responses kept under a name; the ones longest unused make room for others. */
export class Kept {
  readonly #name: string;
  readonly #most: number;

  constructor(name: string, most = Number.POSITIVE_INFINITY) {
    this.#name = name;
    this.#most = most;
  }

  /** What is kept of an address. */
  async find(address: string): Promise<Response | undefined> {
    const found = await caches.match(address, { cacheName: this.#name, ignoreVary: true });
    if (found !== undefined && this.#most !== Number.POSITIVE_INFINITY) {
      await this.keep(address, found.clone());
    }
    return found;
  }

  /** Keeps a response; where the device has no room for it, it is not kept. */
  async keep(address: string, response: Response): Promise<void> {
    if (isForgotten) return;
    const cache = await caches.open(this.#name);
    // What is there is replaced, or stays as it is. Caches list their entries in the order in which
    // these were made.
    await cache.put(address, plain(response)).catch(() => {});
    const all = await cache.keys();
    for (const request of all.slice(0, Math.max(0, all.length - this.#most))) {
      await cache.delete(request, { ignoreVary: true });
    }
  }

  async forget(address: string): Promise<void> {
    await (await caches.open(this.#name)).delete(address, { ignoreVary: true });
  }

  /** As `keep`, but fails where there is no room. */
  async require(address: string, response: Response): Promise<void> {
    await (await caches.open(this.#name)).put(address, plain(response));
  }
}

/** So many pages and Markdown files are kept. */
const mostFilesRead = 100;
/** So many files of the search index, of a few ten kilobytes each. */
const mostSearchFiles = 300;
/** So many of the archive's own pictures. */
const mostPictures = 100;

/** What the page itself is made of. */
export const shell = new Kept(`${ofBuild}shell`);
/** The pages and Markdown files that were read. */
export const read = new Kept(`${ofBuild}read`, mostFilesRead);
/** Files of the search index: their names say what is in them. */
export const searchFiles = new Kept(`${prefix}search`, mostSearchFiles);
/** Pictures that lie beside posts. */
export const pictures = new Kept(`${prefix}pictures`, mostPictures);

/** What a worker notes for those after it. */
export const marks = new Kept(`${prefix}marks`);

/** What earlier builds have kept of an address that never changes its content. */
export async function keptBefore(address: string): Promise<Response | undefined> {
  for (const name of await cachesOfOtherBuilds()) {
    const found = await caches.match(address, { cacheName: name, ignoreVary: true });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The addresses of what was read of earlier builds, the longest unused first. */
export async function readBefore(): Promise<string[]> {
  const addresses: string[] = [];
  for (const name of await cachesOfOtherBuilds()) {
    if (!name.endsWith(' read')) continue;
    const requests = await (await caches.open(name)).keys();
    addresses.push(...requests.map(({ url }) => url));
  }
  return addresses;
}

/** The names of the caches that hold other builds. */
export async function cachesOfOtherBuilds(): Promise<string[]> {
  const names = await caches.keys();
  return names.filter(
    (name) => name.startsWith(prefix) && !name.startsWith(ofBuild) && / (?:shell|read)$/.test(name),
  );
}

/** Forgets all of this archive, and keeps no more. */
export async function forgetAll(): Promise<void> {
  isForgotten = true;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix)) await caches.delete(name);
  }
}

/** Browsers refuse a response as a page that a redirect has led to. */
function plain(response: Response): Response {
  if (!response.redirected) return response;
  const { status, headers } = response;
  return new Response(response.body, { status, headers });
}
