/** So many rows of a list stand in one block: it fills two, three, four, six or eight columns. */
export const rowsOfBlock = 24;

/** The class of a block that has all its rows: out of sight, the styles leave it out as a whole. */
export const wholeBlock = 'issues-whole';

/** The rows of a list, block by block. */
export function blocksOf<Row>(rows: readonly Row[]): Row[][] {
  const blocks: Row[][] = [];
  for (let at = 0; at < rows.length; at += rowsOfBlock)
    blocks.push(rows.slice(at, at + rowsOfBlock));
  return blocks;
}
