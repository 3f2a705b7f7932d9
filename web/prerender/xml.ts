import { escapeHtml } from '../page/site/escape-html.js';

/** Makes text safe in XML: what XML cannot hold is left out, what it reads is escaped. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
  return escapeHtml(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ''));
}

/** An element with text, or nothing without text. */
export function element(name: string, text: string | undefined, attributes = ''): string {
  return text === undefined || text === ''
    ? ''
    : `<${name}${attributes}>${escapeXml(text)}</${name}>\n`;
}
