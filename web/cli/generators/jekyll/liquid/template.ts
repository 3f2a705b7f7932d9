/*
 * Liquid's tags as a tree. What is not closed, closes nothing, or is no tag that we know, is unknown:
 * it is left out, and what stands around it stays.
 */
import {
  type Condition,
  type Expression,
  type Filtered,
  conditionOf,
  expressionOf,
  filteredOf,
  parametersOf,
} from './expressions.js';
import { type Token, tokensOf } from './tokens.js';

interface Placed {
  at: number;
  /** As it is written. */
  source: string;
}

export interface Branch {
  /** Undefined: of `else`. */
  condition: Condition | undefined;
  /** Of `unless`. */
  isNegated: boolean;
  body: readonly Node[];
}

export interface Case {
  /** Undefined: of `else`. */
  values: readonly Expression[] | undefined;
  body: readonly Node[];
}

export type Node = Placed &
  (
    | { kind: 'text' }
    | { kind: 'output'; value: Filtered }
    | { kind: 'assign'; name: string; value: Filtered }
    | { kind: 'capture'; name: string; body: readonly Node[] }
    | { kind: 'if'; branches: readonly Branch[] }
    | { kind: 'case'; value: Expression; cases: readonly Case[] }
    | ({ kind: 'for' } & Loop)
    | { kind: 'break' | 'continue' }
    | { kind: 'count'; name: string; by: 1 | -1 }
    | ({ kind: 'include' } & Include)
    | { kind: 'address'; of: 'post' | 'file'; name: string }
    | { kind: 'highlight'; language: string; body: readonly Node[] }
    | { kind: 'unknown'; name: string }
  );

export interface Loop {
  variable: string;
  list: Expression;
  isReversed: boolean;
  limit: Expression | undefined;
  offset: Expression | undefined;
  body: readonly Node[];
  otherwise: readonly Node[];
}

export interface Include {
  /** May have outputs in it. */
  file: string;
  /** Beside the post, not in the folder of includes. */
  isRelative: boolean;
  parameters: readonly [name: string, value: Expression][];
}

/** Deeper blocks are unknown. */
const deepest = 100;

export function parseTemplate(template: string): readonly Node[] {
  return new Parser(tokensOf(template)).all();
}

/** A part of a block: what stands behind one of its tags. */
interface Section {
  tag: Token;
  body: Node[];
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  all(): Node[] {
    return this.#until(() => false).nodes;
  }

