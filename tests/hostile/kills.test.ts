/*
 * Builds that are killed at random moments, beside files of somebody else. Four by default, 200 with
 * BROADSHEET_ALL=1.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, run, start } from '../cli/command.js';
import { archiveId, faultsOfArchive, leftovers, missingForeign, putForeign } from './whole.js';

const kills = process.env.BROADSHEET_ALL === '1' ? 200 : 4;
/** So many that threads help to render them. */
const posts = 1010;
/** How many posts are changed before each build; with 0 there is no archive yet. */
const changes = [1, 100, posts, 0];

function write(folder: string, count: number, version: number): void {
  for (let number = 0; number < count; number += 1) {
    const text = `---\ntitle: Letter ${number}\ndate: 2024-01-02\ntags: [t${number % 9}]\n---\nVersion ${version}.\n`;
    writeFileSync(join(folder, `${number}.md`), text);
  }
}

it(
  `leave the old archive or the new one, and all else as it is (${kills})`,
  async () => {
    const folder = emptyFolder();
    const out = join(emptyFolder(), 'archive');
    write(folder, posts, 0);
    const seen = { old: 0, new: 0, hidden: 0, none: 0 };
    let took = 0;
    const build = async (): Promise<void> => {
      const began = performance.now();
      const { status, stderr } = await run(['build', folder, '--out', out]);
      expect(stderr).not.toContain('defect');
      expect(status).toBe(0);
      took = performance.now() - began;
    };
    mkdirSync(out, { recursive: true });
    putForeign(out);
    await build();
    for (let kill = 1; kill <= kills; kill += 1) {
      const change = changes[kill % changes.length] ?? 1;
      if (change === 0) {
        rmSync(out, { recursive: true });
        mkdirSync(out);
        putForeign(out);
      }
      const before = existsSync(join(out, 'files.json')) ? archiveId(out) : undefined;
      write(folder, change, kill);
      const { child, closed } = start(['build', folder, '--out', out]);
      // Spread over the whole run, more of them near its end, where the archive is put in place.
      const share = 0.3 + 0.8 * ((kill * 0.618) % 1);
      await new Promise((resolve) => setTimeout(resolve, took * share));
      child.kill('SIGKILL');
      await closed;
      if (!existsSync(out)) {
        // For a moment the whole folder has a hidden name.
        expect(leftovers(out).length, String(kill)).toBe(1);
        seen.hidden += 1;
      } else {
        expect(missingForeign(out), String(kill)).toEqual([]);
        const isThere = existsSync(join(out, 'files.json'));
        if (isThere || before !== undefined) expect(faultsOfArchive(out), String(kill)).toEqual([]);
        seen[!isThere ? 'none' : archiveId(out) === before ? 'old' : 'new'] += 1;
      }
      await build();
      expect(faultsOfArchive(out), String(kill)).toEqual([]);
      expect(missingForeign(out), String(kill)).toEqual([]);
      expect(readdirSync(join(out, '..')), String(kill)).toEqual(['archive']);
    }
    console.log(`${kills} kills: ${JSON.stringify(seen)}`);
    expect(seen.old + seen.new + seen.none).toBeGreaterThan(0);
  },
  60_000 + kills * 20_000,
);
