import type { Diagnostic, PostData } from './types.js';

/** Where an address of a post leads, and how large the picture there is. */
export interface MailAddress {
  /** As `links` or `images` of the post have it. */
  url: string;
  /** Absolute. Default: as `base` says. */
  address?: string;
  /** In CSS pixels, of a picture. */
  width?: number;
  height?: number;
}

/** What a mail has around the post. */
export interface MailSettings {
  /** The newsletter's name, above the title. */
  name?: string;
  /** Its address, for a link from the name. */
  home?: string;
  /**
   * The page on the web, http or https. Without it, the mail has no link to it, and links
   * within the post are text.
   */
  url?: string;
  /**
   * HTML of the owner in place of the name, and at the end: **trusted**, it goes in as it is, with
   * whatever a sender's merge tags need (`{{UnsubscribeURL}}`).
   */
  header?: string;
  footer?: string;
  /** The footer of the plain text. Default: the text of `footer`. */
  footerText?: string;
  /** The color of links and buttons, `#rrggbb`; anything else is the default. */
  accent?: string;
  /** Goes before `base`. */
  addresses?: MailAddress[];
  /**
   * More than so many bytes of HTML: the mail ends before the first section that would be beyond it,
   * with a link to the rest. Needs `url`. Default: it is whole.
   */
  mostBytes?: number;
}

/** A post as a mail. */
export interface Mail {
  /** The title on one line; empty if the post has none. */
  subject: string;
  /** What a list of mails shows behind the subject. */
  preview: string;
  /** BCP 47; empty if nothing tells. */
  lang: string;
  /** A whole document, with its styles at the elements. */
  html: string;
  /** The same words as plain text: lines of at most 72 columns, but for addresses and code. */
  text: string;
  /** Set if the mail ends with a link to the rest: the title of the first section left out. */
  cutBefore?: string;
  data: PostData;
  /** Those of the post, and `mail-address`, `mail-picture`, `mail-size`. */
  diagnostics: Diagnostic[];
}
