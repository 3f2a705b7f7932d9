/* Pictures for social media, drawn by satori and resvg. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, main, run } from './command.js';

/** Of Debian's fonts-dejavu-core: Latin and no Chinese. */
const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';
const said = 'baseURL: https://a.example/b/\nsocialCards: { font: fonts/own.ttf }\n';
const post = (title: string, more = '') =>
  `---\ntitle: "${title}"\ndate: 2024-01-02\n${more}---\n\nText.\n`;

function folderOf(files: Record<string, string>, hasFont = true): string {
  const folder = join(emptyFolder(), 'press');
  mkdirSync(join(folder, 'fonts'), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  if (hasFont) cpSync(font, join(folder, 'fonts/own.ttf'));
  return folder;
}

interface Place {
  cwd?: string;
  env: Record<string, string>;
  program?: string;
}

async function build(folder: string, out: string, place: Place) {
  const { stderr, status } = await run(['build', folder, '--out', out], place);
  expect(status, stderr).toBe(0);
  const cards = readdirSync(join(out, 'assets')).filter((name) => name.endsWith('.png'));
  return { stderr, cards };
}

function cardIn(out: string, issue: string): string | undefined {
  const page = readFileSync(join(out, 'issues', issue, 'index.html'), 'utf8');
  return /<meta property="og:image" content="([^"]*)">/.exec(page)?.[1];
}

/** The command line where none of the libraries is installed. */
function packageAlone(): string {
  const alone = join(emptyFolder(), 'package');
  cpSync(join(dirname(main), '../..'), alone, { recursive: true });
  // The program asks for its own package by name.
  mkdirSync(join(alone, 'node_modules'));
  symlinkSync(alone, join(alone, 'node_modules/broadsheet'));
  return join(alone, 'dist/cli/main.js');
}

const place = (): Place => ({ env: { XDG_STATE_HOME: emptyFolder() } });

