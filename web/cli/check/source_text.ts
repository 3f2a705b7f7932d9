import type { TracedText } from '../generators/traced_text.js';
import type { Span } from './finding.js';

const frontMatter = [
  // YAML and TOML between their lines, JSON up to a brace alone; blank lines may stand before.
  /^\uFEFF?\s*---[ \t]*\r?\n(?:[\s\S]*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/,
  /^\uFEFF?\s*\+\+\+[ \t]*\r?\n(?:[\s\S]*?\n)?\+\+\+[ \t]*(?:\r?\n|$)/,
  /^\uFEFF?\s*\{[ \t]*\r?\n(?:[\s\S]*?\n)?\}[ \t]*(?:\r?\n|$)/,
];

const fence = /^[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)?(`{3,}|~{3,})(.*)$/;

/** What a pattern has found. */
export interface Match {
  span: Span;
  /** What the author wrote there. */
  whole: string;
}

/** A code fence that opens. */
export interface OpenFence {
  at: Span;
  marker: string;
}

/**
 * The text of a post with what rules ask of it: places, the part behind the front matter, and that
 * part with code and comments blanked, so that nothing in them is taken for Markdown. Where another
 * text is made of it (by Liquid, say), that one is searched, and its places are led back.
 */
export class SourceText {
  readonly text: string;
  /** Where the body begins; 0 without front matter. */
  readonly bodyStart: number;
  /** As long as the text, with blanks for the front matter, code and comments. */
  readonly prose: string;
  /** The fence that nothing closes, if there is one. */
  readonly unclosedFence: OpenFence | undefined;
  readonly #lineStarts: number[] = [0];
  readonly #located = new Map<string, number>();
  readonly #told = new Map<string, Span>();
  readonly #made: TracedText | undefined;
  readonly #published: SourceText | undefined;

  /** @param made what is published of the text, where that is not the text itself */
  constructor(text: string, made?: TracedText) {
    this.text = text;
    this.#made = made;
    this.#published = made && new SourceText(made.text);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      this.#lineStarts.push(at + 1);
    }
    this.bodyStart =
      frontMatter.map((form) => form.exec(text)?.[0].length ?? 0).find((length) => length > 0) ?? 0;
    if (made !== undefined && this.#published !== undefined) {
      const { unclosedFence: open, prose } = this.#published;
      this.unclosedFence = open && { ...open, at: this.#written(open.at) };
      this.prose = proseOf(text, made, prose);
      return;
    }
    const blocks = this.#withoutCodeBlocks();
    this.unclosedFence = blocks.open;
    this.prose = blocks.text
      .replace(/<!--[\s\S]*?-->/g, blanked)
      .replace(/<(script|style|pre|code)\b[\s\S]*?<\/\1>/gi, blanked)
      .replace(/(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\r?\n)[\s\S]){0,2000}?[^`])\1(?!`)/g, blanked);
  }

  /** How many lines there are. */
  get lines(): number {
    return this.#lineStarts.length;
  }

  /** The line of a number from 1, without its end. */
  line(number: number): string {
    return this.text.slice(this.lineStart(number), this.lineEnd(number));
  }

  lineStart(number: number): number {
    return this.#lineStarts[Math.min(Math.max(number, 1), this.lines) - 1] ?? 0;
  }

  /** The offset behind the last character of a line, before its line feed. */
  lineEnd(number: number): number {
    const next = this.#lineStarts[Math.max(number, 1)];
    const end = next === undefined ? this.text.length : next - 1;
    return this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** Line and column of an offset; columns count characters, from 1. */
  position(offset: number): { line: number; column: number } {
    let [low, high] = [0, this.#lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#lineStarts[low] ?? 0;
    return { line: low + 1, column: [...this.text.slice(start, offset)].length + 1 };
  }

  /**
   * All places of a pattern (with the flag `g`) in the prose of the body, with the whole text of each:
   * code in it is not blank.
   */
  *matches(pattern: RegExp): Iterable<RegExpExecArray & Match> {
    const { text, prose } = this.#published ?? this;
    for (const found of prose.matchAll(pattern)) {
      const span = { start: found.index, end: found.index + found[0].length };
      const whole = text.slice(span.start, span.end);
      yield Object.assign(found, { whole, span: this.#written(span) });
    }
  }

  /**
   * Where a URL of the post is written. Asked again for the same one, the next place is told, so
   * that each link of a post has its own; {@link startOver} begins at the first again.
   */
  locate(url: string): Span {
    if (this.#published !== undefined) return this.#written(this.#published.locate(url));
    // Links by reference share the one place of their address.
    const told = this.#told.get(url);
    const shared = this.#located.has(url) ? told : undefined;
    const found = this.#asWritten(url) ?? shared ?? this.#withEscapes(url) ?? told;
    if (found === undefined) return this.#somewhere();
    this.#told.set(url, found);
    return found;
  }

  #asWritten(url: string): Span | undefined {
    const forms = [url, encodeURI(url), url.replaceAll('&', '&amp;')];
    for (const form of new Set(forms)) {
      if (form === '') continue;
      const from = this.#located.get(form) ?? this.bodyStart;
      const at = this.#firstWhole(form, from);
      if (at === -1) continue;
      this.#located.set(form, at + form.length);
      return { start: at, end: at + form.length };
    }
    return undefined;
  }

  /**
   * Where a link is written whose URL is too short to be looked for by itself. Each
   * call goes on behind the one before, as those of {@link locate} do.
   */
  locateLink(url: string): Span {
    if (this.#published !== undefined) return this.#written(this.#published.locateLink(url));
    // What a text shows differs from what is written where it has markup: then the brackets count.
    const target = `\\]\\(\\s*(?:${escaped(url)}|<${escaped(url)}>)\\s*(?:["'][^"'\n]*["']\\s*)?\\)`;
    const form = new RegExp(`(?<!!)\\[(?:[^[\\]\\n]|\\[[^[\\]\\n]*\\])*${target}`, 'g');
    form.lastIndex = this.#located.get(target) ?? this.bodyStart;
    const found = form.exec(this.prose);
    if (found === null) return this.#somewhere();
    this.#located.set(target, form.lastIndex);
    return { start: found.index, end: found.index + found[0].lastIndexOf('](') + 1 };
  }

  /** Whether a reference of this name has an address somewhere. */
  defines(name: string): boolean {
    const label = escaped(name.trim()).replace(/\s+/g, '\\s+');
    return new RegExp(`^ {0,3}\\[\\s*${label}\\s*\\]:`, 'im').test((this.#published ?? this).prose);
  }

  /** Makes {@link locate} forget what it has told. */
  startOver(): void {
    this.#located.clear();
    this.#told.clear();
    this.#published?.startOver();
  }

  /** Where a key of the front matter stands, or the first character of the file. */
  locateKey(key: string): Span {
    const head = this.text.slice(0, this.bodyStart);
    const found = new RegExp(`^[ \\t"]*${escaped(key)}["\\s]*[:=]`, 'im').exec(head);
    if (found === null) return { start: 0, end: 1 };
    const start = found.index + (/^[ \t"]*/.exec(found[0])?.[0].length ?? 0);
    return { start, end: start + key.length };
  }

  /** A value of the front matter, from its key on. */
  locateValue(key: string, value: string): Span {
    const from = this.locateKey(key);
    const at = this.text.indexOf(value, from.start);
    return at === -1 || at >= this.bodyStart ? from : { start: at, end: at + value.length };
  }

  #somewhere(): Span {
    return { start: this.bodyStart, end: this.bodyStart + 1, isGuess: true };
  }

  /** Where something of the published text was written; of what was made, where that stands. */
  #written({ start, end, isGuess }: Span): Span {
    if (this.#made === undefined || this.#published === undefined) return { start, end };
    if (isGuess) return this.#somewhere();
    const { file, offset } = this.#made.originOf(start);
    const length = end - start;
    const last = this.#made.originOf(Math.max(start, end - 1));
    const isCopy = last.offset === offset + length - 1;
    const published = this.#published.text.slice(start, end);
    if (file === undefined && isCopy && this.text.slice(offset, offset + length) === published)
      return { start: offset, end: offset + length };
    const tag = /^\{(?:%[\s\S]*?%|\{[\s\S]*?\})\}/.exec(this.text.slice(offset))?.[0] ?? '';
    // What a tag hands on to a file is written in the tag.
    const handedOn = tag.indexOf(published);
    if (handedOn !== -1) {
      const at = offset + handedOn;
      return { start: at, end: at + length, isGuess: true };
    }
    const written = file === undefined && last.file === undefined ? last.offset + 1 - offset : 0;
    return {
      ...{ start: offset, end: offset + Math.max(1, tag.length, written), isGuess: true },
      ...(file === undefined ? {} : { file }),
    };
  }

  #firstWhole(form: string, from: number): number {
    const isPart = /[\w/.%-]/;
    // Without a scheme nothing is a link by itself: a word or a heading's id may be written likewise.
    const isOnlyAddress = !/^[a-z][a-z\d+.-]*:|^www\.|@/i.test(form);
    let other = -1;
    for (
      let at = this.prose.indexOf(form, from);
      at !== -1;
      at = this.prose.indexOf(form, at + 1)
    ) {
      // `/a` is not meant where `/a/b` is written.
      const next = this.prose[at + form.length] ?? '';
      const before = this.prose[at - 1] ?? '';
      if (isPart.test(next) || /[\w/.]/.test(before)) continue;
      if (this.#isInLabel(at, at + form.length)) continue;
      if (!isOnlyAddress || this.#isAddress(at)) return at;
      if (other === -1) other = at;
    }
    return other === -1 ? this.prose.indexOf(form, from) : other;
  }

  /** Where a URL stands with backslashes before its punctuation, as editors write it. */
  #withEscapes(url: string): Span | undefined {
    if (url === '' || url.length > 2000) return undefined;
    const form = new RegExp(url.replace(/[!-/:-@[-`{-~]/g, '\\\\?\\$&'), 'g');
    form.lastIndex = this.#located.get(form.source) ?? this.bodyStart;
    for (let found = form.exec(this.prose); found !== null; found = form.exec(this.prose)) {
      const span = { start: found.index, end: found.index + found[0].length };
      if (this.#isInLabel(span.start, span.end)) continue;
      this.#located.set(form.source, span.end);
      return span;
    }
    return undefined;
  }

  /** Whether an address is written at a place: in brackets, behind a label or in an attribute. */
  #isAddress(start: number): boolean {
    const line = this.prose.lastIndexOf('\n', start - 1) + 1;
    const before = this.prose.slice(Math.max(line, start - 40), start);
    return /(?:\]\(\s*<?|\]:\s*<?|=\s*["']?)$/.test(before);
  }

  /** Whether a place is within the text of a link, `[like@this](like@this)`, which is not its address. */
  #isInLabel(start: number, end: number): boolean {
    const before = this.prose.slice(this.prose.lastIndexOf('\n', start) + 1, start);
    const behind = this.prose.slice(end, end + 500);
    return /\[[^[\]]*$/.test(before) && /^[^[\]\n]*\](?:\(|\[)/.test(behind);
  }

  #withoutCodeBlocks(): { text: string; open: OpenFence | undefined } {
    const parts: string[] = [blanked(this.text.slice(0, this.bodyStart))];
    let open: OpenFence | undefined;
    let afterBlank = true;
    let inList = false;
    let inIndentedCode = false;
    const first = this.position(this.bodyStart).line;
    for (let number = first; number <= this.lines; number += 1) {
      const start = Math.max(this.lineStart(number), this.bodyStart);
      const whole = this.text.slice(start, this.#lineStarts[number] ?? this.text.length);
      const line = whole.replace(/\r?\n$/, '');
      const found = fence.exec(line);
      if (open !== undefined) {
        parts.push(blanked(whole));
        const closes = new RegExp(`^[\\s>]*${open.marker[0]}{${open.marker.length},}\\s*$`);
        if (closes.test(line)) open = undefined;
        continue;
      }
      const marker = found?.[1];
      if (found && marker !== undefined && !(marker.startsWith('`') && found[2]?.includes('`'))) {
        const at = start + line.indexOf(marker);
        open = { at: { start: at, end: at + marker.length }, marker };
        parts.push(blanked(whole));
        continue;
      }
      const isBlank = line.trim() === '';
      const isIndented = /^(?: {4}|\t)/.test(line);
      inIndentedCode = isIndented && !inList && (afterBlank || inIndentedCode);
      if (!isBlank && !isIndented)
        inList = /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(line) || (inList && /^\s/.test(line));
      parts.push(inIndentedCode ? blanked(whole) : whole);
      afterBlank = isBlank;
    }
    return { text: parts.join(''), open };
  }
}

/** What of a text is prose when another is made of it: what that one has of it, and is prose there. */
function proseOf(text: string, made: TracedText, prose: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, offset } of made.copies()) {
    // A block that is repeated is copied more than once.
    if (offset < at) continue;
    parts.push(blanked(text.slice(at, offset)), prose.slice(start, end));
    at = offset + end - start;
  }
  return parts.join('') + blanked(text.slice(at));
}

/** Blanks of the same length; line feeds stay, so that lines and columns do. */
function blanked(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
