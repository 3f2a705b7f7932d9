/* What an owner says of the look of the pages, and what pages have of it. */
import type { ArchiveTheme, FontFamily } from 'broadsheet';
import { isMap } from '../generators/values.js';
import { isColour } from '../../page/site/colours.js';
import { faintIn, leastContrast } from '../../page/site/theme.js';

type Said = Readonly<Record<string, unknown>>;

const colours = ['accent', 'paper', 'ink'] as const;
const uses = ['text', 'headings', 'interface'] as const;
const words = {
  covers: ['all', 'lead', 'none'],
  view: ['compact', 'cards'],
  density: ['normal', 'compact', 'spacious'],
} as const;
const names = [...colours, 'fonts', 'css', ...Object.keys(words)];

export const themeExample = "{ accent: '#0a6640', paper: { light: '#fffdf5', dark: '#101410' } }";

/** What is wrong with what is said; undefined where nothing is. */
export function wrongWithTheme(said: unknown): string | undefined {
  if (!isMap(said)) return `expected ${themeExample}`;
  const other = Object.keys(said).find((key) => !names.includes(key));
  if (other !== undefined) return `there is no ${other}; expected ${names.join(', ')}`;
  for (const name of colours) {
    const value = said[name];
    if (value === undefined || isColourText(value)) continue;
    const isPair =
      isMap(value) &&
      Object.entries(value).every(
        ([scheme, one]) => /^(?:light|dark)$/.test(scheme) && isColourText(one),
      );
    if (!isPair) return `${name} is a colour such as '#0a6640', or { light: …, dark: … } of these`;
  }
  for (const [name, allowed] of Object.entries(words)) {
    const value = said[name];
    if (value !== undefined && !(allowed as readonly unknown[]).includes(value))
      return `${name} is one of ${allowed.join(', ')}`;
  }
  if (said.css !== undefined && !/\.css$/i.test(String(said.css))) return 'css is a file of styles';
  return said.fonts === undefined ? undefined : wrongWithFonts(said.fonts);
}

function isColourText(value: unknown): boolean {
  return typeof value === 'string' && isColour(value);
}

function wrongWithFonts(fonts: unknown): string | undefined {
  const expected =
    'fonts are for text, headings, interface: a file (fonts/text.woff2), a list of files ' +
    '({ file, weight, style }), or names of typefaces (Georgia, Palatino)';
  if (!isMap(fonts)) return expected;
  for (const [use, value] of Object.entries(fonts)) {
    if (!(uses as readonly string[]).includes(use)) return expected;
    const items = Array.isArray(value) ? value : [value];
    if (items.length === 0 || !items.every(isFont)) return expected;
    if (Array.isArray(value) && items.some((item) => typeof item === 'string' && !isFontFile(item)))
      return expected;
  }
  return undefined;
}

function isFont(item: unknown): boolean {
  if (typeof item === 'string') return isFontFile(item) || isNames(item);
  if (!isMap(item)) return false;
  const { file, weight = 400, style = 'normal', ...others } = item;
  return (
    Object.keys(others).length === 0 &&
    typeof file === 'string' &&
    isFontFile(file) &&
    /^[1-9]\d{0,2}(?: [1-9]\d{0,2})?$/.test(String(weight)) &&
    /^(?:normal|italic)$/.test(String(style))
  );
}

function isFontFile(text: string): boolean {
  return /\.(?:woff2?|ttf|otf)$/i.test(text);
}

/** Names of typefaces, as a style sheet may take them. */
function isNames(text: string): boolean {
  return text.trim() !== '' && /^[\p{L}\p{N} ,_-]+$/u.test(text);
}

/** Files that a theme names, and what they have to be. */
export function filesOfTheme(said: Said): { path: string; what: 'font' | 'styles' }[] {
  const files: { path: string; what: 'font' | 'styles' }[] = [];
  for (const value of Object.values(isMap(said.fonts) ? said.fonts : {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      const path = isMap(item) ? item.file : item;
      if (typeof path === 'string' && isFontFile(path)) files.push({ path, what: 'font' });
    }
  }
  if (said.css !== undefined) files.push({ path: String(said.css), what: 'styles' });
  return files;
}

/**
 * A theme as pages have it.
 *
 * @param said what nothing is wrong with
 * @param hrefOf where a file of it stands below the archive
 */
export function themeOf(said: Said, hrefOf: (path: string) => string): ArchiveTheme {
  const theme: ArchiveTheme = {};
  for (const name of colours) {
    const value = said[name];
    // One colour is that of the light scheme; the dark one has its own.
    const pair = isMap(value) ? value : value === undefined ? {} : { light: value };
    for (const scheme of ['light', 'dark'] as const) {
      const colour = pair[scheme];
      if (colour !== undefined) theme[scheme] = { ...theme[scheme], [name]: String(colour) };
    }
  }
  for (const [use, value] of Object.entries(isMap(said.fonts) ? said.fonts : {})) {
    theme.fonts = { ...theme.fonts, [use]: familyOf(value, hrefOf) };
  }
  if (said.css !== undefined) theme.css = hrefOf(String(said.css));
  if (said.view === 'cards') theme.view = 'cards';
  if (said.covers === 'lead' || said.covers === 'none') theme.covers = said.covers;
  if (said.density === 'compact' || said.density === 'spacious') theme.density = said.density;
  return theme;
}

function familyOf(value: unknown, hrefOf: (path: string) => string): FontFamily {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const [only] = items;
  if (typeof only === 'string' && !isFontFile(only)) {
    const quoted = only.split(',').map((name) => `'${name.trim()}'`);
    return { names: quoted.filter((name) => name !== "''").join(',') };
  }
  return {
    files: items.map((item) => {
      const { file, weight, style } = isMap(item) ? item : { file: item };
      return {
        file: hrefOf(String(file)),
        ...(weight === undefined ? {} : { weight: String(weight) }),
        ...(style === 'italic' ? { style } : {}),
      };
    }),
  };
}

/** Colours that are hard to read, in words for the owner. */
export function remarksOnTheme(theme: ArchiveTheme): string[] {
  return faintIn(theme).map(
    ({ what, scheme, ratio }) =>
      `theme: the ${what} is hard to read on the paper (${scheme}): ${ratio.toFixed(1)} to 1, ` +
      `where text needs ${leastContrast} to 1`,
  );
}
