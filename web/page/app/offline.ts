import { isCurrent, newer, renewed, takeOver } from '../offline/take-over.js';
import { tellOfNewer } from './newer.js';
import type { scriptUrl } from './set-html.js';
import type { pageTexts } from './texts.js';

/** What it needs of the page: given, not imported, as for `ahead.ts`. */
export interface PageParts {
  /** Where the archive lies. */
  root: URL;
  scriptUrl: typeof scriptUrl;
  pageTexts: typeof pageTexts;
  /** Whether the reader has followed a link: to load this page again would lose that. */
  isLeaving(): boolean;
}

/**
 * Starts the archive's service worker, or ends one that was left from when the archive had one.
 * Where the browser has none or refuses, the archive is read as ever.
 *
 * @param wish what the page says: `''` to start it, `undefined` to end it, else to leave it alone
 */
export async function startOffline(page: PageParts, wish: string | undefined): Promise<void> {
  const { serviceWorker } = navigator as Partial<Navigator>;
  const { root } = page;
  const script = new URL('sw.js', root);
  try {
    // At once: the browser holds what was said before a page was ready to hear, but not for long.
    serviceWorker?.addEventListener('message', ({ data }) => {
      if (data === renewed && !page.isLeaving()) location.reload();
      if (data === newer) tellOfNewer(page.pageTexts());
    });
    const found = await serviceWorker?.getRegistration(root.href);
    const isOwn = found?.scope === root.href && found.active?.scriptURL === script.href;
    const own = isOwn ? found : undefined;
    if (wish === undefined) {
      if (!own) return;
      await own.unregister();
      for (const name of await caches.keys()) {
        if (name.startsWith(`broadsheet ${root.href} `)) await caches.delete(name);
      }
    } else if (own) {
      own.waiting?.postMessage(takeOver);
      serviceWorker?.controller?.postMessage(isCurrent);
    } else if (wish === '' && serviceWorker?.controller?.scriptURL !== script.href) {
      // (Not again: that would bring back one which has just been given up. The worker of an archive
      // above this one is not its own.) What the reader waits for goes first.
      if (document.readyState !== 'complete') {
        await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
      }
      await serviceWorker?.register(page.scriptUrl(script));
    }
  } catch {
    // Private windows, hosts without TLS, storage that is full.
  }
}
