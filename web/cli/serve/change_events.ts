import type { IncomingMessage, ServerResponse } from 'node:http';
import { reply } from './gate.js';
import { mostEventStreams, mostWaitingEventBytes } from './limits.js';

/** Proxies and browsers give up a silent connection; a comment now and then keeps it. */
const heartbeatMilliseconds = 25_000;

/** Tells open pages what changed, as server-sent events. */
export class ChangeEvents {
  readonly #listeners = new Set<ServerResponse>();
  readonly #heartbeat = setInterval(() => this.#send(': still here\n\n'), heartbeatMilliseconds);

  constructor() {
    this.#heartbeat.unref();
  }

  /** Keeps the response open until the reader leaves. */
  attach(request: IncomingMessage, response: ServerResponse): void {
    if (this.#listeners.size >= mostEventStreams) {
      response.setHeader('Retry-After', '30');
      reply(response, 503, 'Too many pages are told of changes; this one is not.');
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Compression would hold events back in its buffer.
      'Cache-Control': 'no-cache, no-transform',
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    response.write('retry: 1000\n\n');
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
  }

  /** Sends the event `change` with the paths of the files that changed. */
  announce(paths: readonly string[]): void {
    this.#send(`event: change\ndata: ${JSON.stringify({ paths })}\n\n`);
  }

  /** Ends all connections. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
  }

  #send(text: string): void {
    for (const listener of this.#listeners) {
      if (listener.writableLength > mostWaitingEventBytes) listener.destroy();
      else listener.write(text);
    }
  }
}
