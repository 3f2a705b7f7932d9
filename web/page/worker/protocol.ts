/*
 * What the page asks its worker, and what it is answered. Everything that takes long lives there:
 * the module, the manifest, the catalog, rendering, and the making of HTML.
 */

/** A place below the archive. */
export interface PageAddress {
  /** Not percent-encoded. */
  path: string;
  /** The query string. */
  search: string;
}

/** A view, ready to be put into the page. */
export interface ViewMessage {
  kind: 'list' | 'issue' | 'missing';
  /** The browser's title. */
  title: string;
  /** The language of the interface: its key and its tag. */
  language: string;
  tag: string;
  /** Of the archive. */
  direction: 'ltr' | 'rtl';
  masthead: string;
  /** Empty when only the parts of a list were asked for. */
  main: string;
  /** Of a list: its parts by the name of their place, and the filter as a query string. */
  parts?: Record<string, string>;
  filter?: string;
  foot: string;
  skip: string;
  /** The texts that the page's scripts use, as JSON. */
  texts: string;
  /** Set where the address is an old one: the one to show instead, below the archive. */
  moved?: string;
  /** Of an issue: the path of its Markdown file. */
  file?: string;
}

/** More of a list. */
export interface MoreMessage {
  years: string;
  more: string;
}

/** Passages of results, each with the address it leads to, by the paths of the issues. */
export interface PassagesMessage {
  rows: Record<string, { html: string; href: string }>;
}

/** What there are modules and scripts for: lists that are filtered or searched, issues. */
export type Task = 'list' | 'issue';

/** What may be asked: a name, what it is given, what it answers. */
export interface Calls {
  /**
   * `parts`: a list is on view, and of another list its parts are enough. `likely`: what will be
   * needed for it, as far as the page can tell. `outside`: the view goes
   * into a page elsewhere, so that its links name the archive's own address. `offline`: an issue that
   * cannot be fetched is answered with a word about that.
   */
  view: {
    ask: {
      place: PageAddress;
      language: string;
      parts: boolean;
      likely?: Task;
      outside?: true;
      offline?: boolean;
    };
    answer: ViewMessage;
  };
  more: {
    ask: { place: PageAddress; language: string; shown: number; outside?: true };
    answer: MoreMessage;
  };
  /** Passages of results that stand without: those of `count` behind the first `offset`. */
  passages: {
    ask: { place: PageAddress; language: string; offset: number; count: number; outside?: true };
    answer: PassagesMessage;
  };
  /** Makes ready what the questions to come need. */
  open: { ask: { for: Task }; answer: true };
  /** The reader is about to search: makes the index ready for the first words. */
  search: { ask: Record<string, never>; answer: true };
  /** Makes the view of an issue that the reader may go to; nothing where there is no issue. */
  ahead: { ask: { place: PageAddress; language: string }; answer: { view?: ViewMessage } };
  /** Reads the manifest again. */
  reload: { ask: Record<string, never>; answer: true };
  help: { ask: { language: string; off: boolean }; answer: { html: string } };
}

export type CallName = keyof Calls;

/** Where the WebAssembly modules lie, if not beside the worker; absolute. */
export interface ModulePlaces {
  /** One for everything. */
  module?: string;
  /** Those for a task each; the whole one, beside the worker, is for what they cannot do. */
  modules?: Record<Task, string>;
}

/** To the worker. */
export interface PageRequest<Name extends CallName = CallName> extends ModulePlaces {
  id: number;
  name: Name;
  ask: Calls[Name]['ask'];
  /** The archive's root, absolute. */
  root: string;
  /** Its manifest, should that have another name; absolute. */
  manifest?: string;
}

/**
 * What the page fetches for its worker: first the word that it is under way, then the thing, or
 * nothing where it could not be had.
 */
export type Handed = {
  [Name in keyof HandedValues]: { handed: Name; coming?: true; value?: HandedValues[Name] };
}[keyof HandedValues];

export interface HandedValues {
  /** The compiled module for a task, or the one for everything. */
  list: WebAssembly.Module;
  issue: WebAssembly.Module;
  whole: WebAssembly.Module;
  /** The manifest's bytes. */
  manifest: ArrayBuffer;
  /** The file with which a search begins. */
  index: ArrayBuffer;
}

/** From the worker. */
export type PageReply =
  /** `ready`: for what all is there, so that a view comes at once. */
  | { id: number; answer: Calls[CallName]['answer']; ready: readonly Task[] }
  | { id: number; error: string };
