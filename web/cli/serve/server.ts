import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import fresh from 'fresh';
import { isArchives } from '../../page/site/addresses.js';
import type { Archive } from '../archive/archive.js';
import { followLinks } from '../archive/links.js';
import { isMarkdownName } from '../archive/post_names.js';
import { publishedSource } from '../archive/read_post.js';
import type { ServedIndex } from '../search/served_index.js';
import { tell } from '../terminal/terminal.js';
import { type AllowedHosts, isForeign } from './allowed_hosts.js';
import type { ChangeEvents } from './change_events.js';
import { compressed } from './compressed.js';
import { type TargetListener, foreign, reply } from './gate.js';
import type { Pages } from './pages.js';
import type { PreviewAnswer, Previews } from './preview.js';
import { type RequestTarget, encodedPath } from './request_target.js';
import { sendFile, sendText } from './sent_file.js';

/** What an archive's server shows. */
export interface Served {
  archive: Archive;
  /** The files of the built page, by path. */
  pageFiles: ReadonlyMap<string, string>;
  /** Makes the archive's pages. */
  pages: Pages;
  /** Its search index. */
  index: ServedIndex;
  /** Absent when nobody watches the folder; `/events` is then not found. */
  events: ChangeEvents | undefined;
  /** Issues as they are read elsewhere. */
  previews: Previews;
  /** Whose pages may be told of changes. */
  hosts: AllowedHosts;
}

/**
 * Answers `/manifest.json`, `/posts/<path>`, `/events` and the page's scripts and styles; everything
 * else is a page of the archive, or none.
 */
