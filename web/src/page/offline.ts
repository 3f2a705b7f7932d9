import { renewed, takeOver } from '../offline/take-over.js';
import { root } from './address.js';
import { scriptUrl } from './set-html.js';

/**
 * Starts the archive's service worker, or ends one that was left from when the archive had one.
 * Where the browser has none or refuses, the archive is read as ever.
 *
 * @param wish what the page says: `''` to start it, `undefined` to end it, else to leave it alone
 */
export async function startOffline(wish: string | undefined): Promise<void> {
  const { serviceWorker } = navigator as Partial<Navigator>;
  const script = new URL('sw.js', root);
  try {
    // At once: the browser holds what was said before a page was ready to hear, but not for long.
    serviceWorker?.addEventListener('message', ({ data }) => {
      if (data === renewed) location.reload();
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
    } else if (own?.waiting) {
      own.waiting.postMessage(takeOver);
    } else if (wish === '' && !own && !serviceWorker?.controller) {
      // (Not again: that would bring back one which has just been given up.) What the reader waits
      // for goes first.
      if (document.readyState !== 'complete') {
        await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
      }
      await serviceWorker?.register(scriptUrl(script));
    }
  } catch {
    // Private windows, hosts without TLS, storage that is full.
  }
}
