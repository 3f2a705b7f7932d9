import { type Currency, currency, scope, worker } from './build.js';
import { pictures, read, searchFiles, shell } from './kept.js';
import { addressOf, fileNamed, isOfBuild } from './known.js';
import { markThere, retireIfEnded } from './retire.js';
import { keepIfOfBuild, mendShell, offlinePage } from './shell.js';

/** Keeps the worker until a promise has settled. */
export type Meanwhile = (work: Promise<unknown>) => void;

/** So long may the host take to say that its list is another one, before the kept one is shown. */
const patience = 1000;
/** The same when the reader has asked for it. */
const longPatience = 10_000;

/** The pages of another build that readers have before them: what they ask for is the host's. */
const renewedPages = new Set<string>();

let isNewerWanted = false;

/** The reader asks for the host's list: the next time, more patience is had. */
export function wantNewer(): void {
  isNewerWanted = true;
}

/** Whether a page came from the host, of another build than this worker's. */
export function isRenewed(client: string): boolean {
  return renewedPages.has(client);
}

/** Has a page, or a page's worker, answered by the host alone. */
export function markRenewed(client: string): void {
  renewedPages.add(client);
}

/**
 * The home page: the host's when it is another one and comes in time; else the kept one, which then
 * tells the reader.
 *
 * @param client the page that is about to be
 */
export async function homeAt(
  request: Request,
  client: string,
  meanwhile: Meanwhile,
): Promise<Response> {
  const kept = await shell.find(scope);
  if (kept === undefined) return pageAt('index.html', request, client, meanwhile);
  const asked = currency();
  meanwhile(asked.then(follow));
  const found = await within(isNewerWanted ? longPatience : patience, asked);
  isNewerWanted = false;
  const isEnded = found === 'none' && (await within(patience, retireIfEnded())) === true;
  if (found !== 'other' && !isEnded) return kept;
  return (await newerAt(request, client)) ?? kept;
}

/** What the host has now, its caching headers aside; an archive that has moved leads elsewhere. */
async function newerAt(request: Request, client: string): Promise<Response | undefined> {
  const response = await fetch(request, { cache: 'no-cache' }).catch(() => undefined);
  if (!response?.ok && response?.type !== 'opaqueredirect') return undefined;
  markRenewed(client);
  return response;
}

/**
 * A page: as it was read before, unless the reader asks for the host's; else from the host. Pages of
 * another build are shown, for each is whole in itself, but not kept.
 *
 * @param file its path below the archive
 * @param client the page that is about to be
 */
export async function pageAt(
  file: string,
  request: Request,
  client: string,
  meanwhile: Meanwhile,
): Promise<Response> {
  const kept = await read.find(addressOf(file));
  if (kept !== undefined) {
    meanwhile(currency().then(follow));
    const isWanted = isNewerWanted;
    isNewerWanted = false;
    const newer = isWanted ? await within(longPatience, newerAt(request, client)) : undefined;
    return newer ?? kept;
  }
  return hostsPage(file, request, meanwhile).catch(offlinePage);
}

/** @throws when the host is out of reach */
async function hostsPage(file: string, request: Request, meanwhile: Meanwhile): Promise<Response> {
  const response = await fetch(request);
  if (response.ok && isText(response)) meanwhile(keep(file, response.clone()));
  meanwhile(mendShell());
  return response;
}

/**
 * A folder without its slash. Relative links need that; but there are hosts that take it away, so only
 * what is answered here is led to it.
 *
 * @param file the page of the folder
 */
export async function folderAt(
  file: string,
  request: Request,
  meanwhile: Meanwhile,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const toPage = () => Response.redirect(`${pathname}/${search}`);
  if ((await read.find(addressOf(file))) !== undefined) return toPage();
  return hostsPage(file, request, meanwhile).catch(toPage);
}

/**
 * A Markdown file: as it was read before; else from the host. That of another build is refused: the
 * page, which knows the issue as this build has it, then leaves the issue to the browser.
 */
export async function sourceAt(
  file: string,
  request: Request,
  meanwhile: Meanwhile,
): Promise<Response> {
  const kept = await read.find(addressOf(file));
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (!response.ok) return response;
  if (await isOfBuild(file, await response.clone().arrayBuffer())) {
    meanwhile(read.keep(addressOf(file), response.clone()));
    return response;
  }
  meanwhile(currency().then(follow));
  return Response.error();
}

/** A file of the shell, of this build alone. */
export async function shellFile(
  file: string,
  request: Request,
  meanwhile: Meanwhile,
): Promise<Response> {
  const kept = await shell.find(addressOf(file));
  if (kept === undefined) meanwhile(mendShell());
  return kept ?? fetch(request);
}

/** A file whose name says what is in it. */
export async function searchFile(
  address: string,
  request: Request,
  meanwhile: Meanwhile,
): Promise<Response> {
  const kept = await searchFiles.find(address);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.status === 200) meanwhile(searchFiles.keep(address, response.clone()));
  return response;
}

/** A picture beside a post: as the host has it; as it was where the host is out of reach. */
export async function pictureAt(
  address: string,
  request: Request,
  meanwhile: Meanwhile,
): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.status === 200) meanwhile(pictures.keep(address, response.clone()));
    return response;
  } catch {
    return (await pictures.find(address)) ?? Response.error();
  }
}

/** Keeps a page that was opened before this worker was there. */
export async function keepOpenPage(address: string): Promise<void> {
  const file = fileNamed(address)?.file;
  if (file === undefined || file === 'index.html') return;
  if ((await read.find(addressOf(file))) !== undefined) return;
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    if (response.ok && isText(response)) await keepIfOfBuild(file, response);
  } catch {
    // It can be read again later.
  }
}

/** Keeps what was read; what is not of this build says that there is another. */
async function keep(file: string, response: Response): Promise<void> {
  if (!(await keepIfOfBuild(file, response))) await follow(await currency());
}

/** Has the browser fetch another build's worker, and ends the worker of what has ended. */
async function follow(found: Currency): Promise<void> {
  if (found === 'none') return void (await retireIfEnded());
  if (found === 'unknown') return;
  await markThere();
  if (found === 'other') await worker.registration.update();
}

function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value | undefined> {
  return Promise.race([
    work,
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds)),
  ]);
}

function isText(response: Response): boolean {
  return /^text\/(?:html|markdown|plain)\b/i.test(response.headers.get('Content-Type') ?? '');
}
