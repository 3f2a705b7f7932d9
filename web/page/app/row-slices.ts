import { rowsOfBlock, wholeBlock } from '../site/row-blocks.js';
import { layOut, nextFrame } from './frame.js';

/** Of another list the first are there with the next frame; more would make its layout a long task. */
export const atOnce = 2;
/** So many follow with each frame, */
const fewest = 3;
/** up to so many, as long as their layout and their frame take fewer milliseconds each than this. */
const most = 12;
const quick = 6;

/** Rows, and the list they belong into. */
export interface Rest {
  list: Element;
  rows: HTMLElement[];
}

/**
 * Blocks the rows of a year that goes on anew, so that the first fill up one that stands.
 *
 * @param taken how many rows that has
 */
export function fillBlocks(year: Element, taken: number): void {
  const rows = [...year.querySelectorAll('.issue')];
  for (const block of year.querySelectorAll('.issues')) block.remove();
  // The first has none where the one that stands is full.
  for (let at = 0, end = rowsOfBlock - taken; at < rows.length; at = end, end += rowsOfBlock) {
    const block = document.createElement('ol');
    block.className = 'issues';
    block.append(...rows.slice(at, end));
    year.append(block);
  }
}

/**
 * Takes rows out of a list that is to be shown, to be put back by slices.
 *
 * @param kept so many of the first stay
 */
export function takeRest(fragment: DocumentFragment, kept: number): Rest[] {
  const rests: Rest[] = [];
  let room = kept;
  for (const list of fragment.querySelectorAll('.issues')) {
    const rows = [...list.querySelectorAll<HTMLElement>(':scope > .issue')].slice(room);
    room -= list.childElementCount - rows.length;
    for (const row of rows) row.remove();
    if (rows.length > 0) rests.push({ list, rows });
  }
  return rests;
}

/**
 * Goes through rows, as many a frame as the browser draws without a long task. Each is drawn once
 * wherever it lies: what the styles leave out of the layout until it is near would else be laid out
 * by the screenful when the reader scrolls there, and its height would be a guess until then.
 *
 * @param show puts rows into the list
 * @param isCurrent whether it is still this list that is wanted; asked after each pause
 * @returns false when another list took over
 */
export async function drawBySlices(
  rests: readonly Rest[],
  show: (list: Element, rows: readonly HTMLElement[], isLast: boolean) => void,
  isCurrent: () => boolean,
): Promise<boolean> {
  let count = fewest;
  let drawn: readonly HTMLElement[] = [];
  let laidOut = 0;
  let filled: Element | undefined;
  for (const { list, rows } of rests) {
    list.classList.remove(wholeBlock);
    for (let start = 0; start < rows.length; start += drawn.length) {
      const took = Math.max(laidOut, await nextFrame());
      leaveToStyles(drawn, filled);
      filled = undefined;
      if (!isCurrent()) return false;
      count = took < quick ? Math.min(most, count + 1) : Math.max(fewest, count - 3);
      drawn = rows.slice(start, start + count);
      for (const row of drawn) row.style.contentVisibility = 'visible';
      show(list, drawn, start + count >= rows.length && list === rests.at(-1)?.list);
      laidOut = layOut(list);
    }
    filled = list;
  }
  void nextFrame().then(() => leaveToStyles(drawn, filled));
  return true;
}

/** What was drawn remembers its height. */
function leaveToStyles(rows: readonly HTMLElement[], filled: Element | undefined): void {
  for (const row of rows) row.removeAttribute('style');
  if (filled?.childElementCount === rowsOfBlock) filled.classList.add(wholeBlock);
}
