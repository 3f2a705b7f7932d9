import type { HostUrl } from './platform_types.js';

/** Reads a file of an index by its name; undefined when there is none. */
export type FileReader = (name: string) => Promise<Uint8Array | undefined>;

/** Reads a file below a folder of the file system; undefined when there is none. */
export type FolderReader = (folder: string, name: string) => Promise<Uint8Array | undefined>;

let readFromFolder: FolderReader | undefined;

/** Sets how a host with a file system reads a file. */
export function useFolderReader(reader: FolderReader): void {
  readFromFolder = reader;
}

/** Returns what reads the files below an address: a URL, or where there is a file system a path. */
export function readerOf(source: HostUrl | string): FileReader {
  const address = String(source);
  const folder = readFromFolder;
  if (folder !== undefined && !/^(https?|data|blob):/i.test(address)) {
    return async (name) => unzipped(await folder(address, name));
  }
  const base = new URL(address.replace(/\/?$/, '/'), globalThis.location?.href);
  return async (name) => {
    // The manifest is asked for anew; the others never change under their name.
    const cache = name.endsWith('.json') ? 'no-cache' : 'default';
    const response = await fetch(new URL(name, base), { cache });
    if (!response.ok)
      throw new Error(`The server answered ${response.status} for ${response.url}.`);
    return unzipped(new Uint8Array(await response.arrayBuffer()));
  };
}

/**
 * Takes gzip off. Some servers have done so on the way; and what cannot be unzipped is left as it is,
 * for the core to say that the file is damaged.
 */
export async function unzipped(bytes: Uint8Array | undefined): Promise<Uint8Array | undefined> {
  if (bytes === undefined || bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
      .stream()
      .pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return bytes;
  }
}
