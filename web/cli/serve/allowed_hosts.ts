/*
 * Under which names a server answers. A page of any site can have its name lead to this machine (DNS
 * rebinding) and would then read the folder as its own; the name is all that tells it apart.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** What the server listens at, and what its owner allows besides. */
export interface HostOptions {
  /** The address or name given to listen at. */
  host: string;
  /** Names that lead to this server, such as that of a proxy. */
  allowHost?: readonly string[];
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address or name means this machine alone. */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host === 'localhost' || host.endsWith('.localhost');
  return loopback.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

/** The hosts that a server answers for. */
export class AllowedHosts {
  readonly #names: ReadonlySet<string>;
  /** Rebinding needs a name: whoever writes an address means that machine. */
  readonly #anyAddress: boolean;

  constructor({ host, allowHost = [] }: HostOptions) {
    this.#names = new Set([host, ...allowHost].map(plainName));
    this.#anyAddress = isIP(host) !== 0 && !isLoopback(host);
  }

  /**
   * @param name of {@link hostOf}
   * @param local the address at which the request came in
   */
  allows(name: string, local: string | undefined): boolean {
    if (isLoopback(name) || this.#names.has(name)) return true;
    return isIP(name) !== 0 && (this.#anyAddress || name === local);
  }
}

/**
 * The name or address in `name:port`, in small letters, without brackets and without a dot at its
 * end; undefined when it is not of that form.
 */
export function hostOf(authority: string): string | undefined {
  const [, address, name, port = ''] =
    /^(?:\[([\d:.a-f]{2,45})\]|([\w.-]{1,253}))(?::(\d{0,5}))?$/i.exec(authority) ?? [];
  if (Number(port) > 65_535) return undefined;
  if (address !== undefined) return isIP(address) === 6 ? address.toLowerCase() : undefined;
  return name === undefined ? undefined : plainName(name);
}

/** All values of a header, also of one that comes twice. */
export function headerValues({ rawHeaders }: IncomingMessage, header: string): string[] {
  const isNamed = (_: string, at: number): boolean =>
    at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === header;
  return rawHeaders.filter(isNamed);
}

/**
 * Whether a browser sent the request for a page of another host. Only what reads or changes something
 * is asked for its origin: browsers keep the answers to others from such pages.
 */
export function isForeign(request: IncomingMessage, hosts: AllowedHosts): boolean {
  if (headerValues(request, 'sec-fetch-site').some((site) => site === 'cross-site')) return true;
  return headerValues(request, 'origin').some((origin) => {
    const [, authority] = /^https?:\/\/([^/?#]+)$/i.exec(origin) ?? [];
    const name = authority && hostOf(authority);
    return !name || !hosts.allows(name, request.socket.localAddress);
  });
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
