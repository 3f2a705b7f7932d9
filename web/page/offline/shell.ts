import { headName } from '../site/manifest-head.js';
import { searchStart } from '../site/search-start.js';
import { currency, scope, worker } from './build.js';
import { keptBefore, read, readBefore, shell } from './kept.js';
import { addressOf, fileNamed, isListed, isOfBuild } from './known.js';
import { rootMark } from './root-mark.js';

/** The scripts, styles and the module, below the archive; the build of the page fills them in. */
declare const __SHELL_ASSETS__: readonly string[];

/** What changes with the archive, and the page for what is not there without the host. */
const documents = [
  'index.html',
  // A page that has the head asks for the whole in need only.
  isListed(headName) ? headName : 'manifest.json',
  'search/search.json',
  searchStart,
  'offline.html',
];
const themes = Object.keys(worker.archiveFiles).filter((file) => file.startsWith('assets/theme-'));
const files = [...documents, ...__SHELL_ASSETS__, ...themes].filter(isListed);
const names = new Set(files);

/** Whether a file is of the shell. */
export function isShell(file: string): boolean {
  return names.has(file);
}

/** Whether its content changes under its name. */
export function isDocument(file: string): boolean {
  return documents.includes(file);
}

/**
 * Fetches the shell, and anew what was read of the build before.
 *
 * @throws when something cannot be had, or is not of this build: hosts are copied to file by file
 */
export async function fetchShell(): Promise<void> {
  // A host that changes pages on their way never has a whole: one file is asked for to know that.
  const [first, ...others] = files;
  if (first !== undefined) await fetchOne(first);
  await Promise.all(others.map(fetchOne));
  for (const address of await readBefore()) {
    const file = fileNamed(address)?.file;
    const response =
      file === undefined ? undefined : await fetch(address, { cache: 'no-cache' }).catch(() => {});
    if (file !== undefined && response?.ok) await keepIfOfBuild(file, response);
  }
  if ((await currency()) !== 'same') throw new Error('The archive was renewed in between.');
}

/** Keeps what was read, if it is of this build; whether it is. */
export async function keepIfOfBuild(file: string, response: Response): Promise<boolean> {
  const bytes = await response.arrayBuffer();
  if (!(await isOfBuild(file, bytes))) return false;
  await read.keep(addressOf(file), copyOf(response, bytes));
  return true;
}

let isMended = false;

/** Fetches the shell again where it was cleared; looked at once in the life of a worker. */
export async function mendShell(): Promise<void> {
  if (isMended) return;
  isMended = true;
  for (const file of files) {
    if ((await shell.find(addressOf(file))) === undefined) {
      await fetchShell().catch(() => (isMended = false));
      return;
    }
  }
}

async function fetchOne(file: string): Promise<void> {
  const address = addressOf(file);
  // Assets are named by their content; the rest has the same name in every build.
  const isAsset = !isDocument(file);
  const before = isAsset ? await keptBefore(address) : undefined;
  if (before !== undefined && (await requireIfOfBuild(file, before))) return;
  if (isAsset && (await requireIfOfBuild(file, await fetch(address)))) return;
  // The browser may have kept what a host answered in the middle of a copy.
  const response = await fetch(address, { cache: isAsset ? 'reload' : 'no-cache' });
  if (!(await requireIfOfBuild(file, response))) {
    throw new Error(`${address} answered ${response.status}, and is not of this build.`);
  }
}

/** @throws when there is no room */
async function requireIfOfBuild(file: string, response: Response): Promise<boolean> {
  const bytes = await response.arrayBuffer();
  if (!response.ok || !(await isOfBuild(file, bytes))) return false;
  await shell.require(addressOf(file), copyOf(response, bytes));
  return true;
}

/** A response that can be kept: browsers refuse one as a page that a redirect has led to. */
function copyOf({ status, headers }: Response, bytes: ArrayBuffer): Response {
  return new Response(bytes, { status, headers });
}

/** The page that shows what can be shown without the host, at whatever address it is asked for. */
export async function offlinePage(): Promise<Response> {
  const kept = await shell.find(addressOf('offline.html'));
  if (kept === undefined) return Response.error();
  const root = new URL(scope).pathname.replaceAll('&', '&amp;');
  const text = (await kept.text()).replaceAll(rootMark, root);
  return new Response(text, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
