/** Whether an address is that of a file beside the post. */
export function isRelative(url: string): boolean {
  return url !== '' && !/^([a-z][a-z\d+.-]*:|[/?#\\])/i.test(url);
}

/** Whether an address has a host or a scheme of its own. */
export function isElsewhere(url: string): boolean {
  return /^([a-z][a-z\d+.-]*:|\/\/)/i.test(url);
}

/** The path of the file that a relative address in a post names. */
export function fileOf(url: string): string {
  const path = url.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
