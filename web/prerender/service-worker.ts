import { firstLine } from '../page/offline/first-line.js';

/** The script of the worker; the build of the page fills it in. */
declare const __SERVICE_WORKER__: string;

/**
 * `sw.js` of an archive. Browsers take a worker for another one when its text is, so that the build
 * stands in it.
 *
 * @param build identifies the content of the archive
 * @param files its files as JSON: hashes by path
 */
export function serviceWorker(build: string, files: string): string {
  return `${firstLine(build)}\nself.archiveFiles=${files};\n${__SERVICE_WORKER__}`;
}
