/*
 * Liquid's tree as text. Whatever a template says, this ends soon: steps, texts and includes are
 * counted, and what goes beyond is left out.
 */
import type { Remark } from '../../remarks.js';
import { type Origin, TracedText } from '../../traced_text.js';
import { isMap } from '../../values.js';
import type { Condition, Expression, Filtered, Value } from './expressions.js';
import { type FilterSite, filterOf, longestText, relativeUrl } from './filters.js';
import type { Branch, Include, Loop, Node } from './template.js';
import { compare, isTrue, listOf, memberOf, numberOf, textOf } from './values.js';

/** A file whose text is taken in. */
export interface IncludedFile {
  /** Relative to the site's folder. */
  file: string;
  nodes: readonly Node[];
}

/** What templates ask of their site. */
export interface LiquidSite extends FilterSite {
  /** A file of the folder of includes, or in words why there is none. */
  include(name: string): IncludedFile | string;
  /** A file beside the post, or below. */
  includeRelative(name: string): IncludedFile | string;
  /** The address of a post by what `post_url` calls it, below `baseurl`. */
  addressOfPost(name: string): string | undefined;
  /** The address of a file of the site. */
  addressOfFile(path: string): string | undefined;
  /** A value of `site`; undefined where nothing is known of the name. */
  siteValue(name: string): { value: Value } | undefined;
  page: Readonly<Record<string, Value>>;
}

/** Includes within includes; each could double the text. */
const deepestInclude = 20;
const mostIncludes = 1000;
/** Nodes of a post that are written, each time they are. */
const mostSteps = 200_000;
/** UTF-16 units that filters may read and write for a post. */
const mostWork = 1 << 24;
const longestList = 20_000;

/**
 * Renders a template.
 *
 * @param at of its first character in the post
 * @returns its text as the generator would hand it on to Markdown
 */
export function renderLiquid(
  nodes: readonly Node[],
  site: LiquidSite,
  at: number,
): { text: TracedText; remarks: Remark[] } {
  const renderer = new Renderer(site);
  const text = new TracedText();
  renderer.render(nodes, { shift: at, outer: undefined, parameters: undefined }, text);
  return { text, remarks: renderer.remarks };
}

/** The file that is rendered, and what was given to it. */
interface Frame {
  /** From offsets of the template to those of the post. */
  shift: number;
  /** Of a file that is taken in: which, and what takes it in. */
  outer: Origin | undefined;
  parameters: Readonly<Record<string, Value>> | undefined;
}

type Interruption = 'break' | 'continue' | undefined;

class Renderer {
  readonly remarks: Remark[] = [];
  readonly #site: LiquidSite;
  readonly #variables = new Map<string, Value>();
  readonly #counts = new Map<string, number>();
  readonly #loops: Map<string, Value>[] = [];
  #steps = 0;
  #work = 0;
  #includes = 0;
  #depth = 0;
  #written = 0;
  #isLimited = false;

  constructor(site: LiquidSite) {
    this.#site = site;
  }

  render(nodes: readonly Node[], frame: Frame, out: TracedText): Interruption {
    for (const node of nodes) {
      this.#steps += 1;
      if (this.#steps > mostSteps && !this.#isOwnText(node, frame)) {
        this.#limit(node, frame, 'so many steps');
        continue;
      }
      const interruption = this.#one(node, frame, out);
      if (interruption !== undefined) return interruption;
    }
    return undefined;
  }

