/* Hugo's shortcodes as they are written: `{{< x a="b" >}}`, `{{% x %}}`, `{{< /x >}}`. */

export interface Shortcode {
  /** As it is written, with its braces. */
  source: string;
  at: number;
  end: number;
  name: string;
  /** What stands behind the name. */
  rest: string;
  /** Stars stand inside of its braces: it is text that shows a shortcode. */
  isLiteral: boolean;
  /** `{{< /x >}}` */
  isEnd: boolean;
}

/** No shortcode is longer: whatever begins as one is text. */
const longest = 4000;
/** More are text. */
const most = 10_000;

/** All of a text from an offset on, but for what stands in `highlight`. */
export function shortcodesIn(text: string, from: number): Shortcode[] {
  const found: Shortcode[] = [];
  const openings = /\{\{[<%]/g;
  openings.lastIndex = from;
  let hasClose = true;
  for (let opening = openings.exec(text); opening !== null; opening = openings.exec(text)) {
    const shortcode = shortcodeAt(text, opening.index);
    if (shortcode === undefined) continue;
    found.push(shortcode);
    openings.lastIndex = shortcode.end;
    if (found.length >= most) break;
    const { name, isEnd, isLiteral } = shortcode;
    if (name !== 'highlight' || isEnd || isLiteral || !hasClose) continue;
    const close = /\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g;
    close.lastIndex = shortcode.end;
    hasClose = close.exec(text) !== null;
    if (hasClose) openings.lastIndex = close.lastIndex;
  }
  return found;
}

function shortcodeAt(text: string, at: number): Shortcode | undefined {
  const sign = text[at + 2] === '<' ? '>' : '%';
  const window = text.slice(at + 3, at + longest);
  const end = endIn(window, `${sign}}}`);
  if (end === undefined) return undefined;
  const inner = window.slice(0, end);
  const isLiteral = /^\s*\/\*[\s\S]*\*\/\s*$/.test(inner);
  const [, slash, name = '', rest = ''] =
    /^\s*(\/?)\s*([\p{L}\p{N}_./-]+)([\s\S]*?)\/?\s*$/u.exec(inner) ?? [];
  if (name === '' && !isLiteral) return undefined;
  const stop = at + 3 + end + 3;
  return {
    ...{ source: text.slice(at, stop), at, end: stop, name, rest, isLiteral },
    isEnd: slash === '/',
  };
}

/** Quotation marks may hold what would end it. */
function endIn(window: string, close: string): number | undefined {
  const parts = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|[>%]\}\}|\{\{[<%]/g;
  for (const { 0: part, index } of window.matchAll(parts)) {
    if (part === close) return index;
    if (part.startsWith('{{')) return undefined;
  }
  return undefined;
}

/** Named arguments, and those without a name. */
export function argumentsOf(rest: string): {
  named: ReadonlyMap<string, string>;
  positional: readonly string[];
} {
  const named = new Map<string, string>();
  const positional: string[] = [];
  const forms = /(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`]+))/g;
  for (const [, name, double, raw, word] of rest.matchAll(forms)) {
    const value = double?.replace(/\\(.)/g, '$1') ?? raw ?? word ?? '';
    if (name === undefined) positional.push(value);
    else named.set(name, value);
  }
  return { named, positional };
}
