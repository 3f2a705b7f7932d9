import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { withheldFromStatic } from '../../archive/publishable.js';
import { mostPostBytes, readRegularFile } from '../../archive/regular_file.js';
import { Refused, systemReason } from '../../terminal/failure.js';
import { isHiddenSegment } from '../../archive/post_names.js';
import { documentOf } from './document.js';
import type { IncludedFile } from './liquid/render.js';
import { parseTemplate } from './liquid/template.js';
import type { JekyllRules } from './rules.js';

/** A larger file is not taken into a post. */
const mostIncludedBytes = 1 << 20;
/** Folders deeper than this hold no posts. */
const deepest = 32;

/** The files of a Jekyll site that its posts are made of besides themselves. */
export class JekyllFiles {
  /** The site's, a real path. */
  readonly folder: string;
  readonly #rules: JekyllRules;
  readonly #included = new Map<string, { stamp: string; file: IncludedFile }>();
  #documents: readonly string[] | undefined;
  #collections = new Map<string, readonly string[]>();
  #stamps = new Map<string, string>();

  constructor(folder: string, rules: JekyllRules) {
    this.folder = folder;
    this.#rules = rules;
  }

  /** Looks anew at what may have changed. */
  refresh(): void {
    this.#documents = undefined;
    this.#collections = new Map();
    this.#stamps = new Map();
  }

  /** The state of an input; another one means that what was made of it is to be made again. */
  stateOf(input: string): string {
    let state = this.#stamps.get(input);
    if (state === undefined) {
      const [, label] = /^documents of (.*)$/s.exec(input) ?? [];
      state =
        input === 'documents'
          ? digestOf(this.documents())
          : label === undefined
            ? stampOf(join(this.folder, input))
            : digestOf(this.documentsOf(label).map((path) => path + this.stateOf(path)));
      this.#stamps.set(input, state);
    }
    return state;
  }

  /** The state of the whole folder of includes. */
  stateOfIncludes(): string {
    const lines: string[] = [];
    const waiting = [this.#includes].filter((folder) => folder !== undefined);
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      for (const item of itemsOf(join(this.folder, folder))) {
        const path = folder === '' ? item.name : `${folder}/${item.name}`;
        if (isHiddenSegment(item.name)) continue;
        if (item.isDirectory() && path.split('/').length < deepest) waiting.push(path);
        else if (item.isFile()) lines.push(path + stampOf(join(this.folder, path)));
      }
    }
    return lines.length === 0 ? '' : digestOf(lines.sort());
  }

  /** A file of the folder of includes, or in words why it is not taken in. */
  include(name: string): IncludedFile | string {
    const folder = this.#includes;
    return folder === undefined
      ? 'its folder lies outside of the site'
      : this.#takenIn(folder, name);
  }

  /** Relative to the site; undefined where it would lie outside. */
  get #includes(): string | undefined {
    const folder = posix.normalize(this.#rules.includesDir).replace(/\/+$/, '');
    if (/^(?:\.\.(?:\/|$)|\/)/.test(folder) || folder === '') return undefined;
    return folder === '.' ? '' : folder;
  }

  /** A file of the post's own folder, or of one in there. */
  includeRelative(name: string, post: string): IncludedFile | string {
    const folder = posix.dirname(post);
    return this.#takenIn(folder === '.' ? '' : folder, name);
  }

  /** All files that are documents of collections, posts and drafts among them. */
  documents(): readonly string[] {
    this.#documents ??= this.#look();
    return this.#documents;
  }

  /** Those of one collection, without drafts. */
  documentsOf(label: string): readonly string[] {
    let found = this.#collections.get(label);
    if (found === undefined) {
      found = this.documents().filter((path) => {
        const document = documentOf(path, this.#rules);
        return typeof document !== 'string' && document.collection === label && !document.isDraft;
      });
      this.#collections.set(label, found);
    }
    return found;
  }

  /** The text of a file; undefined where there is none that posts may be made of. */
  read(path: string): string | undefined {
    try {
      if (this.#hasLink(path)) return undefined;
      return readRegularFile(join(this.folder, path), mostPostBytes).toString('utf8');
    } catch {
      return undefined;
    }
  }

  /** When a file was last written, in milliseconds. */
  modified(path: string): number {
    return lstatSync(join(this.folder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  #takenIn(folder: string, name: string): IncludedFile | string {
    // As Jekyll has it.
    if (!/^[\w/.\-()+~#@]+$/.test(name) || /[./]{2}|^\/|\/$/.test(name)) {
      return 'it is no name of a file below that folder';
    }
    const path = folder === '' ? name : `${folder}/${name}`;
    const reason = withheldFromStatic(name) ?? withheldFromStatic(path);
    if (reason !== undefined) return reason;
    try {
      const stamp = stampOf(join(this.folder, path));
      const known = this.#included.get(path);
      if (known?.stamp === stamp) return known.file;
      if (this.#hasLink(path)) return 'a link leads to it';
      const bytes = readRegularFile(join(this.folder, path), mostIncludedBytes);
      const file = { file: path, nodes: parseTemplate(bytes.toString('utf8')) };
      this.#included.set(path, { stamp, file });
      return file;
    } catch (error) {
      return error instanceof Refused ? error.message : systemReason(error);
    }
  }

  /** Whether anything on the way below the site is a link. */
  #hasLink(path: string): boolean {
    const segments = path.split('/');
    return segments.some((_, at) =>
      lstatSync(join(this.folder, ...segments.slice(0, at + 1))).isSymbolicLink(),
    );
  }

  #look(): string[] {
    const found: string[] = [];
    const waiting: string[] = [''];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      for (const item of itemsOf(join(this.folder, folder))) {
        const path = folder === '' ? item.name : `${folder}/${item.name}`;
        if (isHiddenSegment(item.name)) continue;
        if (item.isDirectory() && path.split('/').length < deepest) waiting.push(path);
        else if (item.isFile() && /\.(?:md|markdown|html)$/i.test(item.name)) {
          if (typeof documentOf(path, this.#rules) !== 'string') found.push(path);
        }
      }
    }
    return found.sort();
  }
}

function itemsOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function stampOf(file: string): string {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.ino}:${found.size}:${found.mtimeMs}`;
}

function digestOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('base64url');
}
