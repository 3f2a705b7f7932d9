/*
 * Liquid (https://shopify.github.io/liquid/) as Jekyll reads it: text, tags and outputs.
 */

/** A piece of a template; offsets are in UTF-16 units. */
export interface Token {
  kind: 'text' | 'tag' | 'output';
  /** As it is written, with its braces. */
  source: string;
  at: number;
  /** The first word of a tag. */
  name: string;
  /** What stands behind it; of an output, all between its braces. */
  rest: string;
}

/** No tag and no output is longer: whatever begins as one is text. Includes take whole texts. */
const longest = { tag: 1 << 16, output: 4000 };

/** Reads a template. Comments are gone, `raw` is text, and so is what no brace closes. */
export function tokensOf(template: string): Token[] {
  return withoutComments(trimmed(divided(template))).filter(({ source }) => source !== '');
}

interface Divided extends Token {
  trimsBefore: boolean;
  trimsBehind: boolean;
}

function divided(template: string): Divided[] {
  const tokens: Divided[] = [];
  const add = (kind: Token['kind'], at: number, end: number): void => {
    if (at === end) return;
    const source = template.slice(at, end);
    const inner = kind === 'text' ? '' : source.slice(2, -2);
    const trimsBefore = inner.startsWith('-');
    const trimsBehind = inner.endsWith('-') && inner.length > 1;
    const words = inner.slice(trimsBefore ? 1 : 0, trimsBehind ? -1 : undefined).trim();
    const name = kind === 'tag' ? (/^(?:[\w-]+|[^\s\w]+)/.exec(words)?.[0] ?? '') : '';
    const rest = words.slice(name.length).trim();
    tokens.push({ kind, source, at, name, rest, trimsBefore, trimsBehind });
  };
  const ends = { tag: new Ends(template, '%}'), output: new Ends(template, '}}') };
  let hasEndOfRaw = true;
  let copied = 0;
  let at = 0;
  for (;;) {
    at = nextOpening(template, at);
    if (at === -1) break;
    const isTag = template[at + 1] === '%';
    const end = endOf(template, at, ends[isTag ? 'tag' : 'output'], isTag);
    if (end === undefined) {
      at += 2;
      continue;
    }
    add('text', copied, at);
    add(isTag ? 'tag' : 'output', at, end);
    at = end;
    copied = end;
    const last = tokens.at(-1);
    if (last?.kind !== 'tag' || last.name !== 'raw' || !hasEndOfRaw) continue;
    // What is in there is no Liquid, whatever it looks like.
    const close = /\{%-?\s*endraw\s*-?%\}/g;
    close.lastIndex = end;
    const found = close.exec(template);
    hasEndOfRaw = found !== null;
    if (found === null) continue;
    last.source = '';
    add('text', end, found.index);
    add('tag', found.index, close.lastIndex);
    const closing = tokens.at(-1);
    // Liquid passes its hyphen over.
    if (closing !== undefined) Object.assign(closing, { source: '', trimsBehind: false });
    at = close.lastIndex;
    copied = at;
  }
  add('text', copied, template.length);
  return tokens;
}

function nextOpening(template: string, from: number): number {
  for (let at = template.indexOf('{', from); at !== -1; at = template.indexOf('{', at + 1)) {
    if (template[at + 1] === '{' || template[at + 1] === '%') return at;
  }
  return -1;
}

/** Where a text has its ends; asked from front to back, it is looked through once. */
class Ends {
  readonly #template: string;
  readonly #sign: string;
  #next = -1;

  constructor(template: string, sign: string) {
    this.#template = template;
    this.#sign = sign;
  }

  from(at: number): number {
    if (this.#next < at) {
      const found = this.#template.indexOf(this.#sign, at);
      this.#next = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#next;
  }
}

/** The end of what opens at `at`. Two paragraphs are no output. */
function endOf(template: string, at: number, ends: Ends, isTag: boolean): number | undefined {
  const end = ends.from(at + 2);
  if (end - at > longest[isTag ? 'tag' : 'output']) return undefined;
  const inner = template.slice(at + 2, end);
  const isText = isTag ? inner.includes('{%') : /\{[{%]|\n[ \t]*\r?\n/.test(inner);
  return isText ? undefined : end + 2;
}

/** Takes away the blanks that hyphens ask to be taken away. */
function trimmed(tokens: readonly Divided[]): Token[] {
  return tokens.map((token, index) => {
    if (token.kind !== 'text') return token;
    let { source, at } = token;
    if (tokens[index - 1]?.trimsBehind) {
      const kept = source.trimStart();
      at += source.length - kept.length;
      source = kept;
    }
    if (tokens[index + 1]?.trimsBefore) source = source.trimEnd();
    return { ...token, source, at };
  });
}

function withoutComments(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  let depth = 0;
  let begun = 0;
  for (const token of tokens) {
    const { kind, name } = token;
    if (kind === 'tag' && name === 'comment') {
      if (depth === 0) begun = kept.length;
      depth += 1;
    }
    kept.push(token);
    if (kind === 'tag' && name === 'endcomment' && depth > 0) {
      depth -= 1;
      if (depth === 0) kept.length = begun;
    }
  }
  return kept;
}
