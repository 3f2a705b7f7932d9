/** What `broadsheet build` writes, below a path of a host that can go away and come back. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { root } from '../package/paths.ts';
import { contentTypes } from '../pages/content_types.mjs';
import { samples } from './archive_site.ts';

const command = join(root, 'dist/package/dist/cli/main.js');
const prefix = '/press/room/';

/** An answer that is no file of the archive. */
export interface Instead {
  status?: number;
  type?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

/** An archive, its posts, and the host that shows it. */
export class BuiltArchive {
  readonly #work = mkdtempSync(join(tmpdir(), 'broadsheet-built-'));
  /** The posts: a copy of the samples. */
  readonly posts = join(this.#work, 'posts');
  /** What was asked for since the host came up, below the archive. */
  readonly requests: string[] = [];
  /** What the host answers instead of a file, for paths below the archive; `undefined`: the file. */
  instead: (path: string) => Promise<Instead | undefined> | Instead | undefined = () => undefined;
  /** What the host lets browsers do with files whose names stay as they change. */
  caching = 'no-cache';
  #server: Server | undefined;
  #port = 0;

  constructor() {
    cpSync(samples, this.posts, { recursive: true });
  }

  /** The folder that was built. */
  get folder(): string {
    return join(this.#work, 'archive');
  }

  /** The archive's address; ends in a slash. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}${prefix}`;
  }

  /** Builds the archive, over the one that is there. */
  build(configuration: Record<string, unknown>): void {
    rmSync(join(this.posts, 'hugo.yaml'), { force: true });
    writeFileSync(join(this.posts, 'broadsheet.config.json'), JSON.stringify(configuration));
    execFileSync(process.execPath, [command, 'build', this.posts, '-o', this.folder, '-q']);
  }

  /** Brings the host up, at the port it had before. */
  async start(): Promise<void> {
    this.requests.length = 0;
    const server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '404.html';
      this.requests.push(path);
      const instead = await this.instead(path);
      // It may have gone meanwhile.
      if (this.#server === undefined) {
        response.destroy();
        return;
      }
      if (instead !== undefined) {
        const { status = 200, type = 'text/html', body = '', headers } = instead;
        response.writeHead(status, {
          'Content-Type': type,
          'Cache-Control': 'no-cache',
          ...headers,
        });
        response.end(body);
        return;
      }
      let file = join(this.folder, decodeURIComponent(path));
      if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
      const isThere = existsSync(file);
      const found = isThere ? file : join(this.folder, '404.html');
      const type = contentTypes[extname(found)] ?? 'application/octet-stream';
      const lasting = path.startsWith('assets/') ? 'max-age=31536000, immutable' : this.caching;
      response.writeHead(isThere ? 200 : 404, { 'Content-Type': type, 'Cache-Control': lasting });
      response.end(readFileSync(found));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Takes the host away: connections are refused. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** Takes the host and the files away. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#work, { recursive: true, force: true });
  }
}
