import type { Instance } from '../engine/instance.js';
import {
  NO_PLACE,
  NODE_AUTOLINK,
  NODE_BEGIN,
  NODE_BLOCK,
  NODE_CHECKED,
  NODE_DISPLAY,
  NODE_END,
  NODE_FINISH,
  NODE_FLAGS,
  NODE_HEADER,
  NODE_KIND,
  NODE_LOOSE,
  NODE_NUMBER,
  NODE_ORDERED,
  NODE_PARENT,
  NODE_SIZE,
  NODE_TASK,
  NODE_TEXTS,
  NODE_TYPES,
  PART_DETAILS,
  PART_TEXT,
} from '../engine/layout.js';
import type { Handle } from '../marshal/handle.js';
import { checkNames } from '../marshal/names.js';
import { hooksOf, packOptions } from '../marshal/options.js';
import { askTree, openTree, renderTree, textOf, treeHandle } from '../marshal/tree.js';
import { named } from './hooked.js';
import { answersLater, answersOf } from './hooks.js';
import { type Root, toMdast } from './mdast.js';
import { Positions, type Position } from './positions.js';
import { checkedSource } from './source.js';
import type { AsyncRenderOptions, Diagnostic, Post, RenderOptions } from './types.js';

/** What a node of a post's tree is. */
export type NodeType = (typeof NODE_TYPES)[number];

type TextName = keyof typeof NODE_TEXTS;

/** HTML that was written from a tree. */
export interface RenderedTree {
  html: string;
  /** What of the hooks' answers was left out. */
  diagnostics: Diagnostic[];
}

/**
 * Parses one post as {@link renderPost} does and keeps its tree in the module's memory, from where it
 * is read as it is asked for. {@link ParsedPost.dispose} gives that memory back; so does the garbage
 * collector, some time after nobody knows the post any more.
 *
 * @param options hooks are those of {@link ParsedPost.render}
 * @throws {BroadsheetError} as {@link renderPost} does
 */
export function parsePost(
  source: string | Uint8Array,
  options: Omit<RenderOptions, 'highlight' | 'on'> = {},
): ParsedPost {
  const checked = checkedSource(source);
  const packed = { ...packOptions(options), hooks: 0 };
  const opened = openTree(checked, packed, PART_DETAILS | PART_TEXT);
  return new ParsedPost(named(opened.post, options.file), treeHandle(opened), checked, options);
}

/** A post with its tree. */
export class ParsedPost {
  /** All that {@link renderPost} tells, but the HTML. */
  readonly post: Omit<Post, 'html'>;
  readonly #handle: Handle;
  readonly #source: string | Uint8Array;
  readonly #options: RenderOptions;
  #positions: Positions | undefined;
  #rows = { instance: undefined as Instance | undefined, at: 0 };

  /** @internal */
  constructor(post: Post, handle: Handle, source: string | Uint8Array, options: RenderOptions) {
    const { html: _, ...told } = post;
    this.post = told;
    this.#handle = handle;
    this.#source = source;
    this.#options = options;
  }

  /** The node that holds all others. */
  get root(): TreeNode {
    return new TreeNode(this, 0);
  }

  /** How many nodes there are, the root among them. */
  get size(): number {
    return this.read(0, NODE_END);
  }

  /** All nodes in document order, or those in `from`, itself among them. */
  *walk(from: TreeNode = this.root): Generator<TreeNode, void, undefined> {
    for (let index = from.index; index < from.end; index += 1) yield new TreeNode(this, index);
  }

  /** The first node of a type, or that a function says yes to. */
  find(
    wanted: NodeType | ((node: TreeNode) => boolean),
    from: TreeNode = this.root,
  ): TreeNode | undefined {
    for (const node of this.walk(from)) {
      if (typeof wanted === 'function' ? wanted(node) : node.type === wanted) return node;
    }
    return undefined;
  }

  /** The plain text of a node, of the whole post by default. */
  text(of: TreeNode = this.root): string {
    return of.text;
  }

  /**
   * The tree as mdast, for remark and others of unified: what the post means, after shortcodes, notes
   * and raw HTML have been decided on. Plain data, which may be sent to another thread.
   */
  toMdast(): Root {
    return toMdast(this);
  }

