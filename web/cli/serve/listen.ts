import { type RequestListener, type Server, createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import getPort from 'get-port';
import { Failure, exitStatus, systemCode } from '../terminal/failure.js';
import { Connections } from './connections.js';
import {
  headersMilliseconds,
  idleMilliseconds,
  keepAliveMilliseconds,
  mostHeaderBytes,
  requestMilliseconds,
} from './limits.js';

/** How many ports after the wanted one are tried before the system chooses any. */
const portsTried = 100;

const highestPort = 65_535;

/** A server that is up. */
export interface Listening {
  server: Server;
  port: number;
}

/**
 * Starts a server at `host` on the wanted port or, where that is taken, on the next free one; 0
 * leaves the choice to the system.
 */
export async function listen(
  answer: RequestListener,
  wanted: number,
  host: string,
): Promise<Listening> {
  // A port is only good when it is free at every address of the machine: `localhost` would
  // otherwise lead some browsers to another program that has it at `::1`.
  const atEveryAddress = isLocalhost(host) || isUnspecified(host);
  const refused: number[] = [];
  for (;;) {
    const port = await getPort({
      port: wanted === 0 ? 0 : candidates(wanted),
      exclude: refused,
      ...(atEveryAddress ? {} : { host }),
    }).catch((error: unknown) => {
      throw unusableAddress(host, error);
    });
    try {
      return { server: await started(answer, port, host), port };
    } catch (error) {
      // Another program was quicker; it happens when several servers start at once.
      if (systemCode(error) !== 'EADDRINUSE' || refused.length >= portsTried) {
        throw unusableAddress(host, error);
      }
      refused.push(port);
    }
  }
}

/** The addresses at which the server can be reached; the first is the one to open. */
export function addresses(host: string, port: number): string[] {
  if (isLocalhost(host)) return [`http://localhost:${port}/`];
  if (!isUnspecified(host)) return [`http://${host.includes(':') ? `[${host}]` : host}:${port}/`];
  const others = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}/`);
  return [`http://localhost:${port}/`, ...others];
}

/** Whether `localhost` leads there: not so of other loopback addresses. */
function isLocalhost(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '::1';
}

function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function* candidates(wanted: number): Generator<number> {
  const last = Math.min(wanted + portsTried, highestPort);
  for (let port = wanted; port <= last; port += 1) yield port;
}

function started(answer: RequestListener, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = boundedServer(answer);
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** A server that grants strangers no more than limits.ts says. */
function boundedServer(answer: RequestListener): Server {
  const connections = new Connections();
  const counted = connections.counting(answer);
  const server = createServer(
    {
      maxHeaderSize: mostHeaderBytes,
      headersTimeout: headersMilliseconds,
      requestTimeout: requestMilliseconds,
      keepAliveTimeout: keepAliveMilliseconds,
      connectionsCheckingInterval: 1_000,
      // The gate says what is missing.
      requireHostHeader: false,
    },
    counted,
  );
  server.setTimeout(idleMilliseconds);
  // Whoever asks before sending a body hears at once that none is wanted.
  server.on('checkContinue', counted);
  server.on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nConnection: close\r\n\r\n');
  });
  connections.watch(server);
  return server;
}

function unusableAddress(host: string, cause: unknown): Failure {
  const code = systemCode(cause);
  const isForeign = code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  const reason = isForeign
    ? 'this machine has no such address'
    : cause instanceof Error
      ? cause.message
      : String(cause);
  return new Failure(`cannot listen at ${host}: ${reason}`, {
    status: exitStatus.unusable,
    hint: 'Leave --host out to serve this machine alone, or give 0.0.0.0 for the whole network.',
    cause,
  });
}
