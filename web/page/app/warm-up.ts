import { issueLinks } from '../site/speculation-rules.js';
import type { Task } from '../worker/protocol.js';
import { placeOf } from './address.js';
import { idle, mayLoadAhead } from './connection.js';
import { loadDrawing } from './drawing.js';
import { client } from './own-archive.js';
import { keepView } from './views-ahead.js';

const signs = ['pointerover', 'focusin', 'touchstart'] as const;

/** What cannot do without the worker: search, filters, orders. */
const needsWorker = 'input, select, .facets-toggle, [data-in-place]';

/**
 * Starts the worker when the reader reaches for what needs it, or walks through links by the
 * keyboard; and, once they have moved from one page of the archive to another, as soon as there is
 * nothing else to do: the next move is then made in the page. Whoever points at a link or touches it
 * is about to leave: what would be loaded then is only in the way.
 */
export function startWarmUp(): void {
  for (const sign of signs) document.addEventListener(sign, reached, { passive: true });
  client.onChange = () => {
    document.documentElement.toggleAttribute('data-ready', client.isReady('issue'));
    document.documentElement.toggleAttribute('data-list-ready', client.isReady('list'));
    loadLikely();
  };
  if (hasMoved() && mayLoadAhead()) void idle().then(() => warmUp('issue'));
}

/** Loads, once the page is idle, where the reader may go from the view that stands. */
export function loadLikely(): void {
  // Who searches is about to go somewhere else.
  if (!client.isReady('issue') || !mayLoadAhead() || location.search !== '') return;
  void idle()
    .then(() => import('./ahead.js'))
    .then((ahead) => ahead.loadLikely({ client, placeOf, keepView, issueLinks }, hasMoved()))
    .catch(() => {});
}

function reached({ type, target }: Event): void {
  if (!(target instanceof Element)) return;
  if (target.closest('input[type=search]')) {
    for (const sign of signs) document.removeEventListener(sign, reached);
    void client.ask('search', {}).catch(() => {});
    loadDrawing().catch(() => {});
  } else if (target.closest(needsWorker)) {
    if (client.isReady('list')) return;
    warmUp('list');
    loadDrawing().catch(() => {});
  } else if (!client.isReady('issue') && isWalked(type, target)) {
    warmUp('issue');
  }
}

/** A link that has the focus without having been pressed. */
function isWalked(type: string, target: Element): boolean {
  return type === 'focusin' && mayLoadAhead() && target.matches('a[href]:focus-visible');
}

/** A failure is told to whoever asks for something. */
function warmUp(task: Task): void {
  void client.ask('open', { for: task }).catch(() => {});
}

/** Whether the reader has gone from one page of the archive to another. */
function hasMoved(): boolean {
  const { depth = 0 }: { depth?: unknown } = history.state ?? {};
  if (typeof depth === 'number' && depth > 0) return true;
  return document.referrer !== '' && placeOf(new URL(document.referrer)) !== undefined;
}
