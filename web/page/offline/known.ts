import { percentDecoded } from '../site/percent-decoded.js';
import { scope, worker } from './build.js';

/** What an address means to this archive. */
export interface Named {
  /** The file's path below the archive. */
  file: string;
  /** Set where a folder is named without its slash, which relative links need. */
  isFolder?: true;
}

/** So much of a hash stands in the list. */
const hashLength = 12;

/**
 * The file that an address of this archive stands for; `undefined` for what is none of its: other
 * archives and projects may lie beside it and below.
 *
 * @param address without query and fragment
 */
export function fileNamed(address: string): Named | undefined {
  if (!address.startsWith(scope)) return undefined;
  const path = percentDecoded(address.slice(scope.length));
  if (path === undefined) return undefined;
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  if (isListed(file)) return { file };
  return isListed(`${file}/index.html`)
    ? { file: `${file}/index.html`, isFolder: true }
    : undefined;
}

/** Whether a file is one of the archive's, as this build has it. */
export function isListed(file: string): boolean {
  return Object.hasOwn(worker.archiveFiles, file);
}

/** The one address of a file under which it is kept. */
export function addressOf(file: string): string {
  const path = file.replace(/(^|\/)index\.html$/, '$1');
  return new URL(path.split('/').map(encodeURIComponent).join('/'), scope).href;
}

/** Whether bytes are those of a file of this build. */
export async function isOfBuild(file: string, bytes: ArrayBuffer): Promise<boolean> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const text = btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  return text.startsWith(worker.archiveFiles[file]?.slice(0, hashLength) ?? '?');
}
