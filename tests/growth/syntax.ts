/*
 * All syntax that a body may hold, as units to repeat. Elements, shortcodes and alerts are read from
 * the core's own tables, so that new ones have units as soon as they exist.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../package/paths.ts';

export interface Unit {
  text: string;
  /** What ends it where it stands open; it may be written once behind all. */
  closer?: string;
}

/** The rows of a table in a source: the groups of `row` in each match. */
function rowsOf(source: string, row: RegExp): RegExpMatchArray[] {
  const rows = [...readFileSync(resolve(root, 'core/src', source), 'utf8').matchAll(row)];
  if (rows.length === 0) throw new Error(`core/src/${source} has no table of the form ${row}`);
  return rows;
}

/** The elements of HTML that the sanitizer knows, and one it does not. */
export const elements = [
  ...rowsOf('html/elements.cpp', /^ {4}\{"(\w+)", Role::/gm).map(([, name]) => name as string),
  'x-unknown',
];

interface KnownShortcode {
  name: string;
  form: 'kHugo' | 'kLiquid' | 'kOutput';
  isPair: boolean;
}

export const shortcodes: KnownShortcode[] = rowsOf(
  'markdown/shortcodes.h',
  /^ {4}\{"([\w.]+)", ShortcodeForm::(\w+), ShortcodeKind::\w+(, true)?\}/gm,
).map(([, name, form, pair]) => ({
  name: name as string,
  form: form as KnownShortcode['form'],
  isPair: pair !== undefined,
}));

export const alerts = rowsOf('passes/alerts.cpp', /\{"(\w+)", AlertKind::/g).map(
  ([, name]) => name as string,
);

function unitsOfElement(name: string): Unit[] {
  const closer = `</${name}>`;
  return [
    { text: `<${name}>`, closer },
    { text: `<${name}>a${closer}` },
    { text: closer },
    { text: `<${name} src="b" href="#c" id="d" title="e" style="color:red">`, closer },
    { text: `<${name} `, closer: '>' },
  ];
}

function unitsOfShortcode({ name, form, isPair }: KnownShortcode): Unit[] {
  if (form === 'kOutput') return [{ text: `{{ ${name} }}` }, { text: `{{ ${name}` }];
  const [open, close, end] = form === 'kHugo' ? ['{{<', '>}}', '/'] : ['{%', '%}', 'end'];
  const closer = `${open} ${end}${name} ${close}`;
  const units: Unit[] = [
    { text: `${open} ${name} ${close}`, closer },
    { text: `${open} ${name} src="a" b=c ${close}`, closer },
    { text: `${open} ${name} "`, closer: `" ${close}` },
    { text: closer },
  ];
  if (isPair) {
    units.push(
      { text: `${open} ${name} ${close}a${closer}` },
      { text: `${open} ${name} ${close}\na\n${closer}` },
    );
  }
  return units;
}

const markdown: Unit[] = [
  ...['*', '**', '***', '_', '__', '~~', '`', '``', '$', '$$'].flatMap((mark) => [
    { text: mark, closer: mark },
    { text: `${mark}a`, closer: mark },
    { text: `${mark}a${mark}` },
    { text: `a${mark} ` },
  ]),
  ...['```', '~~~', '``` go'].flatMap((fence) => [
    { text: `\n${fence}\n`, closer: `\n${fence.slice(0, 3)}\n` },
    { text: `\n${fence}\na\n${fence.slice(0, 3)}\n` },
  ]),
  { text: '[', closer: '](b)' },
  { text: '![', closer: '](b)' },
  { text: '[a](b)' },
  { text: '![a](b "c")' },
  { text: '[a](<b', closer: '>)' },
  { text: '[a](b "', closer: '")' },
  { text: '](b)' },
  { text: '[a][n]', closer: '\n\n[n]: b' },
  { text: '[a]', closer: '\n\n[a]: javascript:b' },
  { text: '\n\n[a]: b "c"\n\n' },
  { text: '[a](javascript:b)' },
  { text: '[^a]', closer: '\n\n[^a]: b' },
  { text: '[^', closer: ']' },
  { text: '\n\n[^a]: b\n\n', closer: '[^a]' },
  { text: '<', closer: '>' },
  { text: '</', closer: '>' },
  { text: '<!--', closer: '-->' },
  { text: '<!-- a -->' },
  { text: '<!--more-->' },
  { text: '<?', closer: '?>' },
  { text: '<!A ', closer: '>' },
  { text: '<![CDATA[', closer: ']]>' },
  { text: '<https://a.b>' },
  { text: 'https://a.b/c' },
  { text: 'www.a.b' },
  { text: 'a@b.c' },
  { text: '&amp;' },
  { text: '&#x', closer: '41;' },
  { text: '&', closer: 'amp;' },
  { text: '\\' },
  { text: '\\*' },
  { text: '  \n' },
  { text: '\n# a\n' },
  { text: '\na\n===\n' },
  { text: '\n---\n' },
  { text: '\n> ' },
  { text: '\n- ' },
  { text: '\n1. ' },
  { text: '\n    a\n' },
  { text: '\n- [ ] a' },
  { text: '|' },
  { text: '|a' },
  { text: '\n|a|b|\n|-|:-:|\n|c|d|\n' },
  { text: '\n|-|-|\n' },
  { text: '中' },
  { text: '**“中”**文' },
  { text: '\0' },
  { text: '\t' },
  { text: '{{' },
  { text: '{{<', closer: '>}}' },
  { text: '{{</* a */>}}' },
  { text: '{{% a %}}' },
  { text: '{%', closer: '%}' },
  { text: '{% a %}' },
  { text: '{{ "a" | relative_url }}' },
  { text: ['$', '{{ a }}'].join('') },
];

/** By what they are of. */
export const unitsOf = {
  elements: elements.flatMap(unitsOfElement),
  shortcodes: shortcodes.flatMap(unitsOfShortcode),
  alerts: alerts.flatMap((name): Unit[] => [
    { text: `\n> [!${name.toUpperCase()}]\n> a\n` },
    { text: `[!${name.toUpperCase()}]` },
  ]),
  markdown,
};

export const allUnits: Unit[] = Object.values(unitsOf).flat();
