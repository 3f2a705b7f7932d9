import type { Values } from '../values.js';

/** All that Jekyll's rules take of a site, as data: threads get a copy. */
export interface JekyllRules {
  generator: 'jekyll';
  /** The configuration's `permalink`. */
  permalink: string;
  /** Those whose documents have pages, `posts` among them. */
  collections: Readonly<Record<string, JekyllCollection>>;
  /** The folder that holds the folders of collections; empty for the site's own. */
  collectionsDir: string;
  defaults: readonly DefaultSet[];
  /** The configuration as it is written: what templates call `site`. */
  values: Values;
  /** The folder of the files that posts may include. */
  includesDir: string;
  exclude: readonly string[];
  include: readonly string[];
  timeZone: string | undefined;
  /** From the site's folder to that whose posts are read; with a slash at its end, or empty. */
  prefix: string;
  /** What the site publishes whatever is said on the command line. */
  publishes: { drafts: boolean; future: boolean; unpublished: boolean };
}

export interface JekyllCollection {
  hasPages: boolean;
  permalink?: string;
}

/** Front matter for files of a path and a type. */
export interface DefaultSet {
  path: string;
  type?: string;
  values: Values;
}
