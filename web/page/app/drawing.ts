import { focusByKey, focusKey } from './focus.js';
import { fragmentOf, setHtml } from './set-html.js';

/** Loads what draws lists: a script of its own, for those who filter, search or ask for more. */
export async function loadDrawing(): Promise<typeof import('./list-drawing.js')> {
  const drawing = await import('./list-drawing.js');
  drawing.drawWith({ fragmentOf, setHtml, focusKey, focusByKey });
  return drawing;
}
