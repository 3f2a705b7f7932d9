import type { ManifestEntry } from 'broadsheet';
import { type Html, type Part, html } from './html.js';
import type { Filter } from '../site/filter.js';
import type { Pieces } from './pieces.js';
import type { InterfaceLanguage } from '../site/language.js';
import { type ListRoute, addressOfList } from '../site/route.js';
import type { Site } from '../site/site.js';
import type { Strings } from '../site/strings/en.js';
import { stringsOf } from '../site/strings/tables.js';
import { directionOf } from '../site/direction.js';
export { titleOf } from '../site/title.js';
import { type DateForm, dateInWords } from '../site/writing.js';

/** What every template is filled with. Another place, language or archive makes another frame. */
export interface Frame {
  readonly site: Site;
  readonly language: InterfaceLanguage;
  readonly strings: Strings;
  /** From the page to the archive's root: ``, `../`, `../../`. */
  readonly root: string;
  /** The page's own address below the archive. */
  readonly path: string;
  /** What pages of this archive and language share, where many are made. */
  readonly pieces?: Pieces | undefined;
  /** Whether what is made goes into a page elsewhere. */
  readonly outside?: true;
}

/** The frame of a page at an address below the archive. */
export function frameOf(
  site: Site,
  path: string,
  language: InterfaceLanguage,
  pieces?: Pieces,
): Frame {
  const depth = path.split('/').length - 1;
  const root = '../'.repeat(depth);
  return { site, language, strings: stringsOf(language), root, path, pieces };
}

/**
 * A part that is the same on all pages from which the archive's root looks the same.
 *
 * @param name all else that it depends on
 */
export function shared({ pieces, root }: Frame, name: string, make: () => Html): Html {
  return pieces === undefined ? make() : pieces.of(`${root}\0${name}`, make);
}

/** What stands in links as it is. */
const plainPath = /^[\w./~-]+$/;

/** The link from this page to an address below the archive, as routes have them. */
export function linkTo({ root }: Frame, path: string): string {
  if (root !== '' && plainPath.test(path)) return root + path;
  const [place = '', search] = path.split('?', 2);
  // What stands before a colon in the first segment would be a scheme (RFC 3986, section 4.2).
  const needsDot = root === '' && (place === '' || /^[^/]*:/.test(place));
  const link = (needsDot ? './' : root) + encodeURI(place).replaceAll('#', '%23');
  return link + (search === undefined ? '' : `?${search}`);
}

/** The link to an issue. */
export function linkToIssue(frame: Frame, entry: ManifestEntry): string {
  return linkTo(frame, frame.site.pathOf(entry));
}

/** The link to a list. */
export function linkToList(frame: Frame, filter: Filter): string {
  return linkTo(frame, addressOfList(frame.site, filter));
}

/** The link to the next pages of a list. */
export function linkToMore(frame: Frame, route: ListRoute): string {
  return linkTo(frame, `${route.path}page/${route.first + route.pages}/`);
}

/** A link as an owner has it: a whole address, or one relative to the archive. */
export function inSite({ root }: Frame, href: string): string {
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(href)) return href;
  // What else stands before a colon would be a scheme that no reader should follow.
  return (root || './') + href;
}

/** From this page to the folder of the Markdown files. */
export function linkToFile({ root }: Frame, path: string): string {
  if (plainPath.test(path)) return `${root}posts/${path}`;
  return `${root}posts/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** A date, or nothing without one. */
export function dateElement(
  frame: Frame,
  date: string | undefined,
  form: DateForm = 'full',
): Html | false {
  if (date === undefined) return false;
  const { strings } = frame;
  const words = isolated(frame, dateInWords(date, strings, form));
  return html`<time datetime="${machineDate(date)}">${words}</time>`;
}

/** HTML's form of a date knows no offset without a time, and seconds of at most three digits. */
function machineDate(date: string): string {
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.test(date)
    ? date
    : date.slice(0, 10);
}

/** Facet values, each a link to the list narrowed down to it. */
export function values(
  frame: Frame,
  facet: 'tags' | 'categories' | 'authors',
  names: readonly string[],
  lang: string,
): Html {
  const links = names.map((name) => {
    const term = frame.site.term(facet, name);
    return term === undefined
      ? html`<span>${isolated(frame, name)}</span>`
      : html`<a href="${linkTo(frame, term.path)}">${isolated(frame, name)}</a>`;
  });
  return html`<span class="values values-${facet}"${inLanguage(frame, lang)}>${links}</span>`;
}

/** The given parts with a middle dot between them; where a line begins, the dot is not seen. */
export function separated(...parts: Part[]): Html {
  const dot = html`<span class="dot" aria-hidden="true"> · </span>`;
  const there = parts.filter((part) => part != null && part !== false && part !== '');
  return html`<span class="parts">${there.map(
    (part, index) => html`<span class="part">${index > 0 && dot}${part}</span> `,
  )}</span>`;
}

/** `lang` of a text, and `dir` where it may run otherwise than the page. */
export function inLanguage({ site }: Frame, lang: string): Html {
  const direction = directionOf(lang);
  return direction === site.direction
    ? html` lang="${lang}"`
    : html` lang="${lang}" dir="${direction}"`;
}

/** A text of a list in its own direction; where it stands is a matter of the list. */
export function run({ site }: Frame, lang: string, text: Part): Html {
  const direction = directionOf(lang);
  return direction === site.direction ? html`${text}` : html`<bdi dir="${direction}">${text}</bdi>`;
}

/** Letters that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A short text among others: what runs otherwise than these does not reorder them. */
export function isolated({ site }: Frame, text: string): Html {
  return site.direction === 'rtl' || rightToLeft.test(text)
    ? html`<bdi>${text}</bdi>`
    : html`${text}`;
}
