/*
 * Whole sites as their owners keep them, beside their generators. Only with BROADSHEET_ALL=1, the sites
 * at hand and Debian's hugo and jekyll: it takes minutes.
 */
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
import { afterAll, describe, expect, it } from 'vitest';
import { shared } from '../package/paths.js';
import { askBroadsheet } from './broadsheet_answer.js';
import { differencesOf } from './comparison.js';
import type { Variant } from './description.js';
import { askHugo, hasHugo } from './hugo_probe.js';
import { askJekyll, hasJekyll } from './jekyll_probe.js';

const sites = join(shared, 'sites');
const variants: readonly Variant[] = ['plain', 'drafts', 'future', 'expired'];
const isAsked = process.env.BROADSHEET_ALL === '1';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-shared-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy without what pages look like: themes, layouts, pictures. */
function copyOf(name: string): string {
  const folder = join(root, name);
  const left = new Set(['layouts', 'themes', 'static', 'assets', 'img', '_layouts', 'resources']);
  cpSync(join(sites, name), folder, {
    recursive: true,
    filter: (path) => !left.has(basename(path)),
  });
  const modules = join(folder, 'config/_default/module.toml');
  if (existsSync(modules)) {
    const text = readFileSync(modules, 'utf8');
    writeFileSync(modules, text.replace(/^\[\[imports\]\][^[]*/gm, ''));
  }
  return folder;
}

const claimedTwice =
  'posts in two languages claim it, in another case or spelling; one of them has it';
const ofSofastack = Object.fromEntries(
  [
    ...['rpc/docs/Custom-ThreadPool', 'rpc/docs/Getting-Started-with-SOFA-Boot'],
    ...['rpc/docs/notice', 'rpc/docs/Getting-Started-With-SOFA-Boot'],
    ...['rpc/docs/NOTICE', 'tracer/docs/ComponentAccess'],
  ].map((path) => [`sofa-${path}/index.html`, claimedTwice]),
);

const noPost = 'a page of the site is no post, and is named as passed over';
const ofOptech = Object.fromEntries(
  [
    ...['about', 'blog', 'internal/sources', 'matrix', 'newsletters', 'podcast', 'publications'],
    ...['tools/calc-size', 'tools/reorg-calculator', 'topic-categories', 'topic-dates', 'topics'],
    'workshops',
  ]
    .map((path) => [`en/${path}/index.html`, noPost])
    .concat([['translations/index.html', noPost]]),
);

const ofFahdlabs = {
  ...Object.fromEntries(
    ['archives', 'search'].flatMap((name) => [
      [`content/page/${name}/index.md`, 'a list of its theme: the home page stands for it'],
      [`https://blog.fahdlabs.com/${name}/`, 'no issue'],
    ]),
  ),
  'page/index.xml': 'a feed of pages',
};

describe.each([
  {
    name: 'sofastack',
    isThere: hasHugo,
    ask: (folder: string) => askHugo(folder, variants),
    explained: ofSofastack,
  },
  {
    name: 'fahdlabs',
    isThere: hasHugo,
    ask: (folder: string) => askHugo(folder, variants),
    explained: ofFahdlabs,
  },
  {
    name: 'optech',
    isThere: hasJekyll,
    ask: (folder: string) => askJekyll([folder], variants)[0],
    explained: ofOptech,
  },
])('$name', ({ name, isThere, ask, explained }) => {
  const canAsk = isAsked && isThere && existsSync(join(sites, name));
  it.runIf(canAsk)('is the same site', { timeout: 600_000 }, async () => {
    const ours = await Promise.all(
      variants.map((variant) => askBroadsheet(join(sites, name), variant)),
    );
    const answer = ask(copyOf(name));
    if (answer === undefined) throw new Error('no answer');
    // An answer of nothing would equal anything.
    expect(answer.published.plain?.length).toBeGreaterThan(5);
    expect(ours[0]?.files.size).toBeGreaterThan(5);
    const differences = variants.flatMap((variant, at) => {
      const own = ours[at];
      return own === undefined ? [] : differencesOf(answer, own, variant, explained);
    });
    expect(differences).toEqual([]);
  });
});