  /** What the author wrote into the post itself is never lost to a limit. */
  #isOwnText({ kind }: Node, { outer }: Frame): boolean {
    return kind === 'text' && outer === undefined && this.#loops.length === 0;
  }

  #one(node: Node, frame: Frame, out: TracedText): Interruption {
    switch (node.kind) {
      case 'text':
        if (this.#isOwnText(node, frame)) out.copy(node.source, node.at + frame.shift);
        else this.#put(node.source, node, frame, out);
        return undefined;
      case 'output':
        this.#put(textOf(this.#filtered(node.value, node, frame, true)), node, frame, out);
        return undefined;
      case 'assign':
        this.#variables.set(node.name, this.#filtered(node.value, node, frame, false));
        return undefined;
      case 'count': {
        const before = this.#counts.get(node.name) ?? 0;
        this.#counts.set(node.name, before + node.by);
        this.#put(String(node.by > 0 ? before : before - 1), node, frame, out);
        return undefined;
      }
      case 'capture': {
        const inner = new TracedText();
        const interruption = this.render(node.body, frame, inner);
        this.#variables.set(node.name, inner.text);
        return interruption;
      }
      case 'if':
        return this.#block(node, this.#branch(node.branches, frame), frame, out);
      case 'case': {
        const value = this.#value(node.value, frame);
        const chosen = node.cases.find(
          ({ values }) =>
            values === undefined ||
            values.some((one) => compare('==', value, this.#value(one, frame))),
        );
        return this.#block(node, chosen?.body ?? [], frame, out);
      }
      case 'for':
        this.#loop(node, frame, out);
        return undefined;
      case 'break':
      case 'continue':
        return this.#loops.length === 0 ? undefined : node.kind;
      case 'include':
        this.#include(node, frame, out);
        return undefined;
      case 'address':
        this.#address(node, frame, out);
        return undefined;
      case 'highlight':
        this.#highlight(node, frame, out);
        return undefined;
      case 'unknown':
        this.#remark('tag', node.name, node, frame);
        return undefined;
    }
  }

  /** A block that holds nothing to be seen is nothing: its blanks are its writer's. */
  #block(node: Node, body: readonly Node[], frame: Frame, out: TracedText): Interruption {
    return this.render(body, frame, isUnseen(node) ? new TracedText() : out);
  }

  #put(text: string, node: Node, frame: Frame, out: TracedText): void {
    if (this.#mayWrite(text.length)) out.put(text, originOf(node, frame));
    else this.#limit(node, frame, 'so much text');
  }

  #mayWrite(length: number): boolean {
    if (this.#written + length > longestText) return false;
    this.#written += length;
    return true;
  }

  #branch(branches: readonly Branch[], frame: Frame): readonly Node[] {
    const chosen = branches.find(
      ({ condition, isNegated }) =>
        condition === undefined || this.#isMet(condition, frame) !== isNegated,
    );
    return chosen?.body ?? [];
  }

  #isMet(condition: Condition, frame: Frame): boolean {
    switch (condition.kind) {
      case 'value':
        return isTrue(this.#value(condition.value, frame));
      case 'compare': {
        const [left, right] = [condition.left, condition.right].map((one) =>
          this.#value(one, frame),
        );
        if (condition.operator === 'contains') this.#mayWork(left, right);
        return compare(condition.operator, left, right);
      }
      case 'and':
        return this.#isMet(condition.left, frame) && this.#isMet(condition.right, frame);
      case 'or':
        return this.#isMet(condition.left, frame) || this.#isMet(condition.right, frame);
    }
  }

  #loop(node: Node & Loop, frame: Frame, out: TracedText): void {
    const whole = listOf(this.#value(node.list, frame));
    const offset = node.offset === undefined ? 0 : numberOf(this.#value(node.offset, frame));
    const limit =
      node.limit === undefined ? whole.length : numberOf(this.#value(node.limit, frame));
    const items = whole.slice(Math.max(0, offset), Math.max(0, offset) + Math.max(0, limit));
    if (node.isReversed) items.reverse();
    if (items.length === 0) {
      this.#block(node, node.otherwise, frame, out);
      return;
    }
    const scope = new Map<string, Value>();
    this.#loops.push(scope);
    for (const [index, item] of items.entries()) {
      if (this.#steps > mostSteps) break;
      this.#steps += 1;
      scope.set(node.variable, item);
      scope.set('forloop', placeIn(index, items.length));
      if (this.#block(node, node.body, frame, out) === 'break') break;
    }
    this.#loops.pop();
  }

  #include(node: Node & Include, frame: Frame, out: TracedText): void {
    const name = this.#filledIn(node.file, frame);
    this.#includes += 1;
    if (this.#depth >= deepestInclude || this.#includes > mostIncludes) {
      this.#limit(node, frame, 'so many files');
      return;
    }
    const found = node.isRelative ? this.#site.includeRelative(name) : this.#site.include(name);
    if (typeof found === 'string') {
      this.#remark('include', name, node, frame, found);
      return;
    }
    const parameters = Object.fromEntries(
      node.parameters.map(([key, value]) => [key, this.#value(value, frame)]),
    );
    this.#depth += 1;
    const { offset } = originOf(node, frame);
    this.render(found.nodes, { shift: 0, outer: { file: found.file, offset }, parameters }, out);
    this.#depth -= 1;
  }

  #address(
    node: Node & { of: 'post' | 'file'; name: string },
    frame: Frame,
    out: TracedText,
  ): void {
    const name = this.#filledIn(node.name, frame);
    const address =
      node.of === 'post' ? this.#site.addressOfPost(name) : this.#site.addressOfFile(name);
    if (address === undefined) {
      this.#remark('address', name, node, frame, `there is no such ${node.of}`);
    } else this.#put(relativeUrl(address, this.#site), node, frame, out);
  }

  /** A name with outputs in it. */
  #filledIn(name: string, frame: Frame): string {
    return name.replace(/\{\{(.*?)\}\}/g, (_, path: string) =>
      textOf(this.#lookUp(path.trim().split('.'), frame)),
    );
  }

  /** As a block of code of Markdown's, which what stands in it cannot end. */
  #highlight(
    node: Node & { language: string; body: readonly Node[] },
    frame: Frame,
    out: TracedText,
  ): void {
    const inner = new TracedText();
    this.render(node.body, frame, inner);
    const code = inner.text.replace(/^[ \t]*\r?\n|\s+$/g, '');
    const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
    const fence = '`'.repeat(longest + 1);
    const language = node.language.replace(/[^\w+#.-]/g, '');
    this.#put(`\n\n${fence}${language}\n${code}\n${fence}\n\n`, node, frame, out);
  }

  #filtered({ value, filters }: Filtered, node: Node, frame: Frame, isShown: boolean): Value {
    let result = this.#value(value, frame);
    for (const { name, arguments: given } of filters) {
      const filter = filterOf(name);
      if (filter === undefined) {
        this.#remark('filter', name, node, frame);
        continue;
      }
      const values = given.map((one) => this.#value(one, frame));
      if (!this.#mayWork(result, ...values)) {
        this.#limit(node, frame, 'so much work');
        return undefined;
      }
      result = filter(result, values, this.#site);
      this.#mayWork(result);
    }
    const isNothing = result === undefined || result === null;
    if (isNothing && value.kind === 'path') this.#noteUnknown(value, node, frame, isShown);
    return result;
  }

  /** Tells of a value that is not there, where that is no plain wish of the author. */
  #noteUnknown(
    { parts }: Expression & { kind: 'path' },
    node: Node,
    frame: Frame,
    isShown: boolean,
  ) {
    const [root, name] = parts;
    if (root === 'site') {
      if (typeof name !== 'string' || this.#site.siteValue(name) === undefined)
        this.#remark('value', `site.${String(name ?? '')}`, node, frame);
      return;
    }
    // What a file is not given, or the front matter does not say, is left out on purpose.
    const isOptional = root === 'include' || root === 'page' || root === 'forloop';
    const isAssigned = typeof root === 'string' && this.#isKnown(root);
    if (isShown && !isOptional && !isAssigned) {
      this.#remark(
        'value',
        parts.filter((part) => typeof part === 'string').join('.'),
        node,
        frame,
      );
    }
  }

  #isKnown(name: string): boolean {
    return (
      this.#variables.has(name) ||
      this.#counts.has(name) ||
      this.#loops.some((scope) => scope.has(name))
    );
  }

  #value(expression: Expression, frame: Frame): Value {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'range': {
        const [from, to] = [expression.from, expression.to].map((end) =>
          Math.trunc(numberOf(this.#value(end, frame))),
        );
        const first = from ?? 0;
        const count = Math.min(longestList, Math.max(0, (to ?? 0) - first + 1));
        return Array.from({ length: count }, (_, index) => first + index);
      }
      case 'path': {
        const keys = expression.parts.map((part) =>
          typeof part === 'string' ? part : this.#value(part, frame),
        );
        return this.#lookUp(keys, frame);
      }
    }
  }

  #lookUp([root, ...keys]: readonly Value[], frame: Frame): Value {
    let value = this.#root(textOf(root), frame);
    if (root === 'site' && value === undefined) {
      const [name] = keys.splice(0, 1);
      value = this.#site.siteValue(textOf(name))?.value;
    }
    for (const key of keys) value = memberOf(value, key);
    return value;
  }

  #root(name: string, { parameters }: Frame): Value {
    for (let at = this.#loops.length - 1; at >= 0; at -= 1) {
      const scope = this.#loops[at];
      if (scope?.has(name)) return scope.get(name);
    }
    if (this.#variables.has(name)) return this.#variables.get(name);
    if (this.#counts.has(name)) return this.#counts.get(name);
    if (name === 'include') return parameters;
    if (name === 'page') return this.#site.page;
    return name === 'jekyll' ? { environment: 'production' } : undefined;
  }

  /** Counts what a filter reads or writes; false when it is too much. */
  #mayWork(...values: readonly Value[]): boolean {
    for (const value of values) this.#work += sizeOf(value);
    return this.#work <= mostWork;
  }

  #limit(node: Node, frame: Frame, reason: string): void {
    if (this.#isLimited) return;
    this.#isLimited = true;
    this.#remark('limit', node.kind, node, frame, reason);
  }

  #remark(kind: Remark['kind'], name: string, node: Node, frame: Frame, reason?: string): void {
    this.remarks.push({
      ...{ kind, name, source: node.source, origin: originOf(node, frame) },
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

function originOf({ at }: Node, { shift, outer }: Frame): Origin {
  return outer ?? { file: undefined, offset: at + shift };
}

function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.length * 16;
  return isMap(value) ? 64 : 1;
}

function placeIn(index: number, length: number): Readonly<Record<string, Value>> {
  return {
    ...{ index: index + 1, index0: index, length, first: index === 0 },
    ...{ last: index === length - 1, rindex: length - index, rindex0: length - index - 1 },
  };
}

const seen = new WeakMap<Node, boolean>();

/** Whether nothing of a node is ever shown but blanks. */
function isUnseen(node: Node): boolean {
  let known = seen.get(node);
  if (known === undefined) {
    known = bodiesOf(node).every((body) => body.every(isUnseenPart));
    seen.set(node, known);
  }
  return known;
}

function isUnseenPart(node: Node): boolean {
  switch (node.kind) {
    case 'text':
      return node.source.trim() === '';
    case 'assign':
    case 'capture':
      return true;
    case 'if':
    case 'case':
    case 'for':
      return isUnseen(node);
    default:
      return false;
  }
}

function bodiesOf(node: Node): (readonly Node[])[] {
  if (node.kind === 'if') return node.branches.map(({ body }) => body);
  if (node.kind === 'case') return node.cases.map(({ body }) => body);
  return node.kind === 'for' ? [node.body, node.otherwise] : [];
}
