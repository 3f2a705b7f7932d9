import type { PageAddress, ViewMessage } from '../worker/protocol.js';

/** So many views are kept that were made before the reader asked for them. */
const mostKept = 8;

const kept = new Map<string, ViewMessage>();

/** Keeps a whole view that the reader may go to: it then stands as soon as it is asked for. */
export function keepView(place: PageAddress, view: ViewMessage): void {
  kept.set(nameOf(place, view.language), view);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

/** The view of a place in a language, where it was made ahead. */
export function viewAhead(place: PageAddress, language: string): ViewMessage | undefined {
  return kept.get(nameOf(place, language));
}

/** Drops all: the archive became another. */
export function forgetViews(): void {
  kept.clear();
}

function nameOf({ path, search }: PageAddress, language: string): string {
  return `${language} ${path}${search}`;
}
