import { currency, scope } from './build.js';
import { keptBefore, read, readBefore, shell } from './kept.js';
import { rootMark } from './root-mark.js';

/** The scripts, styles and the module, below the archive; the build of the page fills them in. */
declare const __SHELL_ASSETS__: readonly string[];

/** What changes with the archive, and the page for what is not there without the host. */
const documents = ['', 'manifest.json', 'search/search.json', 'offline.html'];

const addressOf = (path: string): string => new URL(path, scope).href;
const addresses = new Set([...documents, ...__SHELL_ASSETS__].map(addressOf));

/** Whether an address is of the shell. */
export function isShell(address: string): boolean {
  return addresses.has(address);
}

/**
 * Fetches the shell, and anew what was read of the build before.
 *
 * @throws when something cannot be had, or is not of this build
 */
export async function fetchShell(): Promise<void> {
  await Promise.all([...addresses].map(fetchOne));
  for (const address of await readBefore()) {
    const response = await fetch(address, { cache: 'no-cache' }).catch(() => undefined);
    if (response?.ok) await read.keep(address, response);
  }
  if ((await currency()) !== 'same') throw new Error('The archive was renewed in between.');
}

async function fetchOne(address: string): Promise<void> {
  // Assets are named by their content; the rest has the same name in every build.
  const isAsset = address.startsWith(addressOf('assets/'));
  const before = isAsset ? await keptBefore(address) : undefined;
  const response = before ?? (await fetch(address, { cache: isAsset ? 'default' : 'no-cache' }));
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  await shell.require(address, response);
}

/** The page that shows what can be shown without the host, at whatever address it is asked for. */
export async function offlinePage(): Promise<Response> {
  const kept = await shell.find(addressOf('offline.html'));
  if (kept === undefined) return Response.error();
  const root = new URL(scope).pathname.replaceAll('&', '&amp;');
  const text = (await kept.text()).replaceAll(rootMark, root);
  return new Response(text, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
