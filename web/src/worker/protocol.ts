/*
 * What the page asks its worker, and what it is answered. Everything that takes long lives there:
 * the module, the manifest, the catalog, rendering, and the making of HTML.
 */

/** A place below the archive. */
export interface Place {
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

/** What may be asked: a name, what it is given, what it answers. */
export interface Calls {
  /**
   * `parts`: a list is on view, and of another list its parts are enough. `outside`: the view goes
   * into a page elsewhere, so that its links name the archive's own address. `offline`: an issue that
   * cannot be fetched is answered with a word about that.
   */
  view: {
    ask: { place: Place; language: string; parts: boolean; outside?: true; offline?: boolean };
    answer: ViewMessage;
  };
  more: {
    ask: { place: Place; language: string; shown: number; outside?: true };
    answer: MoreMessage;
  };
  /** Makes everything ready for the questions to come. */
  open: { ask: Record<string, never>; answer: true };
  /** Reads the manifest again. */
  reload: { ask: Record<string, never>; answer: true };
  help: { ask: { language: string; off: boolean }; answer: { html: string } };
}

export type CallName = keyof Calls;

/** To the worker. */
export interface Request<Name extends CallName = CallName> {
  id: number;
  name: Name;
  ask: Calls[Name]['ask'];
  /** The archive's root, absolute. */
  root: string;
  /** Its manifest, should that have another name; absolute. */
  manifest?: string;
  /** The WebAssembly module, where it does not lie beside the worker; absolute. */
  module?: string;
}

/** From the worker. */
export type Reply =
  | { id: number; answer: Calls[CallName]['answer'] }
  | { id: number; error: string };
