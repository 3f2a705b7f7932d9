/** What hooks are asked about, and what they answer: shapes only. */

interface Asked {
  /** The node's index in the tree. */
  node: number;
}

/** A block of code, fenced, indented or of a shortcode. */
export interface CodeNode extends Asked {
  type: 'code';
  /** The first word of the info string; may be empty. */
  lang: string;
  /** The rest of it; may be empty. */
  meta: string;
  /** Without its last line feed. */
  value: string;
}

/** A picture that is shown, of Markdown or of the author's HTML. */
export interface ImageNode extends Asked {
  type: 'image';
  url: string;
  alt: string;
  title?: string;
}

/** A link that can be clicked, of Markdown or of the author's HTML. */
export interface LinkNode extends Asked {
  type: 'link';
  url: string;
  text: string;
  title?: string;
  /** Of `[[Page#part|label]]`: `Page#part`. */
  wiki?: string;
}

export interface HeadingNode extends Asked {
  type: 'heading';
  /** 1 to 6, as in the HTML. */
  level: number;
  id: string;
  text: string;
}

/** A shortcode of Hugo's or a tag of Liquid's that is no code: a video, a figure, an unknown one. */
export interface ShortcodeNode extends Asked {
  type: 'shortcode';
  name: string;
  /** As it is written; empty of a video. */
  value: string;
  /** Keys and values; the key of one without is empty. */
  arguments: [key: string, value: string][];
}

/** An element of the author's HTML, or a piece of it that is copied through. */
export interface HtmlNode extends Asked {
  type: 'html';
  /** Of an element. */
  name?: string;
  /** Of an element: its start tag, as it is written. */
  value: string;
}

/** `:::name`, if {@link Syntax.containers} is set. */
export interface ContainerNode extends Asked {
  type: 'container';
  name: string;
}

/** A formula, between `$` or `$$`. */
export interface MathNode extends Asked {
  type: 'math';
  /** What stands between the dollar signs, for KaTeX and others. */
  value: string;
  /** Of `$$`: in the middle of a line of its own. */
  display: boolean;
}

export type HookNode =
  | CodeNode
  | ImageNode
  | LinkNode
  | HeadingNode
  | ShortcodeNode
  | HtmlNode
  | ContainerNode
  | MathNode;

/**
 * What a hook answers; nothing leaves the node as it is.
 *
 * - `html` stands in the node's place, **as it is**: nothing in it is looked at.
 * - `text` stands in its place as text; that of a block is a paragraph.
 * - `attributes` are written into its tag. Addresses (`href`, `src`) pass the policy of posts. `class`,
 *   `data-*`, `aria-*` and what docs/hooks.md names pass; others are left out, with a diagnostic.
 *   `true` is an attribute without a value, `false` and `undefined` none.
 */
export type HookAnswer =
  | { html: string; text?: never; attributes?: never }
  | { text: string; html?: never; attributes?: never }
  | {
      attributes: Readonly<Record<string, string | number | boolean | undefined>>;
      html?: never;
      text?: never;
    };

// biome-ignore lint/suspicious/noConfusingVoidType: a hook may end without a word.
type Answered = HookAnswer | null | undefined | void;

/** Functions that are called for nodes of a post, in document order. */
export interface Hooks<Answer = Answered> {
  code?: ((node: CodeNode) => Answer) | undefined;
  image?: ((node: ImageNode) => Answer) | undefined;
  link?: ((node: LinkNode) => Answer) | undefined;
  heading?: ((node: HeadingNode) => Answer) | undefined;
  shortcode?: ((node: ShortcodeNode) => Answer) | undefined;
  html?: ((node: HtmlNode) => Answer) | undefined;
  container?: ((node: ContainerNode) => Answer) | undefined;
  math?: ((node: MathNode) => Answer) | undefined;
}

/** The same, answering when they can. All hooks of a post run at once. */
export type AsyncHooks = Hooks<Answered | PromiseLike<Answered>>;

/** What posts may write besides what their dialect has; none by default. */
export interface Syntax {
  /** `:::name{attributes} title` up to `:::`. */
  containers?: boolean;
  /** `==marked==` */
  mark?: boolean;
  /** `{#id .class key=value}` behind links, images, code and emphasis, and at a paragraph's end. */
  attributes?: boolean;
  /**
   * `[[Page]]`, `[[Page#part|label]]`: links to `Page.md`, as links to posts' files are. A function
   * gets what stands in front of `|` and gives the address; `null` makes it plain text, `undefined`
   * leaves the address as it is.
   */
  wiki?: boolean | ((page: string) => string | null | undefined);
  /** A paragraph `[TOC]` or `[[toc]]` becomes the outline. */
  toc?: boolean;
}
