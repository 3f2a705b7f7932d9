import { root } from './address.js';
import { ArchiveClient } from './archive-client.js';
import { modules } from './module-file.js';

/** The archive that the page belongs to. */
export const client = new ArchiveClient(
  { root: root.href, modules },
  document.documentElement.dataset.searchStart !== undefined,
);

/** Asks about it. */
export const ask: ArchiveClient['ask'] = (name, question, early) =>
  client.ask(name, question, early);
