/**
 * What sanitized HTML may hold: docs/html.md once more, written down apart from the core, for tests
 * to hold what the core writes against.
 */

/** Attributes that every element may have. */
export const everywhere = ['class', 'dir', 'id', 'lang', 'title'];

/** What Markdown's footnotes have, and no author's elements. */
const footnotes = ['data-footnote-ref', 'data-footnote-backref', 'data-footnote-backref-idx'];

/** Elements, and the attributes each may have besides. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'rel', 'target', ...footnotes, 'aria-label'],
  abbr: [],
  b: [],
  blockquote: [],
  br: [],
  caption: [],
  cite: [],
  // Shortcodes of site generators, shown as they are.
  code: ['data-shortcode'],
  dd: [],
  del: [],
  details: ['open'],
  // Alerts.
  div: ['role'],
  dl: [],
  dt: [],
  em: [],
  figcaption: [],
  figure: [],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  i: [],
  img: ['alt', 'decoding', 'height', 'loading', 'referrerpolicy', 'src', 'width'],
  // Of task lists; none of an author's.
  input: ['checked', 'disabled', 'type'],
  ins: [],
  kbd: [],
  li: ['value'],
  mark: [],
  ol: ['reversed', 'start'],
  p: ['data-alert'],
  pre: [],
  q: [],
  rp: [],
  rt: [],
  ruby: [],
  s: [],
  samp: [],
  section: ['aria-label', 'data-footnotes', 'role'],
  small: [],
  span: [],
  strong: [],
  sub: [],
  summary: [],
  sup: [],
  table: ['width'],
  tbody: [],
  td: ['align', 'colspan', 'rowspan', 'width'],
  tfoot: [],
  th: ['align', 'colspan', 'rowspan', 'scope', 'width'],
  thead: [],
  tr: [],
  u: [],
  ul: [],
  var: [],
  wbr: [],
};

/** Whether an element may have an attribute. */
export function mayHave(element: string, attribute: string): boolean {
  return everywhere.includes(attribute) || (allowed[element]?.includes(attribute) ?? false);
}

/** Schemes of links, after the URL Standard's parser. */
export const linkSchemes = ['http:', 'https:', 'mailto:', 'tel:'];

/** Whether an address may be an image's, after the URL Standard's parser. */
export function mayLoad(url: URL): boolean {
  return (
    url.protocol === 'http:' ||
    url.protocol === 'https:' ||
    /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,/i.test(url.href)
  );
}
