import { currency, scope, worker } from './build.js';
import { forgetAll, pictures, read, searchFiles, shell } from './kept.js';
import { offlinePage } from './shell.js';

/** Keeps the worker until a promise has settled. */
export type Meanwhile = (work: Promise<unknown>) => void;

/**
 * A page: as it was read before; else from the host. Pages of another build are shown, for each is
 * whole in itself, but not kept.
 *
 * @param address without query string and fragment
 */
export async function pageAt(
  address: string,
  request: Request,
  meanwhile: Meanwhile,
): Promise<Response> {
  const isHome = address === scope || address === `${scope}index.html`;
  const kept = await (isHome ? shell.find(scope) : read.find(address));
  if (kept !== undefined) {
    meanwhile(currency().then((found) => (found === 'gone' ? retire() : undefined)));
    return kept;
  }
  try {
    const [response, found] = await Promise.all([fetch(request), currency()]);
    if (found === 'same' && response.ok && isText(response)) {
      meanwhile(read.keep(address, response.clone()));
    } else if (found === 'other') {
      meanwhile(worker.registration.update());
    } else if (found === 'gone') {
      meanwhile(retire());
    }
    return response;
  } catch {
    return offlinePage();
  }
}

/**
 * A Markdown file: as it was read before; else from the host. That of another build is refused: the
 * page, which knows the issue as this build has it, then leaves the issue to the browser.
 */
export async function sourceAt(
  address: string,
  request: Request,
  meanwhile: Meanwhile,
): Promise<Response> {
  const kept = await read.find(address);
  if (kept !== undefined) return kept;
  const [response, found] = await Promise.all([fetch(request), currency()]);
  if (found === 'other') {
    meanwhile(worker.registration.update());
    return Response.error();
  }
  if (found === 'same' && response.ok) meanwhile(read.keep(address, response.clone()));
  return response;
}

/** A file of the shell, of this build alone. */
export async function shellFile(address: string, request: Request): Promise<Response> {
  return (await shell.find(address)) ?? fetch(request);
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
  if (address === scope || (await read.find(address)) !== undefined) return;
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    const isCurrent = response.ok && isText(response) && (await currency()) === 'same';
    if (isCurrent) await read.keep(address, response);
  } catch {
    // It can be read again later.
  }
}

/** The archive is no longer to be read offline, or has gone. */
async function retire(): Promise<void> {
  await worker.registration.unregister();
  await forgetAll();
}

function isText(response: Response): boolean {
  return /^text\/(?:html|markdown|plain)\b/i.test(response.headers.get('Content-Type') ?? '');
}
