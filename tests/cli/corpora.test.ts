/* Real newsletters: every file is a post or is named as passed over, and all are up quickly. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { run, serve } from './command.js';

const shared =
  process.env.BROADSHEET_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const corpora = join(shared, 'corpora');

const markdownFiles = {
  'sofa-weekly': 131,
  'sofastack-blog': 312,
  lwkd: 386,
  swiftweekly: 202,
  haskellweekly: 538,
};

if (!existsSync(corpora)) {
  console.warn(`The real newsletters are not at hand (${corpora}); their tests are skipped.`);
}

/**
 * How long a process computed so far. Time on the clock would tell how busy the machine is with
 * other tests. Only Linux says it of another process; elsewhere nothing is measured.
 */
function processorSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  // The fields behind the name, which is in brackets and may hold blanks; ticks of 1/100 s.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

describe.skipIf(!existsSync(corpora)).each(Object.entries(markdownFiles))('%s', (name, files) => {
  const folder = join(corpora, name);

  it('has a post for every file that is not named as passed over', async () => {
    const onDisk = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (item) => item.isFile() && /\.(?:md|markdown)$/.test(item.name),
    );
    expect(onDisk.length).toBe(files);
    const { stdout } = await run(['check', folder, '--json']);
    const report = JSON.parse(stdout) as { posts: number; skipped: unknown[]; failed: unknown[] };
    expect(report.failed).toEqual([]);
    expect(report.posts + report.skipped.length).toBe(files);

    const { url, pid, stop } = await serve([folder, '--port', '0']);
    expect(processorSeconds(pid), 'processor time until it was up').toBeLessThan(2);
    const manifest = (await (await fetch(`${url}manifest.json`)).json()) as Manifest;
    const { stderr } = await stop();
    const drafts = Number(/(\d+) drafts? left out/.exec(stderr)?.[1] ?? 0);
    expect(manifest.posts.length + drafts).toBe(report.posts);
    for (const { path, data } of manifest.posts) expect(data.title, path).toBeTruthy();
  });
});
