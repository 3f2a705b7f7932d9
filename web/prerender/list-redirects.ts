import { fileAt } from '../page/site/addresses.js';
import type { Site } from '../page/site/site.js';
import { redirectDocument } from './redirect-page.js';

/** A list of the site that an archive has elsewhere. */
export interface ListRedirect {
  /** The file at the site's address. */
  file: string;
  content(): string;
}

/** Lists of the site as it was, where the archive has none of that address: its own stand for them. */
export function* listRedirects(site: Site): Iterable<ListRedirect> {
  const { lists = {}, title } = site.manifest;
  for (const [address, term] of Object.entries(lists)) {
    const found = term === '' ? undefined : site.term(term.facet, term.value);
    const target = term === '' ? '' : found?.path;
    if (target === undefined || target === address) continue;
    const file = fileAt(address);
    yield { file, content: () => redirectDocument(site, file, target, found?.value ?? title) };
  }
}