export function answer(served: Served): TargetListener {
  return (target, request, response) => {
    const fail = (error: unknown): void => {
      // Errors of the system name files of this machine: they are for its owner alone.
      tell(`A request failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) reply(response, 500, 'The server failed.');
      else response.destroy();
    };
    compressed(request, response, () => {
      route(served, target, request, response).catch(fail);
    });
  };
}

async function route(
  served: Served,
  target: RequestTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { path } = target;
  if (path === 'manifest.json') {
    sendManifest(served.archive, request, response);
  } else if (path === 'events' && served.events !== undefined) {
    if (isForeign(request, served.hosts)) reply(response, foreign.status, foreign.text);
    else served.events.attach(request, response);
  } else if (/^search\/(?:search\.json|start\.bsx|[0-9a-f]{8}\.bsx)$/.test(path)) {
    await sendIndexFile(served.index, path.slice('search/'.length), request, response);
  } else if (isBelowPosts(path) && !isPage(served.pages, path)) {
    await sendPost(served.archive, path.slice('posts/'.length), request, response);
  } else if (
    path.startsWith('preview/') &&
    // Those who write an issue watch it; readers get what a build would have.
    served.events !== undefined &&
    !isPage(served.pages, path)
  ) {
    await sendPreview(served.previews, target, request, response);
  } else if (served.pages.issueOfMail(path) !== undefined) {
    await sendMail(served, path, request, response);
  } else if (served.pageFiles.has(path)) {
    sendPageFile(served.pageFiles.get(path), request, response);
  } else {
    await sendPage(served, target, request, response);
  }
}

/** Whether it may be a file of the folder. */
function isBelowPosts(path: string): boolean {
  return path.startsWith('posts/') && !path.endsWith('/');
}

/** Whether an issue has its page there: some archives have a section called `posts`. */
function isPage(pages: Pages, path: string): boolean {
  return [path, `${path}/`].some((address) => pages.has(address));
}

async function sendPreview(
  previews: Previews,
  { path, search }: RequestTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = path.slice('preview/'.length);
  const preview = await previews.answer(form, search, originOf(request));
  if (preview === undefined) notFound(request, response, 'there is no such preview');
  else sendForm(preview, request, response);
}

async function sendMail(
  { pages, previews, archive }: Served,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const issue = pages.issueOfMail(path);
  if (issue === undefined || !archive.lists(issue)) notFound(request, response, 'there is no mail');
  else sendForm(await previews.mail(issue, originOf(request)), request, response);
}

/** The gate has looked at the host: it is one of this server's. */
function originOf({ headers }: IncomingMessage): string {
  return `http://${headers.host ?? 'localhost'}/`;
}

function sendForm(
  { content, contentType, policy }: PreviewAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const bytes = Buffer.from(content);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
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
  const changes = !/^[0-9a-f]{8}\.bsx$/.test(name);
  response.setHeader('Cache-Control', changes ? 'no-cache' : 'max-age=31536000, immutable');
  response.setHeader('Content-Type', isManifest ? 'application/json' : 'application/octet-stream');
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/**
 * Sends a page of the archive, made now, or a file that the site has there; the page that says so where
 * there is neither.
 */
async function sendPage(
  { pages, archive }: Served,
  { path, search }: RequestTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Folders end in a slash, as on every static host.
  if (path !== '' && !path.endsWith('/') && (await pages.answer(`${path}/`, ''))) {
    response.writeHead(301, { Location: `/${encodedPath(path)}/${search}` }).end();
    return;
  }
  const page = await pages.answer(path, search);
  const file = page === undefined ? await staticFileAt(archive, path) : undefined;
  if (file !== undefined) {
    const missing = (): void => notFound(request, response, 'there is no such file');
    const sent = {
      ...{ root: archive.site.folder, inner: file, isOwn: false },
      mayAct: mayAct(archive, path),
    };
    sendFile(sent, request, response, missing);
    return;
  }
  if (page === undefined && /\.(?:js|css|wasm|svg)$/.test(path)) {
    notFound(request, response, 'there is no such file');
    return;
  }
  const answer = page ?? pages.missing(path);
  response.statusCode = answer.status;
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Type', answer.contentType);
  const bytes = Buffer.from(answer.content);
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Whether it may be a style or script: as the configuration has it, where that is trusted. */
function mayAct({ site }: Archive, path: string): boolean {
  if (site.owner.theme?.css === encodedPath(path)) return true;
  return site.owner.snippets !== undefined && /\.(?:css|m?js)$/.test(path);
}

/** Where a file lies that `build` copies to this address, relative to the site's folder. */
async function staticFileAt(archive: Archive, path: string): Promise<string | undefined> {
  if (path === '' || path.endsWith('/') || isArchives(path)) return undefined;
  return (await archive.statics().find(path))?.inner;
}

function sendPageFile(
  file: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const missing = (): void => notFound(request, response, 'there is no such file');
  if (file === undefined) missing();
  else {
    const sent = { root: dirname(file), inner: basename(file), isOwn: true };
    sendFile(sent, request, response, missing);
  }
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
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const missing = (): void => notFound(request, response, 'it is not a file of this archive');
  if (isMarkdownName(path) && !archive.lists(path)) {
    notFound(request, response, 'it is not a post of this archive');
    return;
  }
  const isPost = isMarkdownName(path);
  const inner = isPost
    ? await innerOfPost(archive, path)
    : (await archive.files().find(path))?.inner;
  if (inner !== undefined && isPost && archive.inputsOf(path) !== undefined) {
    // What it is made of lies in several files.
    sendText(path, publishedSource(archive.site, path), request, response);
    return;
  }
  const file = inner ?? (await staticFileAt(archive, `posts/${path}`));
  if (file === undefined) return missing();
  const root = inner === undefined ? archive.site.folder : archive.root;
  sendFile({ root, inner: file, isOwn: false }, request, response, missing);
}

/** It may have become a link to somewhere else since the folder was read. */
async function innerOfPost({ root }: Archive, path: string): Promise<string | undefined> {
  const target = await followLinks(root, path);
  return target.kind === 'file' && isMarkdownName(target.inner) ? target.inner : undefined;
}

function notFound(request: IncomingMessage, response: ServerResponse, reason: string): void {
  reply(response, 404, `Not found: ${request.url ?? ''} (${reason})`);
}
