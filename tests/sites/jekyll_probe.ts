/* Jekyll's own answer: one process of Ruby reads all sites with its library. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type SiteAnswer, compare, sortedPages } from './answer.js';
import type { Variant } from './description.js';

const probe = fileURLToPath(new URL('jekyll_probe.rb', import.meta.url));
const needed = 'require "jekyll"; require "jekyll-redirect-from"; require "jekyll-feed"';

/** Whether there is a Jekyll to ask, with the plugins that sites use. */
export const hasJekyll = spawnSync('ruby', ['-e', needed]).status === 0;

export function askJekyll(folders: readonly string[], variants: readonly Variant[]): SiteAnswer[] {
  const { stdout, stderr, status } = spawnSync('ruby', [probe], {
    input: JSON.stringify(folders.map((source) => ({ source, variants }))),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TZ: 'UTC' },
  });
  if (status !== 0) throw new Error(`Jekyll failed:\n${stderr}`);
  return (JSON.parse(stdout) as SiteAnswer[]).map((answer) => ({
    ...answer,
    pages: sortedPages(answer.pages),
    redirects: Object.fromEntries(
      Object.entries(answer.redirects).sort(([one], [other]) => compare(one, other)),
    ),
  }));
}
