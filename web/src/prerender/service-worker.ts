import { firstLine } from '../offline/first-line.js';

/** The script of the worker; the build of the page fills it in. */
declare const __SERVICE_WORKER__: string;

/**
 * `sw.js` of an archive. Browsers take a worker for another one when its text is, so that the build
 * stands in it.
 *
 * @param build identifies the content of the archive
 */
export function serviceWorker(build: string): string {
  return `${firstLine(build)}\n${__SERVICE_WORKER__}`;
}
