/**
 * A name as a segment of an address, as Hugo makes it (`urlize`): lower case, blanks as hyphens,
 * letters and digits of every script kept, and of the punctuation only what needs no escape.
 */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s/\\]+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}._~+@-]/gu, '')
    .replace(/-{2,}/g, '-');
  return trimmed(slug);
}

/** Without hyphens and dots around it. A pattern would look at a long run of them again and again. */
function trimmed(slug: string): string {
  let [start, end] = [0, slug.length];
  const isEdge = (at: number) => slug[at] === '-' || slug[at] === '.';
  while (start < end && isEdge(start)) start += 1;
  while (end > start && isEdge(end - 1)) end -= 1;
  return slug.slice(start, end);
}
