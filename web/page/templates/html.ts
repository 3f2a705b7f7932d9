import { escapeHtml } from '../site/escape-html.js';

/** What a template accepts. Nothing is made of `null`, `undefined` and `false`. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** Text that is HTML already. Only {@link html} and {@link trusted} make it. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

const nothing = new Html('');

/** Line breaks of templates are for their writers; pages do without. */
const tightened = new WeakMap<TemplateStringsArray, readonly string[]>();

/**
 * Makes HTML of a template literal. Everything inserted is escaped, unless it is {@link Html};
 * arrays are joined. Insert only between tags and inside quoted attributes.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let strings = tightened.get(template);
  if (strings === undefined) {
    strings = template.map((text) => text.replace(/\n\s*/g, ''));
    tightened.set(template, strings);
  }
  let text = strings[0] ?? '';
  for (let index = 0; index < parts.length; index += 1) {
    text += textOf(parts[index]) + (strings[index + 1] ?? '');
  }
  return new Html(text);
}

/** Takes text for HTML as it is: what the core has rendered, and nothing else. */
export function trusted(text: string): Html {
  return text === '' ? nothing : new Html(text);
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  if (part == null || part === false) return '';
  let text = '';
  for (const inner of part) text += textOf(inner);
  return text;
}
