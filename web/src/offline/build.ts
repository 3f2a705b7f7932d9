import { firstLine } from './first-line.js';

/** What stands before this script in `sw.js`: see `first-line.ts`. */
interface ArchiveWorker extends ServiceWorkerGlobalScope {
  /** Identifies the build of the archive: any other content has another. */
  readonly archiveBuild: string;
}

export const worker = self as unknown as ArchiveWorker;

/** Where the archive lies; ends in a slash. */
export const scope = worker.registration.scope;

/** How the archive on the host stands to the one that this worker belongs to. */
export type Currency = 'same' | 'other' | 'gone' | 'unknown';

/** Asks the host which build it has. */
export async function currency(): Promise<Currency> {
  try {
    const response = await fetch(new URL('sw.js', scope), { cache: 'no-cache' });
    if (response.status === 404 || response.status === 410) return 'gone';
    if (!response.ok) return 'unknown';
    const isSame = (await response.text()).startsWith(firstLine(worker.archiveBuild));
    return isSame ? 'same' : 'other';
  } catch {
    return 'unknown';
  }
}
