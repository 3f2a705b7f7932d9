import { ArchiveClient, type ArchivePlaces, type WorkerScripts } from '../app/archive-client.js';

let workers: WorkerScripts | undefined;

/**
 * Sets the scripts of the element's worker; who comes first decides. The element names none itself:
 * bundlers would follow the names, and those of an archive are not all in the package.
 */
export function useWorkers(scripts: WorkerScripts): void {
  workers ??= scripts;
}

/** An archive that may lie on another host than the page. */
export class ForeignArchiveClient extends ArchiveClient {
  constructor(archive: ArchivePlaces) {
    if (workers === undefined) throw new Error('defineNewsletterArchive() was given no worker.');
    super(archive, workers);
  }

  /** Browsers start workers of the page's own origin only; another's script can be imported by one. */
  protected override workerAt(url: URL): Worker {
    if (url.origin === location.origin) return super.workerAt(url);
    const script = new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' });
    const own = URL.createObjectURL(script);
    const worker = super.workerAt(new URL(own));
    worker.addEventListener('message', () => URL.revokeObjectURL(own), { once: true });
    return worker;
  }
}
