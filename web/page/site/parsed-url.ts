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
