import { scope, worker } from './build.js';
import { forgetAll, marks } from './kept.js';

/** A host that has lost everything may be in the middle of a copy, or of a mistake: for so long. */
const mistake = 24 * 60 * 60 * 1000;
/** Under this address, which no archive has, stands since when the host has had no archive. */
const sinceMark = `${scope}~gone-since`;

/**
 * Ends this worker, with all it keeps, when the archive is no longer to be read offline: its home
 * page says so. Where there is no home page either, after a day. Whether it did.
 */
export async function retireIfEnded(): Promise<boolean> {
  const found = await homeOnHost();
  if (found === 'offline') await markThere();
  if (found === 'none' && !(await isLongGone())) return false;
  if (found !== 'none' && found !== 'online') return false;
  await worker.registration.unregister();
  await forgetAll();
  return true;
}

/** Notes that the host has the archive: should it lose it, it has a day from then. */
export function markThere(): Promise<void> {
  return marks.forget(sinceMark);
}

/** What the host's home page says: `none` where there is none of an archive. */
async function homeOnHost(): Promise<'offline' | 'online' | 'none' | 'unknown'> {
  try {
    const response = await fetch(scope, { cache: 'no-cache' });
    if (response.status === 404 || response.status === 410) return 'none';
    if (!response.ok) return 'unknown';
    const [html = ''] = /<html\b[^>]*>/i.exec(await response.text()) ?? [];
    if (!/\sdata-root=/.test(html)) return 'none';
    return /\sdata-offline(?:[=\s>]|$)/.test(html) ? 'offline' : 'online';
  } catch {
    return 'unknown';
  }
}

async function isLongGone(): Promise<boolean> {
  const since = Number(await (await marks.find(sinceMark))?.text());
  if (since > 0) return Date.now() - since > mistake;
  await marks.keep(sinceMark, new Response(String(Date.now())));
  return false;
}
