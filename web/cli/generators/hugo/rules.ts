import { type Values, wordsIn } from '../values.js';
import type { Mount } from './mounts.js';

/** All that Hugo's rules take of a site, as data: threads get a copy. */
export interface HugoRules {
  generator: 'hugo';
  /** The code of the default language. */
  defaultLanguage: string;
  isDefaultInSubfolder: boolean;
  /** Of dates without an offset. */
  timeZone: string;
  /** Expressions of paths that are passed over. */
  ignoreFiles: readonly string[];
  languages: Readonly<Record<string, HugoLanguage>>;
  /** The more particular ones first. */
  mounts: readonly Mount[];
  dates: DateKeys;
  /** What section pages hand down, in the order of their folders' depth, the deepest first. */
  cascades: readonly Cascade[];
  /** `cascade` of the configuration, as written. */
  siteCascade: unknown;
  /** The folders that have a section page, by language: `en:posts/old`. */
  sections: readonly string[];
  /** The first folders of content that have posts in them. */
  topSections: readonly string[];
  /** Those whose posts are issues, where the site says so; empty for all. */
  mainSections: readonly string[];
  /** When sections are published, where their pages say something of it. */
  periods: readonly { folder: string; language: string; period: SectionPeriod }[];
  /** Whether the configuration names languages. */
  isMultilingual: boolean;
  /** From the site's folder to that whose posts are read; with a slash at its end, or empty. */
  prefix: string;
  /** What the site publishes whatever is said on the command line. */
  publishes: { drafts: boolean; future: boolean; expired: boolean };
}

/** Since when and how long a section is published. */
export interface SectionPeriod {
  from?: string;
  until?: string;
  draft?: true;
}

/** What is said for a language. */
export interface HugoLanguage {
  isDisabled: boolean;
  permalinks: Readonly<Record<string, string>>;
  taxonomies: readonly string[];
  removePathAccents: boolean;
  disablePathToLower: boolean;
  /** For all, or by section. */
  uglyURLs: boolean | Readonly<Record<string, unknown>>;
}

/** The keys a date is taken from, in their order. */
export type DateKeys = Readonly<
  Record<'date' | 'lastmod' | 'publishdate' | 'expirydate', readonly string[]>
>;

/** Values that a section hands down to what lies in it. */
export interface Cascade {
  /** Below the content. */
  folder: string;
  language: string;
  values: Values;
  /** To which pages; all without it. */
  target?: { path?: string; kind?: string; lang?: string };
}

const aliases: Readonly<Record<string, readonly string[]>> = {
  lastmod: ['lastmod', 'modified'],
  publishdate: ['publishdate', 'pubdate', 'published'],
  expirydate: ['expirydate', 'unpublishdate'],
};

const defaults: Readonly<Record<keyof DateKeys, readonly string[]>> = {
  date: ['date', 'publishdate', 'lastmod'],
  lastmod: [':git', 'lastmod', 'date', 'publishdate'],
  publishdate: ['publishdate', 'date'],
  expirydate: ['expirydate'],
};

/** Reads `[frontmatter]` (https://gohugo.io/configuration/front-matter/). */
export function dateKeysOf(values: Values): DateKeys {
  const keysOf = (field: keyof DateKeys): string[] => {
    const written = wordsIn(values, field).map((key) => key.toLowerCase());
    const keys = written.length === 0 ? defaults[field] : written;
    const whole = keys.flatMap((key) => (key === ':default' ? defaults[field] : [key]));
    return [...new Set(whole.flatMap((key) => aliases[key] ?? [key]))];
  };
  return {
    date: keysOf('date'),
    lastmod: keysOf('lastmod'),
    publishdate: keysOf('publishdate'),
    expirydate: keysOf('expirydate'),
  };
}
