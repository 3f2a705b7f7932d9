/* How the pages look: what the configuration says, the styles that are made of it, what is refused. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { contrast } from '../../web/page/site/colours.ts';
import { emptyFolder, run, serve } from './command.js';

const files = {
  'a.md': '---\ntitle: A\ndate: 2024-01-02\ncover: cover.png\n---\n\nText.\n',
  'cover.png': 'PNG',
  'static/fonts/text.woff2': 'WOFF2',
  'looks/heads.ttf': 'TTF',
  'looks/own.css': '.nameplate { color: teal }',
};

function folderWith(theme: unknown, more: Record<string, string> = {}): string {
  const folder = join(emptyFolder(), 'press');
  const all = { ...files, ...more, 'broadsheet.config.json': JSON.stringify({ theme }) };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

async function built(theme: unknown) {
  const out = join(emptyFolder(), 'archive');
  const { status, stderr } = await run(['build', folderWith(theme), '--out', out]);
  expect(status, stderr).toBe(0);
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  const own = readdirSync(join(out, 'assets')).find((name) => name.startsWith('theme-'));
  return { out, stderr, read, own, styles: own === undefined ? '' : read(`assets/${own}`) };
}

it('has colours for light and dark, and what goes with them can be read', async () => {
  const { read, own, styles, stderr } = await built({
    accent: '#063',
    paper: { light: '#fffdf5', dark: '#101410' },
    ink: '#222018',
  });
  expect(stderr).not.toContain('hard to read');
  for (const page of ['index.html', 'issues/a/index.html', '404.html']) {
    expect(read(page), page).toContain(`assets/${own}">`);
  }
  expect(read('index.html')).toContain(
    '<meta name="theme-color" content="#101410" media="(prefers-color-scheme: dark)">',
  );
  const [light = '', dark = ''] = styles.split('\n');
  expect(light).toContain('--paper:#fffdf5;--ink:#222018;--accent:#063;');
  expect(dark).toContain('--paper:#101410;--ink:#e3e1dc;');
  for (const rules of [light, dark]) {
    const token = (name: string) => new RegExp(`--${name}:(#\\w+)`).exec(rules)?.[1] ?? '';
    for (const name of ['ink', 'accent', 'ink-soft', 'ink-faint'])
      expect(contrast(token(name), token('paper')), name).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token('ink-faint'), token('tint'))).toBeGreaterThanOrEqual(4.5);
  }
});

it('says with the ratio what is hard to read, as WCAG counts it', async () => {
  const paper = { light: '#fff', dark: '#000' };
  const { stderr } = await built({ paper, accent: '#888', ink: { dark: '#555' } });
  // As WebAIM's contrast checker has them: 3.54 and 2.81.
  expect(stderr).toContain('theme: the accent is hard to read on the paper (light): 3.5 to 1');
  expect(stderr).toContain('theme: the ink is hard to read on the paper (dark): 2.8 to 1');
  expect(stderr.match(/hard to read/g)).toHaveLength(2);
});

it('has typefaces, styles, a view, covers and a density', async () => {
  const { read, styles, out } = await built({
    fonts: {
      text: ['fonts/text.woff2', { file: 'fonts/text.woff2', weight: '500 700', style: 'italic' }],
      headings: 'looks/heads.ttf',
      interface: 'Gill Sans, Optima',
    },
    css: 'looks/own.css',
    view: 'cards',
    covers: 'none',
    density: 'compact',
  });
  const issue = read('issues/a/index.html');
  expect(issue).toContain(
    '<link rel="preload" as="font" type="font/woff2" href="../../fonts/text.woff2" crossorigin>',
  );
  expect(issue).toMatch(
    /assets\/theme-\w+\.css"><link rel="stylesheet" href="..\/..\/looks\/own.css">/,
  );
  expect(issue).toContain(' data-view="cards" data-usual="cards"');
  expect(styles).toContain('src:url("../fonts/text.woff2");font-display:swap;font-weight:400');
  expect(styles).toContain('font-weight:500 700;font-style:italic');
  expect(styles).toContain("--serif:'broadsheet-text',serif");
  expect(styles).toContain("--sans:'Gill Sans','Optima',sans-serif");
  expect(styles).toContain('html{font-size:93.75%}');
  expect(styles).toContain('.issue .cover{display:none');
  expect(read('looks/heads.ttf')).toBe('TTF');
  expect(read('looks/own.css')).toBe(files['looks/own.css']);
  expect(existsSync(join(out, 'fonts/text.woff2'))).toBe(true);
});

it('is served with the types that browsers ask for', async () => {
  const folder = folderWith({
    accent: '#063',
    css: 'looks/own.css',
    fonts: { text: 'looks/heads.ttf' },
  });
  const server = await serve([folder]);
  const home = await (await fetch(server.url)).text();
  const [, own = ''] = /href="(assets\/theme-\w+\.css)"/.exec(home) ?? [];
  for (const [path, type] of [
    [own, 'text/css'],
    ['looks/own.css', 'text/css'],
    ['looks/heads.ttf', 'font/ttf'],
  ] as const) {
    const { status, headers } = await fetch(new URL(path, server.url));
    expect([status, headers.get('content-type')], path).toEqual([
      200,
      expect.stringContaining(type),
    ]);
  }
});

it.each([
  ['red', /expected \{ accent/],
  [{ accent: 'red' }, /accent is a colour such as/],
  [{ paper: { light: '#fff', print: '#fff' } }, /paper is a colour/],
  [{ ink: '#fff;}*{display:none' }, /ink is a colour/],
  [{ colour: '#fff' }, /there is no colour; expected accent, paper/],
  [{ view: 'tiles' }, /view is one of compact, cards/],
  [{ density: 7 }, /density is one of/],
  [{ covers: true }, /covers is one of/],
  [{ fonts: { text: 'x"}*{}' } }, /fonts are for text/],
  [{ fonts: { body: 'Georgia' } }, /fonts are for text/],
  [{ fonts: { text: [{ file: 'a.woff2', weight: 'bold' }] } }, /fonts are for text/],
  [{ fonts: { text: 'nowhere.woff2' } }, /theme: nowhere\.woff2 is not there/],
  [{ fonts: { text: '../a.woff2' } }, /theme: .*outside of the folder/],
  [{ css: 'a.md' }, /css is a file of styles/],
  [{ css: '../own.css' }, /theme: .*outside of the folder/],
  [{ css: '.git/own.css' }, /theme: .*it is hidden/],
])('is refused where it is none: %j', async (theme, expected) => {
  const { status, stderr } = await run(['build', folderWith(theme)]);
  expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringMatching(expected) });
});
