import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isHiddenSegment, isMarkdownName, isSectionPage } from '../../archive/post_names.js';
import { type ContentPlace, placeOf } from './place.js';
import type { HugoRules } from './rules.js';

/** Content has no folders deeper than this. */
const deepest = 32;

/** What references depend on. */
export const contentInput = 'content';

/** A page that others may refer to. */
export interface ContentPage {
  /** Relative to the site's folder. */
  path: string;
  place: ContentPlace;
  isSection: boolean;
}

interface Pages {
  /** Keys have the language before a colon. */
  byPath: Map<string, ContentPage>;
  byName: Map<string, ContentPage[]>;
}

/** The pages of a Hugo site by what references call them. */
export class HugoFiles {
  readonly #folder: string;
  readonly #rules: HugoRules;
  #pages: Pages | undefined;
  #state: string | undefined;

  /** @param folder of the site, a real path */
  constructor(folder: string, rules: HugoRules) {
    this.#folder = folder;
    this.#rules = rules;
  }

  /** Looks anew at what may have changed. */
  refresh(): void {
    this.#pages = undefined;
    this.#state = undefined;
  }

  /** The state of what there is to refer to: the names of all pages. */
  stateOf(_input = contentInput): string {
    const { byPath } = this.#known();
    this.#state ??= createHash('sha256')
      .update([...byPath.keys()].join('\n'))
      .digest('base64url');
    return this.#state;
  }

  /** The page at a path below the content, without ending and language. */
  at(language: string, path: string): ContentPage | undefined {
    return this.#known().byPath.get(`${language}:${path.toLowerCase()}`);
  }

  /** All pages of a name, wherever they lie. */
  named(language: string, name: string): readonly ContentPage[] {
    return this.#known().byName.get(`${language}:${name.toLowerCase()}`) ?? [];
  }

  #known(): Pages {
    this.#pages ??= this.#look();
    return this.#pages;
  }

  #look(): Pages {
    const byPath = new Map<string, ContentPage>();
    const byName = new Map<string, ContentPage[]>();
    for (const path of this.#files()) {
      const place = placeOf(path, this.#rules);
      if (place === undefined) continue;
      const isSection = isSectionPage(path);
      const name = isSection ? (place.folders.at(-1) ?? '') : place.baseName;
      const whole = isSection ? place.folders : [...place.folders, place.baseName];
      const page = { path, place, isSection };
      byPath.set(`${place.language}:${whole.join('/').toLowerCase()}`, page);
      const key = `${place.language}:${name.toLowerCase()}`;
      byName.set(key, [...(byName.get(key) ?? []), page]);
    }
    return { byPath, byName };
  }

  #files(): string[] {
    const found = new Set<string>();
    const waiting = [...new Set(this.#rules.mounts.map(({ source }) => source))];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      for (const item of itemsOf(join(this.#folder, folder))) {
        const path = folder === '' ? item.name : `${folder}/${item.name}`;
        if (isHiddenSegment(item.name)) continue;
        if (item.isDirectory() && path.split('/').length < deepest) waiting.push(path);
        else if (item.isFile() && isMarkdownName(item.name)) found.add(path);
      }
    }
    return [...found].sort();
  }
}

function itemsOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
