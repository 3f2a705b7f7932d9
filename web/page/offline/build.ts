import { firstLine, isWorker } from './first-line.js';

/** What stands before this script in `sw.js`. */
interface ArchiveWorker extends ServiceWorkerGlobalScope {
  /** Identifies the build of the archive: any other content has another. */
  readonly archiveBuild: string;
  /** The archive's pages, Markdown files, and what they are made of: hashes by path. */
  readonly archiveFiles: Readonly<Record<string, string>>;
}

export const worker = self as unknown as ArchiveWorker;

/** Where the archive lies; ends in a slash. */
export const scope = worker.registration.scope;

/** How the archive on the host stands to the one that this worker belongs to. */
export type Currency = 'same' | 'other' | 'none' | 'unknown';

/** Asks the host which build it has; `none`: it has no worker of an archive there, just now. */
export async function currency(): Promise<Currency> {
  try {
    const response = await fetch(new URL('sw.js', scope), { cache: 'no-cache' });
    if (response.status === 404 || response.status === 410) return 'none';
    if (!response.ok) return 'unknown';
    const own = firstLine(worker.archiveBuild);
    const text = await beginningOf(response, own.length);
    if (!isWorker(text)) return 'none';
    return text.startsWith(own) ? 'same' : 'other';
  } catch {
    return 'unknown';
  }
}

/** At least so many characters, if there are as many; the rest stays on the host. */
async function beginningOf(response: Response, length: number): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader !== undefined && text.length < length) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel().catch(() => {});
  return text;
}
