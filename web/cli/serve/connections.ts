import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { longRequestMilliseconds, mostConnections } from './limits.js';

/** What is known of an open connection. */
interface Connection {
  /** Requests that are not answered to the end. */
  underWay: number;
  /** When that last became another number. */
  since: number;
}

/**
 * Keeps the number of a server's connections in bounds. Of too many, those go first that have asked
 * for nothing (yet): whoever opens thousands and says nothing takes the place of his own, not that of
 * a reader, whose request comes with the connection.
 */
export class Connections {
  /** In the order in which they were last seen to begin or end something. */
  readonly #open = new Map<Socket, Connection>();

  /** Takes care of all connections of a server. */
  watch(server: Server): void {
    server.on('connection', (socket) => {
      if (this.#open.size >= mostConnections && !this.#makeRoom()) {
        socket.destroy();
        return;
      }
      this.#open.set(socket, { underWay: 0, since: Date.now() });
      socket.once('close', () => this.#open.delete(socket));
    });
  }

  /** Wraps what answers requests, so that connections in use are known. */
  counting(answer: RequestListener): RequestListener {
    return (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => {
      const { socket } = request;
      this.#change(socket, 1);
      response.once('close', () => this.#change(socket, -1));
      answer(request, response);
    };
  }

  #change(socket: Socket, by: 1 | -1): void {
    const connection = this.#open.get(socket);
    if (connection === undefined) return;
    this.#open.delete(socket);
    this.#open.set(socket, { underWay: connection.underWay + by, since: Date.now() });
  }

  #makeRoom(): boolean {
    const long = Date.now() - longRequestMilliseconds;
    let longest: Socket | undefined;
    for (const [socket, { underWay, since }] of this.#open) {
      if (underWay === 0) return this.#close(socket);
      if (since < long) longest ??= socket;
    }
    return longest !== undefined && this.#close(longest);
  }

  #close(socket: Socket): true {
    this.#open.delete(socket);
    socket.destroy();
    return true;
  }
}