  /**
   * The HTML, with hooks; the tree stays as it is.
   *
   * @throws what a hook throws
   */
  render(hooks: Pick<RenderOptions, 'on' | 'highlight'> = {}): RenderedTree {
    checkNames(hooks, 'on highlight');
    const options = { ...this.#options, ...hooks };
    return this.#written(answersOf(this.#asked(options), options));
  }

  /** The same with hooks that may answer with promises; see {@link renderPostAsync}. */
  async renderAsync(
    hooks: Pick<AsyncRenderOptions, 'on' | 'highlight' | 'signal'> = {},
  ): Promise<RenderedTree> {
    checkNames(hooks, 'on highlight signal');
    const { signal, ...others } = hooks;
    const options = { ...this.#options, ...others };
    const asked = this.#asked(options as RenderOptions);
    return this.#written(await answersLater(asked, options, signal));
  }

  /** Gives the memory back; the post must not be used afterwards. May be called again. */
  dispose(): void {
    this.#handle.dispose();
    this.#rows = { instance: undefined, at: 0 };
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')](): void {
    this.dispose();
  }

  /** @internal A field of a node's row. */
  read(index: number, field: number): number {
    const { instance, address } = this.#handle.object;
    if (this.#rows.instance !== instance) {
      this.#rows = { instance, at: instance.invoke('broadsheet_tree_nodes', address) };
    }
    return instance.memory.word(this.#rows.at + index * NODE_SIZE + field);
  }

  /** @internal */
  textOf(index: number, which: TextName): string {
    return textOf(this.#handle, index, NODE_TEXTS[which]);
  }

  /** @internal */
  positionOf(begin: number, finish: number): Position {
    this.#positions ??= new Positions(this.#source);
    return { start: this.#positions.point(begin), end: this.#positions.point(finish) };
  }

  #asked(options: RenderOptions) {
    const hooks = hooksOf(options);
    return hooks === 0 ? [] : askTree(this.#handle, hooks);
  }

  #written(answers: Parameters<typeof renderTree>[1]): RenderedTree {
    return named(renderTree(this.#handle.object, answers), this.#options.file);
  }
}

/** A node of a {@link ParsedPost}. Its members are read from the module's memory each time. */
export class TreeNode {
  readonly #post: ParsedPost;
  /** Its place among the nodes, in document order. */
  readonly index: number;

  /** @internal */
  constructor(post: ParsedPost, index: number) {
    this.#post = post;
    this.index = index;
  }

  get type(): NodeType {
    return NODE_TYPES[this.#post.read(this.index, NODE_KIND)] ?? 'root';
  }

  /** The index behind its last descendant. */
  get end(): number {
    return this.#post.read(this.index, NODE_END);
  }

  /** Undefined for the root. */
  get parent(): TreeNode | undefined {
    return this.index === 0
      ? undefined
      : new TreeNode(this.#post, this.#post.read(this.index, NODE_PARENT));
  }

  get children(): TreeNode[] {
    const children = [];
    for (let at = this.index + 1; at < this.end; ) {
      const child = new TreeNode(this.#post, at);
      children.push(child);
      at = child.end;
    }
    return children;
  }

  /** Where it stands in the source, in bytes, if that is known. */
  get span(): [begin: number, end: number] | undefined {
    const begin = this.#post.read(this.index, NODE_BEGIN);
    return begin === NO_PLACE ? undefined : [begin, this.#post.read(this.index, NODE_FINISH)];
  }

  /** The same as unist has it: lines and columns from 1 on, offsets in UTF-16 units. */
  get position(): Position | undefined {
    const { span } = this;
    return span && this.#post.positionOf(...span);
  }

  /** Of texts, code, formulas, HTML and shortcodes: what they say. Code ends with a line feed. */
  get value(): string {
    return this.#post.textOf(this.index, 'value');
  }

  /** All texts in it, one after the other. */
  get text(): string {
    let text = '';
    for (const { type, value } of this.#post.walk(this)) {
      if (type !== 'html' && type !== 'shortcode') text += value;
      if (type === 'break') text += '\n';
    }
    return text;
  }

  /** Of links, images and elements. */
  get url(): string {
    return this.#post.textOf(this.index, 'url');
  }

  /** Of links, images and figures. */
  get title(): string {
    return this.#post.textOf(this.index, 'title');
  }

  /** Of images. */
  get alt(): string {
    return this.#post.textOf(this.index, 'alt');
  }

  /** Of code: the first word of its info string. */
  get lang(): string {
    return this.#post.textOf(this.index, 'lang');
  }

  /** Of code: the rest of it. */
  get meta(): string {
    return this.#post.textOf(this.index, 'meta');
  }

  /** Of headings and whatever else has one in the HTML. */
  get id(): string {
    return this.#post.textOf(this.index, 'id');
  }

  /** Of alerts, containers, shortcodes and elements. */
  get name(): string {
    return this.#post.textOf(this.index, 'name');
  }

  /** Of notes and references to them; of a link `[[Page]]`: `Page`. */
  get label(): string {
    return this.#post.textOf(this.index, 'label');
  }

  /** Of elements: the start tag. */
  get markup(): string {
    return this.#post.textOf(this.index, 'markup');
  }

  /** A heading's level, an ordered list's first number, a note's number. */
  get number(): number {
    return this.#post.read(this.index, NODE_NUMBER);
  }

  /** Of cells. */
  get align(): 'left' | 'center' | 'right' | null {
    if (this.type !== 'cell') return null;
    return ([null, 'left', 'center', 'right'] as const)[this.number] ?? null;
  }

  /** Of lists. */
  get ordered(): boolean {
    return this.#has(NODE_ORDERED);
  }

  /** Of lists: whether its items hold paragraphs. */
  get loose(): boolean {
    return this.#has(NODE_LOOSE);
  }

  /** Of items; `null` for one that is no task. */
  get checked(): boolean | null {
    return this.#has(NODE_TASK) ? this.#has(NODE_CHECKED) : null;
  }

  /** Whether a formula, a shortcode or HTML stands on lines of its own. */
  get block(): boolean {
    return this.#has(NODE_BLOCK);
  }

  /** Of formulas: whether they stand between `$$`. */
  get display(): boolean {
    return this.#has(NODE_DISPLAY);
  }

  /** Of cells. */
  get header(): boolean {
    return this.#has(NODE_HEADER);
  }

  /** Of links: whether the address itself is its text. */
  get autolink(): boolean {
    return this.#has(NODE_AUTOLINK);
  }

  #has(flag: number): boolean {
    return (this.#post.read(this.index, NODE_FLAGS) & flag) !== 0;
  }
}
