/*
 * Every address of every page of a built archive is followed: what was there in the folder is there in
 * the archive, at the root of a host and below a path; and what the page makes of a post in the browser
 * is what stands in the file.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, createCatalog, init, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, it } from 'vitest';
import { listedIssues } from '../../web/page/site/listed.ts';
import '../../web/page/site/guesses.ts';
import '../../web/page/site/strings/all.ts';
import { RelatedIssues } from '../../web/page/site/related.ts';
import { Site } from '../../web/page/site/site.ts';
import { frameOf } from '../../web/page/templates/frame.ts';
import { viewOfIssue, viewOfPage } from '../../web/page/templates/view.ts';
import { shared } from '../package/paths.ts';
import { build, filesOf, read } from './archive.ts';
import { type DeadAddress, Meant, deadAddresses } from './crawler.ts';
import { feedFindings } from './feed_rules.ts';

const isWhole = process.env.BROADSHEET_ALL === '1';

/** Addresses that lead to nothing although a file's path ends as they do, and why. */
const explained: Readonly<Record<string, string>> = {
  'AlipayFormatter.xml':
    'no picture, sound, video, font or document; check names it (file-withheld)',
  '/en/payment-batching/': 'a page that is not at hand; a topic of this name stands elsewhere',
  'h/blog/sofa-rpc-connection-management-heartbeat-analysis/': 'the author has lost two letters',
};

function isExplained({ address }: DeadAddress): boolean {
  return Object.keys(explained).some((end) => address === end || address.endsWith(`/${end}`));
}

const folders = [
  { name: 'fahdlabs', path: 'sites/fahdlabs', isQuick: true },
  { name: 'sofa-weekly', path: 'corpora/sofa-weekly', isQuick: true },
  { name: 'sofastack', path: 'sites/sofastack', isQuick: false },
  { name: 'optech', path: 'sites/optech', isQuick: false },
  ...['sofastack-blog', 'lwkd', 'swiftweekly', 'haskellweekly'].map((name) => ({
    ...{ name, path: `corpora/${name}`, isQuick: false },
  })),
];

const patience = 600_000;

describe.each(folders)('the archive of $name', ({ path, isQuick }) => {
  const folder = join(shared, path);
  const runs = existsSync(folder) && (isQuick || isWhole);
  if (!existsSync(folder)) console.warn(`${folder} is not at hand; its archive is not looked at.`);
  let archive = '';
  beforeAll(() => {
    if (runs) archive = build(folder);
  }, patience);

  it.runIf(runs).each(['/', '/a/b/'])(
    'at %s: misses nothing that was there in the folder',
    (base) => {
      const meant = new Meant(folder);
      const { posts } = JSON.parse(read(archive, 'manifest.json')) as Manifest;
      // Pages of a site that are no posts are not in its archive, and check names links to them.
      const isOfArchive = (file: string): boolean =>
        !/\.(?:md|markdown|html?)$/.test(file) || posts.some(({ path }) => file.endsWith(path));
      const lost = deadAddresses(archive, base)
        .filter((dead) => dead.isThereAtRoot || meant.of(dead.path).some(isOfArchive))
        .filter((dead) => !isExplained(dead))
        .map(({ page, address }) => `${page}: ${address}`);
      expect([...new Set(lost)]).toEqual([]);
    },
    patience,
  );

  it.runIf(runs)('has feeds that keep to the rules, and no address that is not whole', () => {
    const manifest = JSON.parse(read(archive, 'manifest.json')) as Manifest;
    const feeds = ['.xml', 'feed.json'].flatMap((ending) => filesOf(archive, ending));
    expect(feeds.length).toBeGreaterThan(2);
    const findings = feeds.flatMap((file) =>
      feedFindings(file, read(archive, file), manifest.baseUrl !== undefined),
    );
    expect(findings.slice(0, 20)).toEqual([]);
  });

  it.runIf(runs)(
    'shows in the browser what stands in its files',
    { timeout: patience },
    async () => {
      await init();
      const manifest = JSON.parse(read(archive, 'manifest.json')) as Manifest;
      const catalog = createCatalog(listedIssues(manifest));
      const site = new Site(manifest, catalog);
      const related = new RelatedIssues(site);
      const different: string[] = [];
      for (const entry of manifest.posts) {
        const address = site.pathOf(entry);
        const body = renderPost(readFileSync(join(archive, 'posts', entry.path)), {
          ...manifest.rendering,
          file: entry.path,
        });
        const frame = frameOf(site, address, site.languages[0] ?? 'en');
        const view = entry.page
          ? viewOfPage(frame, entry, body)
          : viewOfIssue(frame, entry, body, related);
        const main = view.main.text;
        const file = address === '' || address.endsWith('/') ? `${address}index.html` : address;
        if (!read(archive, file).includes(main)) different.push(entry.path);
      }
      catalog.dispose();
      expect(different).toEqual([]);
    },
  );
});
