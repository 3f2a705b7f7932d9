import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import send from 'send';
import type { Manifest } from 'broadsheet';
import type { Prerender } from '../site/prerender.js';

/** An archive as `broadsheet build` has written it. */
export interface BuiltArchive {
  folder: string;
  title: string;
  posts: number;
  /** The path at which it will be published, from its `baseURL`; starts and ends in a slash. */
  base: string;
}

/** Reads what there is to say of a built archive. */
export async function readBuiltArchive(
  folder: string,
  { publishedPath }: Prerender,
): Promise<BuiltArchive> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const { title = '', posts } = manifest;
  return { folder, title, posts: posts.length, base: publishedPath(manifest) };
}

/** Answers as a static host does, with the archive at its own path: no more than its files. */
export function answerBuilt({ folder, base }: BuiltArchive): RequestListener {
  return (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-cache');
    const url = request.url ?? '/';
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    } else if (url === '/' && base !== '/') {
      response.writeHead(302, { Location: base }).end();
    } else if (!url.startsWith(base)) {
      missing(folder, response);
    } else {
      sendFile(folder, `/${url.slice(base.length)}`, base, request, response);
    }
  };
}

function sendFile(
  root: string,
  url: string,
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [path = '/', query] = url.split('?', 2);
  send(request, path, { root, dotfiles: 'deny', cacheControl: false })
    .on('directory', () => {
      const search = query === undefined ? '' : `?${query}`;
      response.writeHead(301, { Location: `${base}${path.slice(1)}/${search}` }).end();
    })
    .on('error', () => missing(root, response))
    .pipe(response);
}

/** The archive's own page for what is not there. */
function missing(folder: string, response: ServerResponse): void {
  readFile(join(folder, '404.html')).then(
    (page) => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    },
    () => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found.\n'),
  );
}
