import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { followLinks } from '../archive/links.js';
import { withheldFromStatic } from '../archive/publishable.js';
import { readRegularFile } from '../archive/regular_file.js';
import type { PrerenderModule } from '../site/prerender.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { profits } from '../archive/compressed_files.js';
import { compressed } from './compressed.js';
import { encodedFile } from './encoded_file.js';
import { type TargetListener, reply } from './gate.js';
import { encodedPath, readTarget } from './request_target.js';
import { sendFile } from './sent_file.js';

/** An archive as `broadsheet build` has written it. */
export interface BuiltArchive {
  /** A real path. */
  folder: string;
  title: string;
  posts: number;
  pages: number;
  /** The path at which it will be published, from its `baseURL`; starts and ends in a slash. */
  base: string;
}

/** No archive has a larger one. */
const mostManifestBytes = 1 << 29;

/** Reads what there is to say of a built archive. */
export async function readBuiltArchive(
  folder: string,
  { publishedPath }: PrerenderModule,
): Promise<BuiltArchive> {
  const file = join(folder, 'manifest.json');
  try {
    const manifest = JSON.parse(
      readRegularFile(file, mostManifestBytes).toString('utf8'),
    ) as Manifest;
    const { title, posts } = manifest;
    if (!Array.isArray(posts)) throw new SyntaxError('it lists no posts');
    return {
      folder: await realpath(folder),
      title: typeof title === 'string' ? title : '',
      posts: posts.filter(({ page }) => page !== true).length,
      pages: posts.filter(({ page }) => page === true).length,
      base: wellFormed(publishedPath(manifest)),
    };
  } catch (cause) {
    throw new Failure(`${printable(file)} is not the manifest of an archive`, {
      status: exitStatus.unusable,
      hint: 'Build the archive again.',
      cause,
    });
  }
}

/** The folder may be anybody's: its `baseURL` must not lead redirects to another host. */
function wellFormed(base: string): string {
  const target = readTarget(base.replace(/\/{2,}/g, '/'));
  return 'problem' in target ? '/' : `/${encodedPath(target.path)}`;
}

/** Answers as a static host does, with the archive at its own path: no more than its files. */
export function answerBuilt({ folder, base }: BuiltArchive): TargetListener {
  const basePath = decodeURIComponent(base.slice(1));
  return ({ path, search }, request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    if (path === '' && base !== '/') {
      response.writeHead(302, { Location: base }).end();
    } else if (path.startsWith(basePath)) {
      const inner = path.slice(basePath.length);
      compressed(request, response, () => {
        answerFile(folder, { base, path: inner, search }, request, response).catch(() => {
          if (!response.headersSent) reply(response, 500, 'The server failed.');
          else response.destroy();
        });
      });
    } else {
      void missing(folder, response);
    }
  };
}

async function answerFile(
  root: string,
  { base, path, search }: { base: string; path: string; search: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isFolder = path === '' || path.endsWith('/');
  const found = await publicFile(root, isFolder ? `${path}index.html` : path);
  if (found === 'folder' && !isFolder) {
    response.writeHead(301, { Location: `${base}${encodedPath(path)}/${search}` }).end();
  } else if (typeof found === 'object') {
    // Beside the Markdown files, only pages are ours: an issue may have its address there.
    const isOwn = !path.startsWith('posts/') || isFolder || /\.html?$/.test(path);
    const { inner } = found;
    const encoded = await encodedFile(root, inner, request);
    if (profits(inner)) response.appendHeader('Vary', 'Accept-Encoding');
    sendFile({ root, inner, isOwn, encoded }, request, response, () => {
      void missing(root, response);
    });
  } else {
    await missing(root, response);
  }
}

/** What a static host would publish at a path: nothing hidden, no secrets, nothing of elsewhere. */
async function publicFile(
  root: string,
  path: string,
): Promise<{ inner: string } | 'folder' | undefined> {
  if (withheldFromStatic(path) !== undefined) return undefined;
  const target = await followLinks(root, path);
  if (target.kind === 'folder') return 'folder';
  if (target.kind !== 'file' || withheldFromStatic(target.inner) !== undefined) return undefined;
  return { inner: target.inner };
}

/** The archive's own page for what is not there. */
async function missing(root: string, response: ServerResponse): Promise<void> {
  const found = await publicFile(root, '404.html');
  const page =
    typeof found === 'object'
      ? await readFile(join(root, found.inner)).catch(() => undefined)
      : undefined;
  if (page === undefined) {
    reply(response, 404, 'Not found.');
    return;
  }
  for (const header of ['Content-Security-Policy', 'Content-Disposition']) {
    response.removeHeader(header);
  }
  response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
}
