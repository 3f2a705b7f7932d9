/** What attackers write, and every place of a post where it may stand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '../package/paths.ts';

const suites = join(shared, 'suites');

/** Why tests over the suites are skipped, or false. */
export const noSuites = existsSync(join(suites, 'xss'))
  ? false
  : `no suites at ${suites}: set BROADSHEET_SHARED to the folder they are in`;

function suite<Case>(name: string): Case[] {
  return JSON.parse(readFileSync(join(suites, name), 'utf8')) as Case[];
}

/** A string of a suite, with where it comes from. */
export interface Payload {
  from: string;
  text: string;
}

/** Payloads of HTML, of Markdown, and strings that make trouble. */
export function payloads(): Payload[] {
  const html = (name: string) =>
    suite<{ payload: string }>(name).map(({ payload }, index) => ({
      from: `${name}[${index}]`,
      text: payload,
    }));
  return [
    ...html('xss/dompurify-expect.json'),
    ...html('xss/owasp-filter-evasion.json'),
    ...suite<{ markdown: string }>('markdown-it/markdown-it-xss.json').map(
      ({ markdown }, index) => ({ from: `markdown-it-xss[${index}]`, text: markdown.trimEnd() }),
    ),
    ...suite<string>('blns.json').map((text, index) => ({ from: `blns[${index}]`, text })),
    ...addresses().map((text, index) => ({ from: `url-tricks[${index}]`, text })),
  ];
}

/** Addresses whose scheme is in disguise. */
export function addresses(): string[] {
  return suite<{ url: string }>('xss/url-tricks.json').map(({ url }) => url);
}

/** On one line, as headings, cells and titles must be. */
const line = (text: string) => text.replaceAll(/[\r\n]+/g, ' ');

/** Posts with a payload in each place. */
export const positions: Readonly<Record<string, (payload: string) => string>> = {
  body: (text) => `${text}\n`,
  'within a paragraph': (text) => `before ${line(text)} after\n`,
  'link target': (text) => `[x](${line(text)}) [y](<${line(text)}>)\n`,
  'link title': (text) => `[x](y "${line(text)}") [z](y '${line(text)}')\n`,
  'image target': (text) => `![x](${line(text)}) ![y](<${line(text)}>)\n`,
  'image label': (text) => `![${line(text)}](x.png)\n`,
  'image title': (text) => `![x](y.png "${line(text)}")\n`,
  autolink: (text) => `<${line(text)}>\n`,
  heading: (text) => `# ${line(text)}\n`,
  'list item': (text) => `- ${text.replaceAll('\n', '\n  ')}\n`,
  'table cell': (text) => `| a |\n| - |\n| ${line(text).replaceAll('|', '\\|')} |\n`,
  'front matter value': (text) =>
    `---\ntitle: ${JSON.stringify(text)}\ndescription: ${JSON.stringify(text)}\n---\nbody\n`,
  'block of HTML': (text) => `<div title="t">\n${text}\n</div>\n`,
  'HTML around Markdown': (text) => `<details><summary>s</summary>\n\n${text}\n\n</details>\n`,
  'cell of HTML': (text) => `<table><tr><td>${text}</td></tr></table>\n`,
  'emphasis of HTML': (text) => `x <b>${line(text)}</b> y\n`,
  'attribute of HTML': (text) =>
    `<b title="${line(text)}">x</b> <i title='${line(text)}'>y</i> <u title=${line(text)}>z</u>\n`,
  'address of HTML': (text) =>
    `<a href="${line(text)}">x</a> <img src="${line(text)}" alt="y"> <a href='${line(text)}'>z</a>\n`,
  'style of HTML': (text) => `<p style="${line(text)}" align="${line(text)}">x</p>\n`,
};
