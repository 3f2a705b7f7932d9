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
  #makingRoom = Promise.resolve();

  constructor(name: string, most = Number.POSITIVE_INFINITY) {
    this.#name = name;
    this.#most = most;
  }

  /** What is kept of an address. */
  async find(address: string): Promise<Response | undefined> {
    const found = await caches.match(address, { cacheName: this.#name, ignoreVary: true });
    if (found !== undefined) await this.#use(address).catch(() => {});
    return found;
  }

  /** Keeps a response; where the device has no room for it, it is not kept. */
  async keep(address: string, response: Response): Promise<void> {
    const bytes = await response.arrayBuffer();
    if (isForgotten) return;
    try {
      // First: what is not noted has to make room before all others.
      await this.#use(address).catch(() => {});
      if (isForgotten) return;
      const cache = await caches.open(this.#name);
      // What is there already is not risked on a full disk.
      if (!(await isKept(cache, address, bytes))) await putWhole(cache, address, response, bytes);
      // One after the other: two at once would remove the same.
      this.#makingRoom = this.#makingRoom.then(() => this.#makeRoom(cache)).catch(() => {});
      await this.#makingRoom;
    } catch {
      // It can be read from the host.
    }
  }

  async forget(address: string): Promise<void> {
    if (!(await caches.has(this.#name))) return;
    await (await caches.open(this.#name)).delete(address, { ignoreVary: true });
  }

  /** As `keep`, but fails where there is no room. */
  async require(address: string, response: Response): Promise<void> {
    const bytes = await response.arrayBuffer();
    await putWhole(await caches.open(this.#name), address, response, bytes);
  }

  /** Notes that an address was used last; the response itself is not written again for that. */
  async #use(address: string): Promise<void> {
    if (isForgotten || this.#most === Number.POSITIVE_INFINITY) return;
    await (await caches.open(orderOf(this.#name))).put(address, new Response());
  }

  async #makeRoom(cache: Cache): Promise<void> {
    if ((await cache.keys()).length <= this.#most || isForgotten) return;
    const addresses = await longestUnused(this.#name);
    const order = await caches.open(orderOf(this.#name));
    for (const address of addresses.slice(0, addresses.length - this.#most)) {
      await cache.delete(address, { ignoreVary: true });
      await order.delete(address);
    }
  }
}

/** The cache whose entries, all of them empty, stand in the order in which those of another were used. */
function orderOf(name: string): string {
  return `${name} order`;
}

/** The addresses in a cache, the longest unused first. */
async function longestUnused(name: string): Promise<string[]> {
  // Caches list their entries in the order in which these were made.
  const [addresses, used] = await Promise.all([addressesIn(name), addressesIn(orderOf(name))]);
  const order = new Map(used.map((address, index) => [address, index]));
  const placeOf = (address: string) => order.get(address) ?? -1;
  return addresses.sort((one, other) => placeOf(one) - placeOf(other));
}

async function addressesIn(name: string): Promise<string[]> {
  return (await (await caches.open(name)).keys()).map(({ url }) => url);
}

async function bytesIn(cache: Cache, address: string): Promise<ArrayBuffer | undefined> {
  return (await cache.match(address, { ignoreVary: true }))?.arrayBuffer();
}

/** Whether these very bytes are kept of an address. */
async function isKept(cache: Cache, address: string, bytes: ArrayBuffer): Promise<boolean> {
  const kept = await bytesIn(cache, address);
  if (kept?.byteLength !== bytes.byteLength) return false;
  const others = new Uint8Array(kept);
  return new Uint8Array(bytes).every((byte, index) => byte === others[index]);
}

/**
 * Puts a response whose body was read. (A new one: browsers refuse one as a page that a redirect has led to.)
 *
 * @throws when there is no room. Firefox then says nothing of a short one, and keeps it empty.
 */
async function putWhole(
  cache: Cache,
  address: string,
  { status, headers }: Response,
  bytes: ArrayBuffer,
): Promise<void> {
  await cache.put(address, new Response(bytes, { status, headers }));
  if ((await bytesIn(cache, address))?.byteLength === bytes.byteLength) return;
  await cache.delete(address, { ignoreVary: true });
  throw new Error(`There is no room for ${address}.`);
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
    if (!name.endsWith(' shell')) continue;
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
    addresses.push(...(await longestUnused(name)));
  }
  return addresses;
}

/** The names of the caches that hold other builds. */
export async function cachesOfOtherBuilds(): Promise<string[]> {
  const names = await caches.keys();
  return names.filter(
    (name) =>
      name.startsWith(prefix) &&
      !name.startsWith(ofBuild) &&
      / (?:shell|read|read order)$/.test(name),
  );
}

/** Forgets all of this archive, and keeps no more. */
export async function forgetAll(): Promise<void> {
  isForgotten = true;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix)) await caches.delete(name);
  }
}
