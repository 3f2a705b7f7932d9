/**
 * An archive with its pages, as the build writes it, served as any static host would: below a path,
 * by file name alone, knowing nothing of posts.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Manifest, createCatalog, init, renderPost } from 'broadsheet';
import { createIndex } from 'broadsheet/node';
import { packageFolder, root } from '../package/paths.ts';
import { contentTypes } from '../pages/content_types.mjs';

/** What the build of the site has made. */
const built = join(root, 'web/dist');
const builtPage = join(built, 'page');
/** Everything is served below this path: the page may not take itself for the root of a host. */
const prefix = '/press/room/';

/** The sample newsletters of the repository. */
export const samples = join(root, 'web/samples');

/** An archive that is up. */
export interface Site {
  /** Ends in a slash. */
  url: string;
  manifest: Manifest;
  /** The pages by their file's path below the archive. */
  pages: ReadonlyMap<string, string>;
  /** Tells the pages that are open of a change; only of a live archive. */
  announce(): void;
  stop(): Promise<void>;
}

/** A page of someone else on the same host, with its headers. */
export interface HostPage {
  html: string;
  headers?: Record<string, string>;
}

/**
 * Serves the Markdown files of a folder as an archive. `pages` are others on the host, by their path
 * below the archive; `shared`: other origins may read it.
 */
export async function serveArchive(
  folder: string,
  options: {
    title?: string;
    live?: boolean;
    pages?: Record<string, HostPage>;
    shared?: boolean;
  } = {},
): Promise<Site> {
  if (!existsSync(join(built, 'page.json'))) {
    throw new Error(`${built} has no page.json. Run scripts/build first.`);
  }
  const manifest = await manifestOf(folder, options.title ?? 'Desk & Margin 桌边与页边');
  if (options.live) manifest.live = true;
  const pages = await pagesOf(folder, manifest);
  const index = await indexOf(folder, manifest);
  const { modules } = JSON.parse(readFileSync(join(built, 'page.json'), 'utf8')) as {
    modules: Record<string, string>;
  };
  const listeners = new Set<ServerResponse>();

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.startsWith(prefix)
      ? decodeURIComponent(pathname.slice(prefix.length))
      : '';
    if (options.shared) response.setHeader('Access-Control-Allow-Origin', '*');
    const hostPage = options.pages?.[name];
    if (hostPage !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...hostPage.headers });
      response.end(hostPage.html);
      return;
    }
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
    const indexFile = index.get(name);
    if (indexFile !== undefined) {
      response.setHeader('Content-Type', contentTypes[extname(name)] ?? 'application/octet-stream');
      response.end(indexFile);
      return;
    }
    const pageName = name === '' || name.endsWith('/') ? `${name}index.html` : name;
    const page = pages.get(pageName);
    if (page !== undefined && pathname.startsWith(prefix)) {
      response.setHeader('Content-Type', contentTypes[extname(pageName)] ?? 'text/plain');
      response.end(page);
      return;
    }
    const file = name.startsWith('posts/')
      ? join(folder, name.slice('posts/'.length))
      : modules[name] === undefined
        ? join(builtPage, name)
        : join(packageFolder, 'dist', modules[name]);
    if (!pathname.startsWith(prefix) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(pages.get('404.html'));
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
    pages,
    announce() {
      for (const listener of listeners) listener.write('event: change\ndata: {}\n\n');
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The pages of an archive by file name, as `broadsheet build` writes them. */
export async function pagesOf(folder: string, manifest: Manifest): Promise<Map<string, string>> {
  const { openArchive } = await import(pathToFileURL(join(built, 'prerender.js')).href);
  const pages = new Map<string, string>();
  const bodies = {
    of: (path: string) => renderPost(readFileSync(join(folder, path)), { file: path }),
    inFeed: () => '',
  };
  const catalog = createCatalog(manifest.posts);
  for (const { path, content } of openArchive(manifest, catalog).files()) {
    pages.set(path, content(bodies));
  }
  catalog.dispose();
  return pages;
}

/** The search index of an archive by file name. */
async function indexOf(folder: string, { posts }: Manifest): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const index = createIndex({
    write: (name, bytes) =>
      void files.set(`search/${name}`, name.endsWith('.json') ? bytes : gzipSync(bytes)),
    appendRun: () => {
      throw new Error('These archives fit into memory.');
    },
    readRun: () => new Uint8Array(0),
  });
  for (const { path } of posts) await index.add(path, readFileSync(join(folder, path)));
  await index.finish();
  index.dispose();
  return files;
}

async function manifestOf(folder: string, title: string): Promise<Manifest> {
  await init();
  // In the order of paths, as the command line writes them.
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|markdown)$/.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
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
    baseUrl: 'https://example.org/press/room/',
    posts: posts.filter(({ data }) => data.draft !== true),
  };
}
