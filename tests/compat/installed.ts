/** The packed package, installed into an empty folder as a user does it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { packageFolder } from '../package/paths.ts';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

/** What every fixture answers. */
export const expectedAnswer = ['周报', '<p><strong>要点：</strong>见下文。</p>\n', 1];

/** The archive that the element's fixture shows: files of a host, by name. */
export const archiveFiles: Readonly<Record<string, string>> = {
  'archive/manifest.json': JSON.stringify({
    format: 'broadsheet-manifest',
    version: 1,
    title: 'Letters',
    posts: [{ path: 'letter.md', data: { title: '周报' } }],
  }),
  'archive/posts/letter.md': '---\ntitle: 周报\n---\n**要点：**见下文。\n',
};

/** The folder of a test file, made before its tests and removed after them. */
export interface Installed {
  /** Holds node_modules/broadsheet and the fixtures. */
  readonly folder: string;
  /** The packed file. */
  readonly tarball: string;
  /** Its size in bytes. */
  readonly size: number;
}

/** Packs the package and installs it, without a network: it has no dependencies. */
export function installPackage(): Installed {
  const installed = { folder: '', tarball: '', size: 0 };
  beforeAll(() => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-compat-')));
    installed.folder = folder;
    const report = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: packageFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [{ filename, size }] = JSON.parse(report) as [{ filename: string; size: number }];
    installed.tarball = join(folder, filename);
    installed.size = size;
    writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
    execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', installed.tarball], {
      cwd: folder,
      stdio: 'pipe',
    });
    cpSync(fixtures, folder, { recursive: true });
    mkdirSync(join(folder, 'archive/posts'), { recursive: true });
    for (const [name, text] of Object.entries(archiveFiles))
      writeFileSync(join(folder, name), text);
  });
  afterAll(() => rmSync(installed.folder, { recursive: true, force: true }));
  return installed;
}
