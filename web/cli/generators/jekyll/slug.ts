/*
 * Names as Jekyll makes parts of addresses of them (`Utils.slugify`).
 */

/** Letters, marks and digits stay. */
const others = /[^\p{M}\p{L}\p{Nd}]+/gu;
/** As above, with the punctuation that addresses and file systems bear. */
const othersPretty = /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu;

/** As Jekyll's mode `default`, in lower case. */
export function slugified(name: string): string {
  return trimmed(name.replace(others, '-')).toLowerCase();
}

/** As Jekyll's mode `pretty`, in the case of the author. */
export function slugifiedPretty(name: string): string {
  return trimmed(name.replace(othersPretty, '-'));
}

function trimmed(slug: string): string {
  return slug.replace(/^-|-$/g, '');
}
