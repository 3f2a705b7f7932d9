/* What a whole archive is, and what else lies in its folder. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of somebody else in an archive's folder, by path; one name is no UTF-8. */
const foreign: [path: Buffer, content: string][] = [
  [Buffer.from('.git/HEAD'), 'ref: refs/heads/gh-pages\n'],
  [Buffer.from('.git/objects/ab/cdef'), 'an object'],
  [Buffer.from('CNAME'), 'letters.example\n'],
  [Buffer.from('posts/notes.txt'), 'notes among the posts'],
  [Buffer.from('notes/deep/er.txt'), 'deep'],
  [Buffer.concat([Buffer.from('notes/'), Buffer.from([0xff, 0xfe])]), 'bytes'],
];

function at(out: string, path: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${out}/`), path]);
}

export function putForeign(out: string): void {
  for (const [path, content] of foreign) {
    mkdirSync(dirname(join(out, path.toString('latin1'))), { recursive: true });
    writeFileSync(at(out, path), content);
  }
}

/** Which of them are not there as they were. */
export function missingForeign(out: string): string[] {
  return foreign
    .filter(
      ([path, content]) =>
        !existsSync(at(out, path)) || readFileSync(at(out, path), 'utf8') !== content,
    )
    .map(([path]) => path.toString());
}

/**
 * What keeps a folder from being an archive as one build has made it: by its list, and by the posts,
 * which all say their version.
 */
export function faultsOfArchive(out: string): string[] {
  if (!existsSync(join(out, 'files.json'))) return ['there is no list'];
  const { files } = JSON.parse(readFileSync(join(out, 'files.json'), 'utf8')) as {
    files: Record<string, string>;
  };
  return Object.entries(files).flatMap(([path, hash]) => {
    const file = join(out, path);
    if (!existsSync(file)) return [`${path} is missing`];
    const found = createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 22);
    return found === hash ? [] : [`${path} is another`];
  });
}

/** The digest of the list: says which archive it is. */
export function archiveId(out: string): string {
  return createHash('sha256')
    .update(readFileSync(join(out, 'files.json')))
    .digest('hex');
}

/** Hidden folders of builds beside an archive. */
export function leftovers(out: string): string[] {
  return readdirSync(dirname(out)).filter(
    (name) => name.startsWith('.') && lstatSync(join(dirname(out), name)).isDirectory(),
  );
}
