/** What writers meant by addresses that begin wrongly. */

/** Schemes that a slip of the hand makes of http and https. */
const misspelled =
  /^(?:(?:h{2,}t{2,}ps?|ht{3,}ps?|h{2,}tps?|htps?|hpps?|htt[osxl]ps?|httpss|httsp|hhtps?|hptts?|ttps?|htp{2,}s?|hptp|https?):{2,}\/\/|(?:h{2,}t{2,}ps?|ht{3,}ps?|h{2,}tps?|htps?|httpss|httsp|hptts?|ttps?|htpps?|httpp?ps?|hpps?):\/{1,3}|https?:\/(?!\/)|https?\/\/|https?:\\\\|https?;\/\/|https?：\/\/)(?!$)/i;

const repeatedScheme = /^https?:\/\/(?=https?:\/\/)/i;

const mail = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i;

/** Words or marks that got into the brackets, and then the address. */
const wrapped = /^([^/?#:]*[^\w/?#.:-])(https?:\/\/\S+)$/i;

/** Domains under which a name with a dot is a host rather than a file. */
const host =
  /^(?:www(?:\.[a-z0-9-]+)+\.[a-z]{2,}|(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|cn|tech|edu|gov))(?::\d+)?(?:[/?#]\S*)?$/i;

/** The address as it was meant, when its beginning is misspelled; else undefined. */
export function mendedAddress(url: string): string | undefined {
  if (repeatedScheme.test(url)) return url.replace(repeatedScheme, '');
  const found = misspelled.exec(url)?.[0];
  if (found === undefined) return undefined;
  const scheme = /s[^a-z]*$/i.test(found) ? 'https' : 'http';
  const mended = `${scheme}://${url.slice(found.length).replace(/^[/\\]+/, '')}`;
  return URL.canParse(mended) && mended !== url ? mended : undefined;
}

/**
 * The address as it was meant, when a browser would take it for one relative to the page: a mail
 * address or a host without scheme, an address with words before it. `isCertain`: it can be written
 * so; of a host, only its owner knows whether it answers with https. Else undefined.
 */
export function completedAddress(url: string): { address: string; isCertain: boolean } | undefined {
  if (mail.test(url)) return { address: `mailto:${url}`, isCertain: true };
  const [, before = '', rest] = wrapped.exec(url) ?? [];
  if (rest !== undefined) {
    const address = /^[(（*]/.test(before) ? rest.replace(/[*)）]+$/, '') : rest;
    return { address, isCertain: true };
  }
  return host.test(url) ? { address: `https://${url}`, isCertain: false } : undefined;
}
