/* How a file is sent, with the type it has for browsers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import send from 'send';
import { endingOf, typeOfFile } from '../archive/file_types.js';
import type { EncodedFile } from './encoded_file.js';
import { reply } from './gate.js';
import { encodedPath } from './request_target.js';

/** Types of what Broadsheet itself writes. They act: nothing of the author's is sent as one. */
const ownTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json; charset=utf-8',
};

/** What a browser shows by itself, and does nothing else with. */
const passive = /^(?:image\/(?!svg)|audio\/|video\/|font\/|text\/plain\b)/;

/** Shown, but as a document that can do nothing. */
const shownSandboxed: Readonly<Record<string, string>> = {
  markdown: 'text/markdown; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  svg: 'image/svg+xml',
  xml: 'application/xml; charset=utf-8',
};

/** It may have its own look, as drawings and browsers' views of feeds do, and nothing else. */
const sandboxed = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** A file to be sent. */
export interface SentFile {
  /** The folder it lies in, a real path. */
  root: string;
  /** Relative to it, `/` between segments; links were followed. */
  inner: string;
  /** Whether it may act as a page, a script, a style: false of what an author has brought. */
  isOwn: boolean;
  /** What is sent in its place, to browsers that take it. */
  encoded?: EncodedFile | undefined;
  /** Whether it is a file of styles or scripts that the owner's configuration asks for. */
  mayAct?: boolean;
}

/**
 * Sends a file with validators, ranges and its type.
 *
 * @param missing answers when it is gone by now
 */
export function sendFile(
  { root, inner, isOwn, mayAct = false, encoded }: SentFile,
  request: IncomingMessage,
  response: ServerResponse,
  missing: () => void,
): void {
  response.setHeader('Cache-Control', 'no-cache');
  const own = isOwn || mayAct ? typeOfOwn(inner) : undefined;
  const type = own ?? guarded(inner, response);
  response.setHeader('Content-Type', type);
  if (encoded !== undefined) response.setHeader('Content-Encoding', encoded.encoding);
  // The path is decided: that a part of it begins with a dot is no matter any more.
  send(request, `/${encodedPath(encoded?.inner ?? inner)}`, {
    root,
    dotfiles: 'allow',
    cacheControl: false,
    index: false,
  })
    .on('file', (_path: string, { size }: { size: number }) => {
      request.headers.range = wholeSuffix(request.headers.range, size);
    })
    .on('directory', missing)
    .on('error', (error: { status?: number; headers?: Record<string, string> }) => {
      const status = error.status ?? 500;
      response.removeHeader('Content-Encoding');
      if (status === 404 || status === 403) {
        missing();
        return;
      }
      for (const [name, value] of Object.entries(error.headers ?? {})) {
        response.setHeader(name, value);
      }
      reply(response, status, status < 500 ? 'The request cannot be met.' : 'Reading failed.');
    })
    .pipe(response);
}

/** Sends what stands for an author's file of this path. */
export function sendText(
  path: string,
  text: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Type', guarded(path, response));
  response.setHeader('Content-Length', text.length);
  response.end(request.method === 'HEAD' ? undefined : text);
}

/** The last 500 bytes of a smaller file are all of it (RFC 9110, 14.1.2); the library refuses them. */
function wholeSuffix(range: string | undefined, size: number): string | undefined {
  const [, suffix] = /^bytes=-(\d+)$/.exec(range ?? '') ?? [];
  return Number(suffix) > size ? 'bytes=0-' : range;
}

function typeOfOwn(path: string): string | undefined {
  const ending = endingOf(path);
  return Object.hasOwn(ownTypes, ending) ? ownTypes[ending] : undefined;
}

/** The type of a file that must not act; sets the headers that see to it. */
function guarded(path: string, response: ServerResponse): string {
  const ending = endingOf(path);
  const shown = Object.hasOwn(shownSandboxed, ending) ? shownSandboxed[ending] : undefined;
  const type = shown ?? typeOfFile(path) ?? 'application/octet-stream';
  if (!passive.test(type)) {
    response.setHeader('Content-Security-Policy', sandboxed);
    if (shown === undefined) response.setHeader('Content-Disposition', 'attachment');
  }
  return type;
}