describe.skipIf(!existsSync(font))('an issue without a cover', () => {
  it('has a card with its title, 1200 pixels wide', async () => {
    const out = join(emptyFolder(), 'out');
    const folder = folderOf({
      'broadsheet.config.yaml': said,
      'a.md': post('One'),
      'b.md': post('Two <b> & "three" 🍵'),
      'c.md': post('رسائل الليل'),
      'd.md': post('Covered', 'cover: pic.png\n'),
      'pic.png': 'PNG',
    });
    const { cards, stderr } = await build(folder, out, place());
    const named = ['a', 'b', 'c'].map((issue) =>
      cardIn(out, issue)?.replace('https://a.example/b/assets/', ''),
    );
    expect([...cards].sort()).toEqual([...named].sort());
    expect(new Set(named).size).toBe(3);
    expect(cardIn(out, 'd')).toBe('https://a.example/b/posts/pic.png');
    for (const name of cards) {
      const bytes = readFileSync(join(out, 'assets', name));
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    }
    // A title is drawn: more of it is more to compress.
    const [short = 0, long = 0] = named.map(
      (name) => statSync(join(out, 'assets', name ?? '')).size,
    );
    expect(long).toBeGreaterThan(short * 1.3);
    expect(stderr).not.toContain('social card');
  });

  it('has that of the build before where nothing on it has changed', async () => {
    const out = join(emptyFolder(), 'out');
    const folder = folderOf({
      'broadsheet.config.yaml': said,
      'a.md': post('One'),
      'b.md': post('Two'),
    });
    const where = place();
    const first = await build(folder, out, where);
    const bytes = () =>
      first.cards.map((name) => readFileSync(join(out, 'assets', name), 'latin1'));
    const before = bytes();
    // Another configuration has all pages made anew; there is nothing here that could draw.
    writeFileSync(join(folder, 'broadsheet.config.yaml'), `${said}copyright: Mine\n`);
    const second = await build(folder, out, { ...where, program: packageAlone() });
    expect([second.cards, bytes()]).toEqual([first.cards, before]);
    expect(second.stderr).not.toContain('npm install');
    // One that is gone is drawn again.
    rmSync(join(out, 'assets', first.cards[0] ?? ''));
    await build(folder, out, where);
    expect(bytes()).toEqual(before);
    writeFileSync(join(folder, 'b.md'), post('Another'));
    const third = await build(folder, out, where);
    expect(third.cards).toHaveLength(2);
    expect(third.cards.filter((name) => first.cards.includes(name))).toHaveLength(1);
    writeFileSync(join(folder, 'broadsheet.config.yaml'), `${said}theme: { accent: "#0a6640" }\n`);
    const green = await build(folder, out, where);
    expect(green.cards.filter((name) => third.cards.includes(name))).toEqual([]);
  });

  it('has none where the font lacks its characters, and the owner hears of it', async () => {
    const out = join(emptyFolder(), 'out');
    const folder = folderOf({
      'broadsheet.config.yaml': said,
      'a.md': post('桌边'),
      'b.md': post('Two'),
    });
    const where = place();
    for (const _ of [1, 2]) {
      const { cards, stderr } = await build(folder, out, where);
      expect(cards).toHaveLength(1);
      expect(cardIn(out, 'a')).toBeUndefined();
      expect(stderr).toContain(
        '1 issue without a social card: fonts/own.ttf has no 桌 边. Name one more font',
      );
    }
  });

  it('has none where nothing draws, and the owner hears what to install', async () => {
    const folder = folderOf({ 'broadsheet.config.yaml': said, 'a.md': post('One') });
    // What lies in a folder of posts is none of ours: it may be a stranger's.
    for (const name of ['satori', '@resvg/resvg-js']) {
      mkdirSync(join(folder, 'node_modules', name), { recursive: true });
      writeFileSync(join(folder, 'node_modules', name, 'index.js'), 'throw new Error("it ran");');
    }
    const out = join(emptyFolder(), 'out');
    const where = { ...place(), cwd: folder, program: packageAlone() };
    const { cards, stderr } = await build(folder, out, where);
    expect(cards).toEqual([]);
    expect(cardIn(out, 'a')).toBeUndefined();
    expect(stderr).toContain('npm install satori @resvg/resvg-js');
    expect(stderr).not.toContain('it ran');
  });

  it('has none without an address of the archive', async () => {
    const folder = folderOf({
      'broadsheet.config.yaml': said.replace(/^baseURL.*\n/, ''),
      'a.md': post('One'),
    });
    const { cards, stderr } = await build(folder, join(emptyFolder(), 'out'), place());
    expect(cards).toEqual([]);
    expect(stderr).toContain('No social cards are drawn');
  });

  it('is drawn with a typeface of the theme where that is said', async () => {
    const settings =
      'baseURL: https://a.example/\nsocialCards: true\ntheme: { fonts: { headings: fonts/own.ttf } }\n';
    const folder = folderOf({ 'broadsheet.config.yaml': settings, 'a.md': post('One') });
    const { cards } = await build(folder, join(emptyFolder(), 'out'), place());
    expect(cards).toHaveLength(1);
  });
});

it.each([
  ['no font', 'socialCards: true', /socialCards: no font is named/],
  [
    'a font that is not there',
    'socialCards: { font: fonts/gone.ttf }',
    /fonts\/gone\.ttf is no file/,
  ],
  ['a font elsewhere', 'socialCards: { font: ../../own.ttf }', /is no file of the folder/],
  [
    'a font that nothing draws',
    'socialCards: { font: own.woff2 }',
    /own\.woff2 is no font that cards/,
  ],
  [
    'what is no font',
    'socialCards: { font: fonts/own.ttf }\nbaseURL: https://a.example/',
    /nothing can be drawn with fonts\/own\.ttf/,
  ],
  ['another form', 'socialCards: yes please', /expected true, or/],
])('refuses %s', async (_, settings, message) => {
  const folder = folderOf(
    {
      'broadsheet.config.yaml': `${settings}\n`,
      'a.md': post('One'),
      'fonts/own.ttf': 'no font',
      'own.woff2': 'wOF2',
    },
    false,
  );
  const { status, stderr } = await run(['build', folder, '--out', join(emptyFolder(), 'out')]);
  expect(stderr).toMatch(message);
  expect(status).toBe(3);
});
