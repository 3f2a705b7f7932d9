import { type Dirent, readdirSync } from 'node:fs';
import type { BytePath } from './tree.js';

/** Something in a folder; a link is neither file nor folder. */
export interface Item {
  name: string;
  /** Where the name is no UTF-8: as it is. */
  bytes: BytePath | undefined;
  isFile: boolean;
  isFolder: boolean;
  isLink: boolean;
}

/** What lies in a folder. */
export function itemsOf(folder: string): Item[] {
  const items = readdirSync(folder, { withFileTypes: true });
  if (items.some(({ name }) => name.includes('\uFFFD'))) return itemsByBytes(folder);
  return items.map((item) => itemOf(item, item.name));
}

function itemsByBytes(folder: string): Item[] {
  // Node's declarations know no entries whose names are bytes.
  const items = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' as 'utf8' });
  return items.map((item) => {
    const bytes = item.name as unknown as Buffer;
    const name = bytes.toString('utf8');
    const isText = bytes.equals(Buffer.from(name));
    return itemOf(item, name, isText ? undefined : bytes.toString('latin1'));
  });
}

function itemOf(item: Dirent, name: string, bytes?: BytePath): Item {
  return {
    name,
    bytes,
    isFile: item.isFile(),
    isFolder: item.isDirectory(),
    isLink: item.isSymbolicLink(),
  };
}
