import type { Diagnostic, Post, PostData } from './types.js';

/** Where an address of a post leads, and how large the picture there is. */
export interface SentAddress {
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
  addresses?: SentAddress[];
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
  /** Those of the post, and `sent-address`, `sent-picture`, `mail-size`. */
  diagnostics: Diagnostic[];
}

/** How an article of WeChat's looks. */
export interface WeChatSettings {
  /**
   * `plain` (default): headings with a line below; `banner`: headings of sections in the middle, on
   * the accent.
   */
  theme?: 'plain' | 'banner';
  /** `#rrggbb`; anything else is the default. */
  accent?: string;
  /** Goes before `base`. */
  addresses?: SentAddress[];
  /**
   * Whether `pre` names the language of its code as `data-language`, for whoever colors it and takes
   * the attribute out again. The option `highlight` does both.
   */
  namesLanguages?: boolean;
}

/** A post as an article of WeChat's. */
export interface WeChatArticle {
  /** On one line, whole: the editor takes 32 characters. */
  title: string;
  /** The first author: the editor takes 16 characters. Empty for none. */
  author: string;
  /** The description, or the first text: at most 128 characters. */
  digest: string;
  /** What is pasted into the editor: styles at the elements, no classes, ids or scripts. */
  html: string;
  /** How many characters a reader sees: the editor takes 20,000. */
  characters: number;
  /** The pictures that the editor has to fetch: all that WeChat does not host already. */
  pictures: string[];
  data: PostData;
  /** Those of the post, and `sent-address`, `sent-picture`. */
  diagnostics: Diagnostic[];
}

/** Where an issue in a feed comes from. */
export interface FeedSettings {
  /** The page on the web, http or https. Without it, notes and links within the post are text. */
  url?: string;
  /** Goes before `base`. What stays relative is written as it is, with a warning. */
  addresses?: SentAddress[];
}

/** A post as feed readers show it, among many others on one page. */
export interface FeedText {
  /** Without ids, classes and styles; notes and links within the post lead to the page. */
  html: string;
  /** Those of the post, and `sent-address`. */
  diagnostics: Diagnostic[];
}

/** What {@link renderSent} makes besides the page. */
export interface SentSettings {
  mail?: MailSettings;
  wechat?: WeChatSettings;
  feed?: FeedSettings;
}

/** What {@link renderSent} makes: the page, and what the settings name. */
export type SentPost<Settings extends SentSettings = SentSettings> = {
  /** As {@link renderPost} makes it, with the diagnostics of all. */
  post: Post;
} & {
  [Name in keyof Settings & keyof SentSettings]: {
    mail: Mail;
    wechat: WeChatArticle;
    feed: FeedText;
  }[Name];
};
