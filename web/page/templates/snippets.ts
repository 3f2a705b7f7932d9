/*
 * HTML of the owner's, for comments, statistics and the like. It stands in the files of a build as it
 * is; of a view that is made in the browser, `app/snippets.ts` runs its scripts.
 */
import type { Snippets } from 'broadsheet';
import type { Frame } from './frame.js';
import { type Part, html, trusted } from './html.js';

/** What stands at the end of the document's head. */
export function headSnippet(frame: Frame): Part {
  return written(frame, 'head');
}

/** What stands below an issue or a list. A page elsewhere runs no scripts of the archive's owner. */
export function snippetBelow(frame: Frame, name: 'afterIssue' | 'afterList'): Part {
  const snippet = frame.outside !== true && written(frame, name);
  return snippet && html`<div class="owner-snippet" data-snippet="${name}">${snippet}</div>`;
}

/** Whether pages have any. */
export function hasSnippets({ site }: Frame): boolean {
  return site.manifest.owner?.snippets !== undefined;
}

function written({ site, root }: Frame, name: keyof Snippets) {
  const pieces = site.manifest.owner?.snippets?.[name];
  return pieces !== undefined && trusted(pieces.join(root || './'));
}
