/**
 * An address; undefined where it is none. `URL.canParse` and `URL.parse` are newer than the browsers
 * that the page is made for.
 */
export function parsedUrl(written: string, base?: string): URL | undefined {
  try {
    return new URL(written, base);
  } catch {
    return undefined;
  }
}

/** A host that stands in an address as browsers would write it, and ends there. */
const plainHost = /^https?:\/\/((?:(?!xn--)[a-z0-9-]+\.)+[a-z]+)(?:[/?#]|$)/;

/** The host of a web address, with a port that is not the usual one; undefined of others. */
export function hostOf(address: string): string | undefined {
  // To make a `URL` takes as long as a line of a page, and issues have hundreds of links.
  const plain = plainHost.exec(address)?.[1];
  if (plain !== undefined) return plain;
  return /^https?:\/\//i.test(address) ? parsedUrl(address)?.host : undefined;
}

/** One that stands as browsers would write it, whatever page it is on: no dots to resolve, nothing to encode. */
const settledAddress =
  /^https?:\/\/(?:(?!xn--)[a-z0-9-]+\.)+[a-z]+\/(?!\.)(?:[\w~!$()*+,;=:@?#%-]|\.|\/(?!\.)|&(?!#))*$/;

/** Whether {@link parsedUrl} would write an address as it stands; `&` may be escaped in it. */
export function isSettledAddress(address: string): boolean {
  return settledAddress.test(address) && !/%2e/i.test(address);
}
