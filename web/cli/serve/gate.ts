/* What every request has to pass before anything looks at its path. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { printable, tell } from '../terminal/terminal.js';
import { type AllowedHosts, headerValues, hostOf, isForeign } from './allowed_hosts.js';
import { mostNamesTold } from './limits.js';
import { type RequestTarget, readTarget } from './request_target.js';

/** Answers a request with GET or HEAD, which has no body and names an allowed host. */
export type TargetListener = (
  target: RequestTarget,
  request: IncomingMessage,
  response: ServerResponse,
) => void;

const methods = 'GET, HEAD';

/** A request that is turned away, and what it is told. */
interface Refusal {
  status: number;
  text: string;
}

/**
 * Lets through to `answer` what may be answered.
 *
 * @param isTold whether the owner hears of refused names
 */
export function gate(
  hosts: AllowedHosts,
  answer: TargetListener,
  { isTold }: { isTold: boolean },
): RequestListener {
  const told = new Set<string>();
  const tellOnce = (name: string): void => {
    if (!isTold || told.has(name) || told.size > mostNamesTold) return;
    told.add(name);
    tell(
      told.size > mostNamesTold
        ? 'More names were refused; they are not told any more.'
        : `Refused a request for the name ${printable(name)}; to allow it: --allow-host ${printable(name)}`,
    );
  };
  return (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    // Pages of other sites may not even show a picture of this one to learn that it is there.
    response.setHeader('Cross-Origin-Resource-Policy', 'same-site');
    const target = readTarget(request.url ?? '');
    const refusal =
      refusedHost(request, target, hosts, tellOnce) ?? refusedRequest(request, target, hosts);
    if (refusal !== undefined) {
      // What follows may be a body that nobody reads.
      if (hasBody(request)) response.setHeader('Connection', 'close');
      refuse(request, response, refusal);
    } else if (!('problem' in target)) {
      answer(target, request, response);
    }
  };
}

/** Answers in one line of plain text. */
export function reply(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  for (const header of ['Content-Security-Policy', 'Content-Disposition', 'Content-Encoding']) {
    response.removeHeader(header);
  }
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  const bytes = Buffer.from(`${text}\n`);
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

function refusedHost(
  request: IncomingMessage,
  target: RequestTarget | { problem: string },
  hosts: AllowedHosts,
  tellOnce: (name: string) => void,
): Refusal | undefined {
  const given = headerValues(request, 'host');
  if (given.length !== 1) return { status: 400, text: 'A request names its host once.' };
  const authorities = 'authority' in target ? [...given, target.authority ?? ''] : given;
  for (const authority of authorities) {
    const name = hostOf(authority);
    if (name === undefined) return { status: 400, text: 'The host is not well formed.' };
    if (hosts.allows(name, request.socket.localAddress)) continue;
    tellOnce(name);
    return {
      status: 403,
      text:
        `The name ${name} is not answered for: a page of another site could read the archive under ` +
        `it. If it is yours, start the server with --allow-host ${name}`,
    };
  }
  return undefined;
}

function refusedRequest(
  request: IncomingMessage,
  target: RequestTarget | { problem: string },
  hosts: AllowedHosts,
): Refusal | undefined {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    if (isForeign(request, hosts)) return foreign;
    return method === 'OPTIONS'
      ? { status: 204, text: '' }
      : { status: 405, text: 'Only GET and HEAD are answered here.' };
  }
  if (hasBody(request)) return { status: 413, text: `${method} is answered without a body only.` };
  if ('problem' in target) {
    return { status: 400, text: `The address is not well formed: ${target.problem}.` };
  }
  return undefined;
}

/** What a page of another host is told. */
export const foreign: Refusal = { status: 403, text: 'Pages of other hosts are not answered.' };

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, text } = refusal;
  if (status === 405 || status === 204) response.setHeader('Allow', methods);
  if (status === 204) response.writeHead(204).end();
  else reply(response, status, text);
  request.resume();
}

function hasBody({ headers }: IncomingMessage): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = headers;
  return coding !== undefined || Number(length) !== 0;
}