  #until(isEnd: (name: string) => boolean): { nodes: Node[]; end: Token | undefined } {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.#tokens[this.#next];
      if (token === undefined) return { nodes, end: undefined };
      this.#next += 1;
      if (token.kind === 'tag' && isEnd(token.name)) return { nodes, end: token };
      for (const node of this.#nodesOf(token)) nodes.push(node);
    }
  }

  #nodesOf(token: Token): Node[] {
    const { kind, at, source, name, rest } = token;
    const placed = { at, source };
    if (kind === 'text') return [{ kind, ...placed }];
    if (kind === 'output') return [{ kind, ...placed, value: filteredOf(rest) }];
    switch (name) {
      case 'assign': {
        const [, variable, value] = /^([\w\-.[\]]+)\s*=\s*(.*)$/s.exec(rest) ?? [];
        if (variable === undefined || value === undefined) break;
        return [{ kind: 'assign', ...placed, name: variable, value: filteredOf(value) }];
      }
      case 'increment':
      case 'decrement':
        return [{ kind: 'count', ...placed, name: rest, by: name === 'increment' ? 1 : -1 }];
      case 'break':
      case 'continue':
        return [{ kind: name, ...placed }];
      case 'include':
      case 'include_cached':
      case 'include_relative': {
        const [, file, others = ''] = /^((?:\{\{.*?\}\}|[^\s{])+)(.*)$/s.exec(rest) ?? [];
        if (file === undefined) break;
        const isRelative = name === 'include_relative';
        return [{ kind: 'include', ...placed, file, isRelative, parameters: parametersOf(others) }];
      }
      case 'post_url':
      case 'link':
        return [{ kind: 'address', ...placed, of: name === 'link' ? 'file' : 'post', name: rest }];
      case 'capture':
      case 'if':
      case 'unless':
      case 'case':
      case 'for':
      case 'highlight':
        return this.#block(token);
      default:
    }
    return [{ kind: 'unknown', ...placed, name: name || rest }];
  }

  #block(token: Token): Node[] {
    const unknown: Node = { kind: 'unknown', at: token.at, source: token.source, name: token.name };
    if (this.#depth >= deepest) return [unknown];
    this.#depth += 1;
    const sections = this.#sections(token);
    this.#depth -= 1;
    // Nothing closes it: its text is that of what it stands in.
    if (sections.isOpen) {
      return [unknown, ...sections.list.flatMap(({ body }) => body)];
    }
    return [blockOf(token, sections.list)];
  }

  #sections(token: Token): { list: Section[]; isOpen: boolean } {
    const { name } = token;
    const between =
      name === 'if' || name === 'unless'
        ? ['elsif', 'else']
        : name === 'case'
          ? ['when', 'else']
          : name === 'for'
            ? ['else']
            : [];
    const list: Section[] = [];
    for (let tag: Token | undefined = token; ; ) {
      const { nodes, end }: { nodes: Node[]; end: Token | undefined } = this.#until(
        (word) => word === `end${name}` || between.includes(word),
      );
      list.push({ tag, body: nodes });
      if (end === undefined) return { list, isOpen: true };
      if (end.name === `end${name}`) return { list, isOpen: false };
      tag = end;
    }
  }
}

function blockOf({ name, rest, at, source }: Token, sections: readonly Section[]): Node {
  const placed = { at, source };
  const [first] = sections;
  const body = first?.body ?? [];
  switch (name) {
    case 'capture':
      return { kind: 'capture', ...placed, name: /[\w-]+/.exec(rest)?.[0] ?? '', body };
    case 'highlight':
      return { kind: 'highlight', ...placed, language: /^\S*/.exec(rest)?.[0] ?? '', body };
    case 'case': {
      const cases = sections.slice(1).map(({ tag, body: then }) => ({
        values: tag.name === 'else' ? undefined : valuesOf(tag.rest),
        body: then,
      }));
      return { kind: 'case', ...placed, value: expressionOf(rest), cases };
    }
    case 'for':
      return { kind: 'for', ...placed, ...loopOf(rest), body, otherwise: sections[1]?.body ?? [] };
    default: {
      const branches = sections.map(({ tag, body: then }, index) => ({
        condition: tag.name === 'else' ? undefined : conditionOf(tag.rest),
        isNegated: index === 0 && name === 'unless',
        body: then,
      }));
      return { kind: 'if', ...placed, branches };
    }
  }
}

/** `when 'a', 'b' or 'c'`. */
function valuesOf(source: string): Expression[] {
  const parts = source.match(/"[^"]*"|'[^']*'|[^\s,'"]+/g) ?? [];
  return parts.filter((part) => part !== 'or').map(expressionOf);
}

function loopOf(source: string): Omit<Loop, 'body' | 'otherwise'> {
  const [, variable = '', list = '', options = ''] =
    /^([\w-]+)\s+in\s+(\([^)]*\)|\S+)(.*)$/s.exec(source) ?? [];
  const option = (name: string): Expression | undefined => {
    const value = new RegExp(`\\b${name}\\s*:\\s*([^\\s,]+)`).exec(options)?.[1];
    return value === undefined ? undefined : expressionOf(value);
  };
  return {
    ...{ variable, list: expressionOf(list), isReversed: /\breversed\b/.test(options) },
    ...{ limit: option('limit'), offset: option('offset') },
  };
}
