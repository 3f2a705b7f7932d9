/*
 * A disk that fails: each call of a small build that writes, failing in turn with each code, or ending
 * the process. A sample by default, all with BROADSHEET_ALL=1.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Outcome, emptyFolder, run } from '../cli/command.js';
import { archiveId, faultsOfArchive, leftovers, missingForeign, putForeign } from './whole.js';

const preload = fileURLToPath(new URL('fixtures/fail_at.mjs', import.meta.url));
const isAll = process.env.BROADSHEET_ALL === '1';
/** With BROADSHEET_FAULTS=each, every call fails with one of the codes in turn. */
const isEach = process.env.BROADSHEET_FAULTS === 'each';
const codes = ['ENOSPC', 'EACCES', 'EMFILE', 'EROFS', 'EIO', 'KILL'];

interface Place {
  folder: string;
  out: string;
  state: string;
}

/** Posts of a version; with `isTurned` a folder is where a file was, so that all is replaced. */
function write({ folder }: Place, version: number, isTurned: boolean): void {
  const thing = join(folder, 'thing.txt');
  rmSync(thing, { recursive: true, force: true });
  if (isTurned && version % 2 === 1) {
    mkdirSync(thing);
    writeFileSync(join(thing, 'inner.png'), 'picture');
  } else {
    writeFileSync(thing, 'a thing');
  }
  for (const name of ['a', 'b', 'c']) {
    const text = `---\ntitle: ${name}\ndate: 2024-01-02\n---\nVersion ${version} ![x](thing.txt/inner.png) [y](thing.txt)\n`;
    writeFileSync(join(folder, `${name}.md`), text);
  }
}

function build({ folder, out, state }: Place, env: Record<string, string> = {}): Promise<Outcome> {
  const options =
    env.FAIL_WITH === undefined ? {} : { NODE_OPTIONS: `--import ${pathToFileURL(preload).href}` };
  return run(['build', folder, '--out', out], {
    env: { XDG_STATE_HOME: state, ...options, ...env },
  });
}

async function faultsAt(
  place: Place,
  isTurned: boolean,
  at: number,
  code: string,
  version: number,
): Promise<string[]> {
  const faults: string[] = [];
  const before = archiveId(place.out);
  write(place, version, isTurned);
  const { status, stderr } = await build(place, { FAIL_AT: String(at), FAIL_WITH: code });
  const errors = stderr.match(/^error: .*/gm) ?? [];
  if (/^\s+at |defect of Broadsheet/m.test(stderr)) faults.push(stderr);
  if (code === 'KILL' ? status === 4 : status === null) faults.push(`status ${status}: ${stderr}`);
  if (code !== 'KILL' && status !== 0 && errors.length !== 1) faults.push(`no sentence: ${stderr}`);
  if (existsSync(place.out)) {
    faults.push(...faultsOfArchive(place.out), ...missingForeign(place.out));
    if (code !== 'KILL' && (archiveId(place.out) === before) !== (status !== 0))
      faults.push(`not what it says: ${status} ${stderr}`);
  } else if (code !== 'KILL' || leftovers(place.out).length !== 1) {
    faults.push('the archive has gone');
  }
  const next = await build(place);
  if (next.status !== 0) faults.push(`the next build: ${next.stderr}`);
  faults.push(...faultsOfArchive(place.out), ...missingForeign(place.out));
  const beside = readdirSync(join(place.out, '..'));
  if (beside.length !== 1) faults.push(`left: ${beside.join(', ')}`);
  return faults.map((fault) => `${code} at ${at}: ${fault}`);
}

describe.each([
  ['mended', false],
  ['replaced', true],
])('an archive that is %s', (_how, isTurned) => {
  it('is whole after every failure, which has a sentence', async () => {
    const place = {
      folder: emptyFolder(),
      out: join(emptyFolder(), 'archive'),
      state: emptyFolder(),
    };
    mkdirSync(place.out);
    putForeign(place.out);
    write(place, 0, isTurned);
    expect((await build(place)).status).toBe(0);
    write(place, 1, isTurned);
    const counted = await build(place, { FAIL_WITH: 'none' });
    const count = Number(/(\d+) writing calls/.exec(counted.stderr)?.[1]);
    expect(count).toBeGreaterThan(50);
    const faults: string[] = [];
    let version = 1;
    for (let at = 0; at < count; at += 1) {
      const some = isAll
        ? codes
        : isEach
          ? [codes[at % codes.length] ?? '']
          : at % 37 === 7
            ? [codes[(at >> 3) % codes.length] ?? '']
            : [];
      for (const code of some) {
        version += 1;
        faults.push(...(await faultsAt(place, isTurned, at, code, version)));
      }
    }
    console.log(`${count} writing calls, ${version - 1} failures`);
    expect(faults).toEqual([]);
  }, 7_200_000);
});
