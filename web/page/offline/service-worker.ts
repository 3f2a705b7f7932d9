/*
 * The service worker of an archive: without the host, the list, the search as far as it was used,
 * and what was read are still there. Whatever changes with the archive comes from one build, the
 * worker's own; that of another build takes over when nobody reads in this one.
 */
import {
  type Meanwhile,
  folderAt,
  homeAt,
  isRenewed,
  keepOpenPage,
  markRenewed,
  pageAt,
  pictureAt,
  searchFile,
  shellFile,
  sourceAt,
  wantNewer,
} from './answers.js';
import { currency, scope, worker } from './build.js';
import { cachesOfOtherBuilds } from './kept.js';
import { fileNamed } from './known.js';
import { fetchShell, isDocument, isShell } from './shell.js';
import { isCurrent, newer, renewed, showNewer, takeOver } from './take-over.js';

worker.addEventListener('install', (event) => event.waitUntil(fetchShell()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  if (event.data === takeOver) event.waitUntil(takeOverFromNobody());
  if (event.data === showNewer) wantNewer();
  if (event.data === isCurrent) event.waitUntil(tellIfOld(event.source));
});
worker.addEventListener('fetch', (event) => {
  const answer = answerTo(event, (work) => event.waitUntil(work.catch(() => {})));
  if (answer !== undefined) event.respondWith(answer);
});

/** `undefined`: the browser sees to it as if there were no worker. */
function answerTo(
  { request, clientId, resultingClientId }: FetchEvent,
  meanwhile: Meanwhile,
): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  if (request.method !== 'GET' || !address.startsWith(scope)) return undefined;
  if (request.headers.has('Range')) return undefined;
  const path = address.slice(scope.length);
  if (/^search\/[\da-f]{8}\.bsx$/.test(path)) return searchFile(address, request, meanwhile);
  const named = fileNamed(address);
  if (named === undefined) return undefined;
  const { file, isFolder } = named;
  const isOfOther = isRenewed(clientId);
  // A page's worker is as the page is.
  if (isOfOther && resultingClientId !== '') markRenewed(resultingClientId);
  if (request.mode === 'navigate') {
    if (!/\.html?$/i.test(file)) return undefined;
    if (isFolder) return folderAt(file, request, meanwhile);
    if (file === 'index.html') return homeAt(request, resultingClientId, meanwhile);
    return pageAt(file, request, resultingClientId, meanwhile);
  }
  if (isFolder) return undefined;
  if (isShell(file)) {
    return isDocument(file) && isOfOther ? undefined : shellFile(file, request, meanwhile);
  }
  if (!file.startsWith('posts/') || isOfOther) return undefined;
  if (/\.(?:md|markdown)$/i.test(file)) return sourceAt(file, request, meanwhile);
  return request.destination === 'image' ? pictureAt(address, request, meanwhile) : undefined;
}

/** Tells a page that came from this build when the host has another. */
async function tellIfOld(source: ExtendableMessageEvent['source']): Promise<void> {
  if (!(source instanceof WindowClient) || isRenewed(source.id)) return;
  if ((await currency()) === 'other') source.postMessage(newer);
}

async function activate(): Promise<void> {
  const former = await cachesOfOtherBuilds();
  for (const name of former) await caches.delete(name);
  if (former.length > 0) {
    const pages = await worker.clients.matchAll({ type: 'window' });
    for (const page of pages) page.postMessage(renewed);
    return;
  }
  // The first worker of all: what is on view came from the host, as did what is kept.
  await worker.clients.claim();
  for (const { url } of await worker.clients.matchAll({ type: 'window' })) {
    const { origin, pathname } = new URL(url);
    await keepOpenPage(origin + pathname);
  }
}

/** The page that is left is a client for a moment beside the one that takes its place. */
const looks = [0, 150, 400, 1500];

/** The page that asks has only just been loaded; with any other, both stay with what they have. */
async function takeOverFromNobody(): Promise<void> {
  for (const pause of looks) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const readers = windows.filter(({ url }) => url.startsWith(scope));
    if (readers.length <= 1) return worker.skipWaiting();
  }
}
