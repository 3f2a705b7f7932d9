/**
 * The built page with an archive beside it, served as any static host would: below a path, by file
 * name alone, knowing nothing of posts.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { init, renderPost } from 'broadsheet';
import { root } from '../package/paths.ts';

const builtPage = join(root, 'web/dist');
/** Everything is served below this path: the page may not take itself for the root of a host. */
const prefix = '/press/room/';

/** The sample newsletters of the repository. */
export const samples = join(root, 'web/samples');

const contentTypes: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** An archive that is up. */
export interface Site {
  /** Ends in a slash. */
  url: string;
  manifest: Manifest;
  /** Tells the pages that are open of a change; only of a live archive. */
  announce(): void;
  stop(): Promise<void>;
}

/** Serves the Markdown files of a folder as an archive. */
export async function serveArchive(
  folder: string,
  options: { title?: string; live?: boolean } = {},
): Promise<Site> {
  if (!existsSync(join(builtPage, 'index.html'))) {
    throw new Error(`${builtPage} has no index.html. Run scripts/build first.`);
  }
  const manifest = await manifestOf(folder, options.title ?? 'Desk & Margin 桌边与页边');
  if (options.live) manifest.live = true;
  const listeners = new Set<ServerResponse>();

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.startsWith(prefix)
      ? decodeURIComponent(pathname.slice(prefix.length))
      : '';
    if (name === 'manifest.json') {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(manifest));
      return;
    }
    if (name === 'events' && options.live) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': listening\n\n');
      listeners.add(response);
      request.on('close', () => listeners.delete(response));
      return;
    }
    const file = name.startsWith('posts/')
      ? join(folder, name.slice('posts/'.length))
      : join(builtPage, name || 'index.html');
    if (!pathname.startsWith(prefix) || !existsSync(file)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end('Not found');
      return;
    }
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    response.setHeader('Content-Type', type);
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    manifest,
    announce() {
      for (const listener of listeners) listener.write('event: change\ndata: {}\n\n');
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function manifestOf(folder: string, title: string): Promise<Manifest> {
  await init();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|markdown)$/.test(name))
    .map((name) => name.replaceAll('\\', '/'));
  const posts = paths.map((path) => {
    const { data, excerpt, words, minutes } = renderPost(readFileSync(join(folder, path)), {
      file: path,
    });
    return { path, data, excerpt, words, minutes };
  });
  return {
    format: 'broadsheet-manifest',
    version: 1,
    title,
    posts: posts.filter(({ data }) => data.draft !== true),
  };
}
