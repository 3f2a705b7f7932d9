/* A world with a hostile folder in it, and what can be seen of it from outside. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type World, kinds, secret } from './kinds.js';

/** A folder with some posts and what the kinds plant. */
export function makeWorld(names: readonly string[], owner: number | undefined): World {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-hostile-')));
  const world = { root, folder: join(root, 'folder'), outside: join(root, 'outside') };
  mkdirSync(join(world.folder, 'sub'), { recursive: true });
  mkdirSync(join(world.outside, 'hooks'), { recursive: true });
  const { folder, outside } = world;
  writeFileSync(join(folder, '2024-01-02-a.md'), '---\ntitle: A\ndate: 2024-01-02\n---\n\nOne.\n');
  // With something that `check --fix` mends.
  writeFileSync(
    join(folder, 'b.md'),
    '---\ntitle: B\ndate: 2024-02-02\n---\n\n#No blank\n\n[x](www.example.org)\n',
  );
  writeFileSync(join(folder, 'sub/c.md'), '---\ntitle: C\ndate: 2024-03-02\n---\n\nThree.\n');
  for (const name of [
    'secret.md',
    'secret.txt',
    'secret.png',
    'precious.txt',
    'hooks/post-commit',
  ]) {
    writeFileSync(join(outside, name), `# ${secret}\n`);
  }
  writeFileSync(join(outside, 'settings.yaml'), `title: ${secret}\n`);
  writeFileSync(join(outside, 'shared.md'), '# Shared\n\n[x](www.example.org)\n');
  for (const name of names) {
    try {
      kinds[name]?.(world);
    } catch (error) {
      // Of two that want one place, the first has it; so has a link that leads nowhere.
      const code = String((error as NodeJS.ErrnoException).code);
      if (!['EEXIST', 'ENOTDIR', 'ENOENT', 'ELOOP'].includes(code)) throw error;
    }
  }
  chmodSync(root, 0o755);
  if (owner !== undefined) own(root, owner);
  return world;
}

export function removeWorld({ root }: World): void {
  rmSync(root, { recursive: true, force: true });
}

function own(path: string | Buffer, owner: number): void {
  lchownSync(path, owner, owner);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path, { encoding: 'buffer' })) {
    own(Buffer.concat([Buffer.from(path), Buffer.from('/'), name]), owner);
  }
}

/** Everything below a folder by its path, as bytes: what it is, which, and what is in it. */
export function snapshot(root: string): Map<string, string> {
  const seen = new Map<string, string>();
  const look = (path: Buffer): void => {
    const found = lstatSync(path);
    const content = found.isSymbolicLink()
      ? readlinkSync(path)
      : found.isFile() && found.size < 1 << 24
        ? createHash('sha256').update(readFileSync(path)).digest('hex')
        : String(found.size);
    // A folder's time changes with what is made in it and removed again.
    const time = found.isDirectory() ? '' : found.mtimeMs;
    const key = path.subarray(root.length + 1).toString('latin1');
    seen.set(key, `${found.mode}:${found.ino}:${time}:${found.isDirectory() ? '' : content}`);
    if (!found.isDirectory()) return;
    for (const name of readdirSync(path, { encoding: 'buffer' })) {
      look(Buffer.concat([path, Buffer.from('/'), name]));
    }
  };
  look(Buffer.from(root));
  return seen;
}

/** What is otherwise: `+` created, `-` removed, `~` changed. */
export function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  const list: string[] = [];
  for (const [path, state] of after) {
    if (!before.has(path)) list.push(`+${path}`);
    else if (before.get(path) !== state) list.push(`~${path}`);
  }
  for (const path of before.keys()) if (!after.has(path)) list.push(`-${path}`);
  return list.sort();
}

/** Files below a folder that hold the secret, links not followed. */
export function leaks(folder: string): string[] {
  const found: string[] = [];
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return found;
  for (const item of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = join(item.parentPath, item.name);
    // Of a name that is no UTF-8 nothing is found; nobody but the test has written it.
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || stats.size > 1 << 24 || stats.nlink > 1) continue;
    if (readFileSync(file).includes(secret)) found.push(file);
  }
  return found;
}
