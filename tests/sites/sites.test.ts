/*
 * Small sites beside their generators: what Hugo and Jekyll publish, and where. Their answers are
 * recorded in `expected`; with BROADSHEET_ALL=1, and Debian's hugo and jekyll, they are asked again.
 * BROADSHEET_RECORD=1 writes what they say.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteAnswer } from './answer.js';
import { askBroadsheet } from './broadsheet_answer.js';
import { differencesOf } from './comparison.js';
import type { SiteDescription, Variant } from './description.js';
import { askHugo, hasHugo, writeFiles } from './hugo_probe.js';
import { hugoSites } from './hugo_sites.js';
import { hugoVariations } from './hugo_variations.js';
import { askJekyll, hasJekyll } from './jekyll_probe.js';
import { jekyllSites } from './jekyll_sites.js';
import { jekyllVariations } from './jekyll_variations.js';

const variants: readonly Variant[] = ['plain', 'drafts', 'future', 'expired'];
const asksGenerators = process.env.BROADSHEET_ALL === '1' || process.env.BROADSHEET_RECORD === '1';

type Answers = Record<string, SiteAnswer>;

function fileOf(generator: string): string {
  return fileURLToPath(new URL(`expected/${generator}.json`, import.meta.url));
}

function recorded(generator: string): Answers {
  return JSON.parse(readFileSync(fileOf(generator), 'utf8')) as Answers;
}

const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-sites-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write({ name, files }: SiteDescription): string {
  const folder = join(root, name);
  writeFiles(folder, files);
  return folder;
}

const generators = [
  {
    generator: 'hugo',
    sites: [...hugoSites, ...hugoVariations],
    isThere: hasHugo,
    ask: (folders: readonly string[]) => folders.map((folder) => askHugo(folder, variants)),
  },
  {
    generator: 'jekyll',
    sites: [...jekyllSites, ...jekyllVariations],
    isThere: hasJekyll,
    ask: (folders: readonly string[]) => askJekyll(folders, variants),
  },
];

describe.each(generators)('$generator', ({ generator, sites, isThere, ask }) => {
  const folders = new Map<string, string>();
  beforeAll(() => {
    for (const site of sites) folders.set(site.name, write(site));
    if (process.env.BROADSHEET_RECORD !== '1') return;
    const answers = ask([...folders.values()]);
    const byName = Object.fromEntries(sites.map(({ name }, at) => [name, answers[at]]));
    // A site a line: a change is then seen as that of a site.
    const lines = Object.entries(byName).map((one) =>
      one.map((part) => JSON.stringify(part)).join(': '),
    );
    writeFileSync(fileOf(generator), `{\n${lines.join(',\n')}\n}\n`);
  });

  it.runIf(asksGenerators && isThere)('says today what is recorded', { timeout: 300_000 }, () => {
    const copies = sites.map((site) => write({ ...site, name: `again-${site.name}` }));
    const answers = ask(copies);
    const byName = Object.fromEntries(sites.map(({ name }, at) => [name, answers[at]]));
    expect(byName).toEqual(recorded(generator));
  });

  it.each(sites)('$name: the same pages at the same addresses', async (site) => {
    const answer = recorded(generator)[site.name];
    if (answer === undefined) throw new Error(`${site.name} was never recorded`);
    const folder = folders.get(site.name) ?? '';
    const differences: string[] = [];
    for (const variant of variants) {
      const ours = await askBroadsheet(folder, variant);
      differences.push(...differencesOf(answer, ours, variant, site.differences));
    }
    expect(differences).toEqual([]);
  });
});
