/** The first are there with the next frame; more would make its layout a long task. */
const atOnce = 2;
/** So many at a time follow. */
const perSlice = 3;

/** Rows, and the list they belong into. */
export interface Slice {
  list: Element;
  rows: Element[];
}

/** Takes the rows beyond the first out of a list that is to be shown, to be put back by slices. */
export function takeSlices(fragment: DocumentFragment): Slice[] {
  const slices: Slice[] = [];
  let room = atOnce;
  for (const list of fragment.querySelectorAll('.issues')) {
    const rows = [...list.children].slice(room);
    room -= list.childElementCount - rows.length;
    for (const row of rows) row.remove();
    for (let start = 0; start < rows.length; start += perSlice) {
      slices.push({ list, rows: rows.slice(start, start + perSlice) });
    }
  }
  return slices;
}
