import type { ArchiveTheme, Manifest } from 'broadsheet';
import { contrast, mixed, readable } from './colours.js';
import { named } from './named.js';

/** The colours that an owner may choose; all others follow from them. */
export interface Palette {
  paper: string;
  ink: string;
  accent: string;
}

type Scheme = 'light' | 'dark';

/** The page's own, as `tokens.css` has them. */
const own: Readonly<Record<Scheme, Palette>> = {
  light: { paper: '#fbfbf8', ink: '#1a1c1f', accent: '#a5241c' },
  dark: { paper: '#15171a', ink: '#e3e1dc', accent: '#f0948a' },
};

/** WCAG's least for text (1.4.3). */
export const leastContrast = 4.5;

/** The colours of a theme: what is said, and what goes with it. */
export function paletteOf(theme: ArchiveTheme, scheme: Scheme): Palette {
  const said = theme[scheme] ?? {};
  const paper = said.paper ?? own[scheme].paper;
  const ink = said.ink ?? own[scheme].ink;
  // One accent for both is a little lighter on dark paper.
  const both = scheme === 'dark' ? theme.light?.accent : undefined;
  const accent = said.accent ?? (both && readable(both, paper, '#ffffff', leastContrast));
  return { paper, ink, accent: accent ?? own[scheme].accent };
}

/** What is too faint to be read, with its ratio. */
export function faintIn(theme: ArchiveTheme): { what: string; scheme: Scheme; ratio: number }[] {
  return (['light', 'dark'] as const).flatMap((scheme) => {
    const { paper, ink, accent } = paletteOf(theme, scheme);
    return [
      { what: 'ink', ratio: contrast(ink, paper) },
      { what: 'accent', ratio: contrast(accent, paper) },
    ]
      .filter(({ ratio }) => ratio < leastContrast)
      .map((found) => ({ ...found, scheme }));
  });
}

/** The file of a theme's styles below the archive, named by its content; undefined without any. */
export function themeFile({ owner }: Manifest): { path: string; styles: string } | undefined {
  const styles = owner?.theme === undefined ? '' : stylesOf(owner.theme);
  return styles === '' ? undefined : { path: `assets/theme-${named(styles)}.css`, styles };
}

function stylesOf(theme: ArchiveTheme): string {
  const rules: string[] = [];
  if (theme.light !== undefined || theme.dark !== undefined) {
    const [light, dark] = [tokensOf(theme, 'light'), tokensOf(theme, 'dark')];
    rules.push(
      `:root{${light}}`,
      `@media (prefers-color-scheme:dark){:root:not([data-theme='light']){${dark}}}`,
      `:root[data-theme='dark']{${dark}}`,
      // On paper it is the light one.
      `@media print{:root:root[data-theme]{${light}}}`,
    );
  }
  for (const [use, family] of Object.entries(theme.fonts ?? {})) {
    for (const { file, weight = '400', style = 'normal' } of family.files ?? []) {
      // The file lies where the archive does, one folder above this one.
      rules.push(
        `@font-face{font-family:'broadsheet-${use}';src:url("../${file}");font-display:swap;font-weight:${weight};font-style:${style}}`,
      );
    }
    const names = [
      ...(family.files === undefined ? [] : [`'broadsheet-${use}'`]),
      ...(family.names === undefined ? [] : [family.names]),
    ].join(',');
    rules.push(...fontRules[use as keyof typeof fontRules](names));
  }
  if (theme.density !== undefined)
    rules.push(`html{font-size:${theme.density === 'compact' ? 93.75 : 106.25}%}`);
  if (theme.covers === 'none') rules.push('.issue .cover{display:none!important}');
  if (theme.covers === 'lead') rules.push('.issue:not(.issue-lead) .cover{display:none!important}');
  return rules.join('\n');
}

const fontRules = {
  text: (names: string) => [
    `:root{--serif:${names},serif;--serif-zh:${names},serif}`,
    `.prose:lang(zh){font-family:${names},serif}`,
  ],
  headings: (names: string) => [
    `:is(h1,h2,h3,.nameplate):not(#_){font-family:${names},var(--serif)}`,
  ],
  interface: (names: string) => [`:root{--sans:${names},sans-serif}`],
};

function tokensOf(theme: ArchiveTheme, scheme: Scheme): string {
  const { paper, ink, accent } = paletteOf(theme, scheme);
  const tokens = {
    ...{ paper, ink, accent },
    tint: mixed(paper, ink, 0.06),
    'ink-soft': readable(mixed(ink, paper, 0.2), paper, ink, leastContrast),
    // It stands on the tint, too.
    'ink-faint': readable(mixed(ink, paper, 0.36), mixed(paper, ink, 0.06), ink, leastContrast),
    rule: mixed(paper, ink, 0.16),
    'rule-strong': scheme === 'light' ? ink : mixed(ink, paper, 0.4),
    focus: readable(accent, paper, ink, 3),
  };
  const lines = Object.entries(tokens).map(([name, value]) => `--${name}:${value}`);
  return lines.join(';');
}
