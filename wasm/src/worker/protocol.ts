/*
 * What passes between a page (or a Node program) and the worker that does its work. Every message
 * can be cloned; functions stay on their side.
 */
import type { SentSettings } from '../api/sent_types.js';
import type { RenderOptions } from '../api/types.js';

/** The work, and what it is done with. */
export type Work =
  | { do: 'init'; source: string | BufferSource | WebAssembly.Module | undefined }
  | { do: 'version' }
  | { do: 'renderPost' | 'renderHtml'; source: string | Uint8Array; options: RenderOptions }
  | {
      do: 'renderSent';
      source: string | Uint8Array;
      options: RenderOptions;
      settings: SentSettings;
    }
  /** Answered with the posts as they were read, unless they came as a list. */
  | { do: 'openCatalog'; catalog: number; posts: unknown }
  | { do: 'query'; catalog: number; query: unknown }
  | { do: 'closeCatalog'; catalog: number }
  | { do: 'openSearch'; search: number; source: string; cache: number | undefined }
  | { do: 'search'; search: number; scope: 'query' | 'links'; text: string; query: unknown }
  | { do: 'closeSearch'; search: number };

/** A request; its answer has the same number. */
export interface WorkerRequest {
  id: number;
  work: Work;
}

/** An error as it crosses: classes do not. */
export interface SentError {
  code: string;
  message: string;
  hint?: string | undefined;
  file?: string | undefined;
  line?: number | undefined;
  column?: number | undefined;
}

/** An answer. */
export type WorkerReply = { id: number; value: unknown } | { id: number; failure: SentError };
