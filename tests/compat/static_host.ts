/** A plain static host: files by name below a path, with the headers a test asks for. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { onTestFinished } from 'vitest';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** How a host departs from the usual. */
export interface HostOptions {
  headers?: Record<string, string>;
  /** Types that this host gets wrong, by extension. */
  types?: Record<string, string>;
  /** Pages that are not files, by name. */
  pages?: Record<string, string>;
}

/** Serves `folder` below `/some/path/`, and returns that address; ended with the test. */
export async function host(folder: string, options: HostOptions = {}): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = normalize(decodeURIComponent(pathname)).replace(/^\/some\/path\//, '');
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const page = options.pages?.[name];
    const file = join(folder, name);
    for (const [header, value] of Object.entries(options.headers ?? {})) {
      response.setHeader(header, value);
    }
    if (page === undefined && !(existsSync(file) && statSync(file).isFile())) {
      response.writeHead(404).end('not here');
      return;
    }
    const ending = extname(name);
    const type = options.types?.[ending] ?? types[ending] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type });
    response.end(page ?? readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/path/`;
}
