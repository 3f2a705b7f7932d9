/** An archive as `broadsheet build` writes it. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { afterAll } from 'vitest';
import { root } from '../package/paths.ts';
import { contentTypes } from './content_types.mjs';

const command = join(root, 'dist/package/dist/cli/main.js');
const made: string[] = [];

/** A folder that is gone after the tests. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'broadsheet-pages-'));
  made.push(path);
  return path;
}

afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** Builds the posts of a folder, or these files; returns where the archive is. */
export function build(posts: string | Readonly<Record<string, string>>): string {
  let source: string;
  if (typeof posts === 'string') {
    source = posts;
  } else {
    source = folder();
    for (const [name, text] of Object.entries(posts)) {
      const file = join(source, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  const out = join(folder(), 'archive');
  execFileSync(process.execPath, [command, 'build', source, '--out', out, '--quiet'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return out;
}

/** All files of an archive below a folder and with an ending, `/` between segments. */
export function filesOf(archive: string, ending: string): string[] {
  return readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith(ending) && !name.startsWith('posts/'))
    .sort();
}

/** A file of an archive. */
export function read(archive: string, path: string): string {
  return readFileSync(join(archive, path), 'utf8');
}

/** Serves an archive as any static host does. */
export async function serveFiles(archive: string): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    let file = join(archive, decodeURIComponent(pathname));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const isThere = existsSync(file);
    if (!isThere) file = join(archive, '404.html');
    response.writeHead(isThere ? 200 : 404, {
      'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
    });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
