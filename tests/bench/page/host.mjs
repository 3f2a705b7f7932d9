/* A static host with compression, and one that answers for the pictures of all others. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { contentTypes } from '../../pages/content_types.mjs';

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9" width="800" height="450"><rect width="16" height="9" fill="#8aa"/></svg>';

const kept = new Map();

/** Each file once, as hosts keep it. */
function compressed(file) {
  const { mtimeMs, size } = statSync(file);
  const key = `${file} ${mtimeMs} ${size}`;
  if (!kept.has(key)) kept.set(key, brotliCompressSync(readFileSync(file)));
  return kept.get(key);
}

/**
 * Serves a folder; returns its address, which ends in a slash.
 *
 * `sent` lists what has been answered, with the bytes of each answer: a browser's tools leave out the
 * scripts of workers, and what those ask for before anybody listens.
 */
export async function serveFolder(folder) {
  const sent = [];
  const host = await listen((request, response) => {
    const { socket } = request;
    const before = socket.bytesWritten;
    const one = { path: request.url, bytes: 0 };
    sent.push(one);
    response.on('close', () => {
      one.bytes = socket.bytesWritten - before;
    });
    const { pathname } = new URL(request.url, 'http://localhost');
    let file = join(folder, decodeURIComponent(pathname));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const isThere = existsSync(file);
    if (!isThere) file = join(folder, '404.html');
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    const hashed = /\/assets\//.test(file);
    response.writeHead(isThere ? 200 : 404, {
      'Content-Type': type,
      'Content-Encoding': 'br',
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(compressed(file));
  });
  return { ...host, sent };
}

/** Answers every request with the same picture. */
export function servePictures() {
  return listen((_, response) => {
    response.writeHead(200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=86400' });
    response.end(picture);
  });
}

async function listen(answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
