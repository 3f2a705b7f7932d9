import issueWorkerUrl from '../worker/issue-worker.ts?worker&url';
import listWorkerUrl from '../worker/list-worker.ts?worker&url';
import { root } from './address.js';
import { ArchiveClient } from './archive-client.js';
import { modules } from './module-file.js';

const { manifest = 'manifest.json', searchStart } = document.documentElement.dataset;

/** The archive that the page belongs to. */
export const client = new ArchiveClient(
  { root: root.href, manifest: new URL(manifest, root).href, modules },
  { list: new URL(listWorkerUrl, location.href), issue: new URL(issueWorkerUrl, location.href) },
  searchStart !== undefined,
);

/** Asks about it. */
export const ask: ArchiveClient['ask'] = (name, question) => client.ask(name, question);
