import { type ResolvedSource, tracedSource } from '../resolved_source.js';
import { TracedText } from '../traced_text.js';

/** Front matter is a page or two; the core reads no more of it either. */
const mostBytes = 1 << 16;

/**
 * A post of Hexo with its front matter between lines as others have it: Hexo needs no line above it, takes
 * longer ones, and has JSON without braces between lines of `;;;`. Undefined where it stands as it should.
 */
export function hexoText(source: string): ResolvedSource | undefined {
  const head = source.slice(0, mostBytes);
  const [, mark = '', opening = ''] = /^(\uFEFF?)(-{3,}|;{3,})[ \t]*\r?\n/.exec(head) ?? [];
  if (opening === '---') return undefined;
  const start = opening === '' ? (/^\uFEFF?/.exec(head)?.[0].length ?? 0) : head.indexOf('\n') + 1;
  const closing = /^(-{3,}|;{3,})[ \t]*(?:\r?\n|$)/m.exec(head.slice(start));
  const fence = closing?.[1] ?? '';
  if (closing === null || fence === '' || (opening !== '' && fence !== opening)) return undefined;
  const written = head.slice(start, start + closing.index);
  const isJson = fence.startsWith(';');
  // A line of dashes below a line of text is a heading.
  if (!(isJson ? /^\s*"/ : /^\s*(?:#.*\r?\n\s*)*["\w][\w -]*"?[ \t]*:(?:\s|$)/).test(written)) {
    return undefined;
  }
  const text = new TracedText();
  text.put(mark + (isJson ? '{\n' : '---\n'), { file: undefined, offset: 0 });
  text.copy(isJson ? written.replace(/,\s*$/, '\n') : written, start);
  const end = start + closing.index;
  text.put(isJson ? '}\n\n' : '---\n', { file: undefined, offset: end });
  text.copy(source.slice(end + closing[0].length), end + closing[0].length);
  return { ...tracedSource(source, text), diagnostics: [], inputs: {} };
}
