import { ArchiveClient } from '../app/archive-client.js';

let ownWorker: URL | undefined;

/** Sets the element's own script of the worker, instead of the page's. */
export function useWorker(address: URL): void {
  ownWorker ??= address;
}

/** An archive that may lie on another host than the page. */
export class ForeignArchiveClient extends ArchiveClient {
  /** Browsers start workers of the page's own origin only; another's script can be imported by one. */
  protected override workerAt(ofPage: URL): Worker {
    const url = ownWorker ?? ofPage;
    if (url.origin === location.origin) return super.workerAt(url);
    const script = new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' });
    const own = URL.createObjectURL(script);
    const worker = super.workerAt(new URL(own));
    worker.addEventListener('message', () => URL.revokeObjectURL(own), { once: true });
    return worker;
  }
}
