import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { basename, dirname, extname } from 'node:path';
import compression from 'compression';
import fresh from 'fresh';
import send from 'send';
import type { Archive } from '../archive/archive.js';
import type { ChangeEvents } from './change_events.js';
import { isMarkdownName } from '../archive/post_names.js';
import type { Page } from '../site/page.js';
import { prerenderFile } from '../site/prerender.js';
import type { ServedIndex } from '../search/served_index.js';
import type { Pages } from './pages.js';
import { requestedFile } from './post_requests.js';

/** What an archive's server shows. */
export interface Served {
  archive: Archive;
  /** The built page. */
  page: Page;
  /** Makes the archive's pages. */
  pages: Pages;
  /** Its search index. */
  index: ServedIndex;
  /** Absent when nobody watches the folder; `/events` is then not found. */
  events: ChangeEvents | undefined;
}

/** Files that a browser would run as a document of this origin when they are opened on their own. */
const activeDocument = /^\.(?:html?|xhtml?|svgz?|xml|xslt?)$/i;

const compress = compression({
  // A part of a file is a part of its plain bytes.
  filter: (request, response) =>
    !response.hasHeader('Content-Range') && compression.filter(request, response),
});

/**
 * Answers `/manifest.json`, `/posts/<path>`, `/events` and the page's scripts and styles; everything
 * else is a page of the archive, or none.
 */
export function answer(served: Served): RequestListener {
  return (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      reply(response, 405, 'Only GET and HEAD are answered here.');
      return;
    }
    const path = pathOf(request);
    if (path === undefined) {
      reply(response, 400, 'The address is not well formed.');
      return;
    }
    const fail = (error: unknown): void => {
      if (!response.headersSent) reply(response, 500, `The server failed: ${String(error)}`);
      else response.destroy();
    };
    compress(request as never, response as never, () => {
      route(served, path, request, response).catch(fail);
    });
  };
}

/** The path of the requested URL, still encoded; `.` and `..`, also encoded, are resolved in it. */
function pathOf(request: IncomingMessage): string | undefined {
  try {
    return new URL(`http://localhost${request.url ?? '/'}`).pathname;
  } catch {
    return undefined;
  }
}

async function route(
  served: Served,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (path === '/manifest.json') {
    sendManifest(served.archive, request, response);
  } else if (path === '/events' && served.events !== undefined) {
    served.events.attach(request, response);
  } else if (/^\/search\/(?:search\.json|[0-9a-f]{8}\.bsx)$/.test(path)) {
    await sendIndexFile(served.index, path.slice('/search/'.length), request, response);
  } else if (path.startsWith('/posts/') && !path.endsWith('/')) {
    await sendPost(served.archive, path.slice('/posts/'.length), request, response);
  } else if (/\/[^/]+\.(?:js|css|wasm|svg)$/.test(path) && path !== `/${prerenderFile}`) {
    sendPageFile(served.page, path, request, response);
  } else {
    await sendPage(served.pages, path, request, response);
  }
}

async function sendIndexFile(
  index: ServedIndex,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await index.file(name);
  if (bytes === undefined) return notFound(request, response, 'the index has no such file');
  const isManifest = name.endsWith('.json');
  response.setHeader('Cache-Control', isManifest ? 'no-cache' : 'max-age=31536000, immutable');
  response.setHeader('Content-Type', isManifest ? 'application/json' : 'application/octet-stream');
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Sends a page of the archive, made now; the page that says so where there is none. */
async function sendPage(
  pages: Pages,
  encodedPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = decoded(encodedPath.slice(1));
  const { search } = new URL(`http://localhost${request.url ?? '/'}`);
  // Folders end in a slash, as on every static host.
  if (path !== undefined && !path.endsWith('/') && (await pages.answer(`${path}/`, ''))) {
    response.writeHead(301, { Location: `${encodedPath}/${search}` }).end();
    return;
  }
  const answer =
    (path === undefined ? undefined : await pages.answer(path, search)) ??
    pages.missing(path ?? '');
  response.statusCode = answer.status;
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Type', answer.contentType);
  const bytes = Buffer.from(answer.content);
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function sendPageFile(
  { folder, module }: Page,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const isModule = path === `/${module.path}`;
  if (isModule) sendFile(dirname(module.file), `/${basename(module.file)}`, request, response);
  else sendFile(folder, path, request, response);
}

function sendManifest(archive: Archive, request: IncomingMessage, response: ServerResponse): void {
  const { bytes, etag, modified } = archive.manifest();
  const lastModified = modified.toUTCString();
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', lastModified);
  if (fresh(request.headers, { etag, 'last-modified': lastModified })) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function sendPost(
  archive: Archive,
  encodedPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = await requestedFile(archive.root, encodedPath);
  if ('problem' in found) {
    notFound(request, response, found.problem);
    return;
  }
  if (isMarkdownName(found.inner) && !archive.lists(found.path)) {
    notFound(request, response, 'it is not a post of this archive');
    return;
  }
  if (activeDocument.test(extname(found.inner))) {
    response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  }
  const encoded = found.inner.split('/').map(encodeURIComponent).join('/');
  sendFile(archive.root, `/${encoded}`, request, response);
}

/** Sends a file below `root` with validators, ranges and its type; the library sees to these. */
function sendFile(
  root: string,
  encodedPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.setHeader('Cache-Control', 'no-cache');
  send(request, encodedPath, { root, dotfiles: 'deny', cacheControl: false })
    .on('directory', () => notFound(request, response, 'it is a folder'))
    .on('error', (error: { status?: number; headers?: Record<string, string> }) => {
      const status = error.status ?? 500;
      if (status === 404 || status === 403) {
        notFound(request, response, 'there is no such file');
        return;
      }
      for (const [name, value] of Object.entries(error.headers ?? {})) {
        response.setHeader(name, value);
      }
      reply(response, status, status < 500 ? 'The request cannot be met.' : 'Reading failed.');
    })
    .pipe(response);
}

function notFound(request: IncomingMessage, response: ServerResponse, reason: string): void {
  reply(response, 404, `Not found: ${request.url ?? ''} (${reason})`);
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.removeHeader('Content-Security-Policy');
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(`${text}\n`);
}
