/** `text` without percent-encoding (RFC 3986, 2.1); undefined where that is no UTF-8, or no encoding. */
export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
