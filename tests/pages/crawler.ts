/*
 * Follows every address in the pages of a built archive, as a browser would, and looks in the folder it
 * was made of for what it does not find: by the ends of paths alone, so that it knows no rule of ours.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** An address of a page that leads to nothing. */
export interface DeadAddress {
  page: string;
  address: string;
  /** The path that was asked for, below the host's root. */
  path: string;
  /** Whether it would lead to something of an archive that stands at the host's root. */
  isThereAtRoot: boolean;
}

const attribute = /<(?!link rel="canonical")[a-z][^>]*?\s(?:href|src|poster)="[^"]*"[^>]*>/g;
const value = /\s(?:href|src|poster)="([^"]*)"/g;

/** All files of a folder, `/` between segments. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => !item.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

/**
 * @param archive where it is built
 * @param base the path at which it is published: `/`, `/letters/`
 */
export function deadAddresses(archive: string, base: string): DeadAddress[] {
  const files = new Set(filesBelow(archive));
  const isThere = (path: string): boolean =>
    files.has(path) ||
    files.has(`${path}${path === '' || path.endsWith('/') ? '' : '/'}index.html`);
  const dead: DeadAddress[] = [];
  for (const page of files) {
    if (!page.endsWith('.html') || page.startsWith('posts/') || page === '404.html') continue;
    const html = readFileSync(join(archive, page), 'utf8');
    if (!html.includes('<div id="app">')) continue;
    const from = `http://archive${base}${encodeURI(page.replace(/index\.html$/, ''))}`;
    for (const address of addressesIn(html)) {
      if (!URL.canParse(address, from)) continue;
      const url = new URL(address, from);
      if (url.host !== 'archive') continue;
      const path = decoded(url.pathname);
      if (path.startsWith(base) && isThere(path.slice(base.length))) continue;
      dead.push({ page, address, path, isThereAtRoot: isThere(path.slice(1)) });
    }
  }
  return dead;
}

function* addressesIn(html: string): Iterable<string> {
  for (const [tag] of html.matchAll(attribute)) {
    for (const [, found = ''] of tag.matchAll(value)) yield found.replaceAll('&amp;', '&');
  }
}

/**
 * The files of a folder that an address may have meant: those whose paths end as it does, and posts
 * whose names do.
 */
export class Meant {
  readonly #byName = new Map<string, string[]>();

  constructor(folder: string) {
    for (const file of filesBelow(folder)) {
      const stem = file.replace(/(?:\/(?:_?index|README))?(?:\.[a-z]{2})?\.(?:md|markdown)$/, '');
      const name = stem.slice(stem.lastIndexOf('/') + 1).toLowerCase();
      const known = this.#byName.get(name);
      if (known === undefined) this.#byName.set(name, [file]);
      else known.push(file);
    }
  }

  /** @param path as asked for @param segments how many of its last segments must be the same */
  of(path: string, segments = 2): string[] {
    const clean = path
      .toLowerCase()
      .replace(/\/(?:index\.html)?$/, '')
      .replace(/\.(?:html?|md|markdown)$/, '');
    const last = clean.split('/').filter((part) => part !== '' && !/^\.\.?$/.test(part));
    const name = last.at(-1) ?? '';
    const end = `/${last.slice(-segments).join('/')}`;
    return (this.#byName.get(name) ?? []).filter((file) => {
      const stem = `/${file.toLowerCase()}`.replace(
        /(?:\/_?index)?(?:\.[a-z]{2})?\.(?:md|markdown)$/,
        '',
      );
      return stem.endsWith(end);
    });
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
