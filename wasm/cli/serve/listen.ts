import { type RequestListener, type Server, createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import getPort from 'get-port';
import { Failure, exitStatus, systemCode } from '../terminal/failure.js';

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
  const atEveryAddress = isLoopback(host) || isUnspecified(host);
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
  if (isLoopback(host)) return [`http://localhost:${port}/`];
  if (!isUnspecified(host)) return [`http://${host.includes(':') ? `[${host}]` : host}:${port}/`];
  const others = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}/`);
  return [`http://localhost:${port}/`, ...others];
}

function isLoopback(host: string): boolean {
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
    const server = createServer(answer);
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
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
