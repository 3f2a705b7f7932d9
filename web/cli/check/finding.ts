import type { Diagnostic, Post } from 'broadsheet';
import type { Site } from '../site/site.js';
import type { SourceText } from './source_text.js';

/** A change that mends a finding without a doubt: text between two offsets of the source. */
export interface Fix {
  start: number;
  end: number;
  text: string;
}

/** What is wrong somewhere in a post. */
export interface Finding extends Diagnostic {
  /** Relative to the site's root; for readers it is written as seen from where the command runs. */
  file: string;
  /** How many characters are meant, from the column on; at least 1. */
  length: number;
  /** The line itself. */
  source: string;
  fix?: Fix;
  /** The file that it stands in, where the post takes in another; said of one post alone. */
  included?: string;
}

/** Where something stands: offsets of the source, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
  /** What is meant was not found as it is written: this is somewhere in the post, and not mended. */
  isGuess?: true;
  /** The file that it was taken in from; the place is that of what takes it in. */
  file?: string;
}

/** What a rule says besides its code. */
export interface Verdict {
  at: Span;
  severity?: Diagnostic['severity'];
  message: string;
  hint?: string;
  /** What stands at `at` when it is mended. */
  replacement?: string;
}

/** A post under examination. */
export interface CheckedPost {
  /** Relative to the site's root. */
  path: string;
  source: SourceText;
  post: Post;
  /** Its address, where the generator of the site decides about it. */
  url: string | undefined;
  site: Site;
}

/** One kind of defect of a post; its code is documented in docs/diagnostics.md. */
export interface Rule {
  code: string;
  severity: Diagnostic['severity'];
  find(checked: CheckedPost): Iterable<Verdict> | AsyncIterable<Verdict>;
}

/** Makes a finding of what a rule says. */
export function findingOf(
  rule: Omit<Rule, 'find'>,
  checked: CheckedPost,
  verdict: Verdict,
): Finding {
  const { at, message, hint, replacement } = verdict;
  const { source, path } = checked;
  const { line, column } = source.position(at.start);
  const text = source.line(line);
  const rest = [...text.slice(text.length - (source.lineEnd(line) - at.start))].length;
  const length = [...source.text.slice(at.start, at.end)].length;
  return {
    code: rule.code,
    severity: verdict.severity ?? rule.severity,
    message: at.file === undefined ? message : `${message} (in ${at.file})`,
    ...(at.file === undefined ? {} : { included: at.file }),
    ...(hint === undefined ? {} : { hint }),
    ...{ file: path, line, column, source: text },
    length: Math.max(1, Math.min(length, rest)),
    ...(replacement === undefined || at.isGuess
      ? {}
      : { fix: { start: at.start, end: at.end, text: replacement } }),
  };
}

/** Makes a finding of what the core says; it knows places, not lengths. */
export function findingOfCore(diagnostic: Diagnostic, checked: CheckedPost): Finding {
  const { source, path } = checked;
  const text = source.line(diagnostic.line);
  const here = [...text].slice(diagnostic.column - 1).join('');
  const word = /^(?:\*+|[\w-]+|[^\s\w])/u.exec(here)?.[0] ?? ' ';
  return { ...diagnostic, file: path, source: text, length: [...word].length };
}
