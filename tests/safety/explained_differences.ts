/**
 * Where Broadsheet's sanitized HTML differs from DOMPurify's over all suites and real posts, and why.
 * A difference of no kind fails the test; so does a kind that is met no more. docs/html.md tells the same in words.
 */
import type { Facets } from './facets.ts';

export interface Difference {
  source: string;
  /** Broadsheet's HTML. */
  html: string;
  ours: Facets;
  purified: Facets;
}

export interface ExplainedKind {
  kind: string;
  explanation: string;
}

/** Kinds of differences in what is shown: one of them must hold. */
export const textKinds: (ExplainedKind & { accepts(difference: Difference): boolean })[] = [
  {
    kind: 'more is shown',
    explanation:
      'DOMPurify removes tags that are no HTML (`<T>`, `<SOFA:Channel/>`), tags that the input ends ' +
      'in, and what follows a `<video>`, `<title>` or `<svg>` that is never closed; here they are ' +
      'text. So are the alternative text of an image that is not shown, and the address in place of ' +
      'a frame or video.',
    accepts: ({ ours, purified }) => isWithin(purified.text, ours.text),
  },
  {
    kind: 'left out with what it holds',
    explanation:
      'Of `textarea`, `title`, `svg` and `math` DOMPurify keeps the text, which was never meant to ' +
      'be read as HTML; here nothing is kept of it.',
    accepts: ({ source }) => /<(?:textarea|title|svg|math)\b/i.test(source),
  },
  {
    kind: 'blocks within a paragraph',
    explanation:
      'A whole JSON file as a post: tables stand within a paragraph. A browser ends the paragraph ' +
      'and moves what stands between the cells; here a paragraph of Markdown goes on to its end, ' +
      'and a line break stands for each block.',
    accepts: ({ source, html }) => source.startsWith('[') && html.includes('<br>'),
  },
];

/** Kinds of differences in addresses; every address that only one has must be of one of them. */
export const addressKinds: (ExplainedKind & {
  accepts(address: string, difference: Difference, onlyOurs: boolean): boolean;
})[] = [
  {
    kind: 'percent-encoded',
    explanation: 'What may stand in no URL is percent-encoded here, as CommonMark does.',
    accepts: (address, { ours, purified }, onlyOurs) =>
      (onlyOurs ? purified : ours).addresses.some((other) => encoded(other) === encoded(address)),
  },
  {
    kind: 'follows its id',
    explanation: 'Ids of authors have a prefix here, and links to them follow.',
    accepts: (address, { ours, purified }, onlyOurs) =>
      onlyOurs
        ? address.startsWith('link #user-') &&
          purified.addresses.some((other) => encoded(other).replace('#', '#user-') === address)
        : address.startsWith('link #') &&
          ours.addresses.includes(encoded(address).replace('#', '#user-')),
  },
  {
    kind: 'in place of what is left out',
    explanation: 'A link to the address of a frame, video, script or form that is not shown.',
    accepts: (address, { html }, onlyOurs) =>
      onlyOurs && html.includes(`class="bs-embed" href="${escaped(address.replace('link ', ''))}"`),
  },
  {
    kind: 'a scheme that is none',
    explanation:
      'With a control or blank in it, which is percent-encoded here, a scheme is none, and the ' +
      'address relative; DOMPurify takes it out.',
    accepts: (address, _, onlyOurs) =>
      onlyOurs && !/^(?:link|image) [a-z][a-z0-9+.-]*:/i.test(address) && address.includes('%'),
  },
  {
    kind: 'in what is not closed',
    explanation:
      'Within `svg`, `math` or `style` that is not closed in its block a browser sees no image or ' +
      'link; here what would be swallowed is shown.',
    accepts: (_, { source }, onlyOurs) =>
      onlyOurs && /<(?:svg|math|style|xmp|noembed|title|select|option|textarea)\b/i.test(source),
  },
  {
    kind: 'in what is left out',
    explanation: 'An image in the text of `textarea`, `title`, `svg` or `math`, as above.',
    accepts: (address, { source }, onlyOurs) =>
      !onlyOurs && address.startsWith('image ') && /<(?:textarea|title|svg|math)\b/i.test(source),
  },
  {
    kind: 'behind noscript',
    explanation:
      'DOMPurify reads as a browser without scripts does, and takes what stands in `noscript` for ' +
      'elements; here, as in a browser with scripts, it is text that ends at the end tag.',
    accepts: (_, { source }, onlyOurs) => onlyOurs && /<noscript\b/i.test(source),
  },
  {
    kind: 'no address',
    explanation: 'An image without an address is not shown here.',
    accepts: (address, _, onlyOurs) => !onlyOurs && address === 'image ',
  },
  {
    kind: 'data that is no raster image',
    explanation: 'DOMPurify lets images of any data URL through; here only Base64 of five types.',
    accepts: (address, _, onlyOurs) => !onlyOurs && address.startsWith('image data:'),
  },
  {
    kind: 'in a whole file',
    explanation: 'A JSON file as a post, as above: what stands where differs.',
    accepts: (_, { source }) => source.startsWith('['),
  },
];

/** Whether the characters of `part` are all in `text`, in their order. */
function isWithin(part: string, text: string): boolean {
  let at = 0;
  for (let index = 0; index < text.length; index++) if (text[index] === part[at]) at++;
  return at >= part.length;
}

/** As Broadsheet writes addresses. */
function encoded(address: string): string {
  return address
    .replaceAll(/[\t\n\r]/g, '')
    .replaceAll(/[^A-Za-z0-9~\-_.+!*(),%#@?=;:/$& ]/gu, (c) =>
      encodeURIComponent(c).replace("'", '%27'),
    )
    .replaceAll(/(?<=.{5}) /g, '%20');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;');
}
