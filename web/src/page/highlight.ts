import hljs from 'highlight.js/lib/common';

/** So long is code that is worth colouring; more would hold the page up. */
const longestCode = 50_000;

/** The HTML of a block of code whose class names a language that is known. */
export function highlighted(code: HTMLElement): string | undefined {
  const language = /(?:^|\s)language-([\w+#.-]+)/.exec(code.className)?.[1]?.toLowerCase();
  const text = code.textContent ?? '';
  if (!language || !hljs.getLanguage(language) || text.length > longestCode) return undefined;
  return hljs.highlight(text, { language, ignoreIllegals: true }).value;
}
