/*
 * Liquid beside Jekyll's: the text of each post as it is handed on to Markdown, byte by byte. Its
 * answers are recorded in `expected/liquid.json`; with BROADSHEET_ALL=1 and Debian's jekyll it is asked
 * again, and about the shared site too. BROADSHEET_RECORD=1 writes what it says.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { init } from 'broadsheet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../web/cli/generators/front_matter.js';
import { resolveSource } from '../../web/cli/generators/rules.js';
import { recognizeSite } from '../../web/cli/site/recognize.js';
import { shared } from '../package/paths.js';
import { writeFiles } from './hugo_probe.js';
import { hasJekyll } from './jekyll_probe.js';
import { liquidSites } from './liquid_sites.js';

type Texts = Record<string, string>;

const file = fileURLToPath(new URL('expected/liquid.json', import.meta.url));
const isAsked = process.env.BROADSHEET_ALL === '1' && hasJekyll;
const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-liquid-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function askJekyll(folders: readonly string[], unknownBlocks = ''): Texts[] {
  const probe = fileURLToPath(new URL('liquid_probe.rb', import.meta.url));
  const { stdout, stderr, status } = spawnSync('ruby', [probe], {
    input: JSON.stringify(folders),
    encoding: 'utf8',
    maxBuffer: 1 << 29,
    env: { ...process.env, UNKNOWN_BLOCKS: unknownBlocks },
  });
  if (status !== 0) throw new Error(`Jekyll failed:\n${stderr}`);
  return JSON.parse(stdout) as Texts[];
}

async function ours(folder: string, paths: readonly string[]): Promise<Texts> {
  await init();
  const site = await recognizeSite(folder, 'build');
  return Object.fromEntries(
    paths.map((path) => {
      const source = readFileSync(join(folder, path), 'utf8');
      const text = resolveSource(site, path, source)?.text ?? source;
      return [path, text.slice(readFrontMatter(text).written.length)];
    }),
  );
}

/** Jekyll takes blank lines above the text for a part of the front matter. */
function trimmed(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, text.trim()]));
}

describe('small sites', () => {
  const folders = liquidSites.map(({ name }) => join(root, name));
  beforeAll(() => {
    for (const { name, files } of liquidSites) writeFiles(join(root, name), files);
    if (process.env.BROADSHEET_RECORD !== '1') return;
    const answers = askJekyll(folders);
    const lines = liquidSites.map(
      ({ name }, at) => `${JSON.stringify(name)}: ${JSON.stringify(answers[at])}`,
    );
    writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
  });
  const recorded = (): Record<string, Texts> =>
    JSON.parse(readFileSync(file, 'utf8')) as Record<string, Texts>;

  it.runIf(isAsked)('Jekyll says today what is recorded', { timeout: 120_000 }, () => {
    const answers = askJekyll(folders);
    const byName = Object.fromEntries(liquidSites.map(({ name }, at) => [name, answers[at]]));
    expect(byName).toEqual(recorded());
  });

  it.each(liquidSites)('$name: the same text', async ({ name }) => {
    const theirs = recorded()[name] ?? {};
    expect(Object.keys(theirs).length).toBeGreaterThan(2);
    const found = await ours(join(root, name), Object.keys(theirs));
    expect(trimmed(found)).toEqual(trimmed(theirs));
  });
});

const optech = join(shared, 'sites/optech');
it.runIf(isAsked && existsSync(optech))(
  'seven years of a newsletter: the same text of all posts',
  { timeout: 600_000 },
  async () => {
    const folder = join(root, 'optech');
    const left = new Set(['img', 'assets', '_layouts']);
    cpSync(optech, folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
    // The one tag of a plugin: it is left out here, and its text stays.
    const [theirs = {}] = askJekyll([folder], 'auto_anchor');
    expect(Object.keys(theirs).length).toBeGreaterThan(1000);
    const found = trimmed(await ours(folder, Object.keys(theirs)));
    const differing = Object.entries(trimmed(theirs)).filter(
      ([path, text]) => found[path] !== text,
    );
    expect(differing.map(([path]) => path)).toEqual([]);
  },
);
