/* Which files of an archive are kept compressed beside themselves, and under which names. */
import { endingOf } from './file_types.js';

/** What a file is kept as beside itself: by the ending that hosts look for. */
export const encodings = { br: 'br', gz: 'gzip' } as const;

/** Text, and the module. Pictures, typefaces and the index are compressed as they are. */
const profiting = new Set(
  ['html', 'htm', 'css', 'js', 'mjs', 'json', 'xml', 'txt', 'md', 'markdown', 'svg', 'wasm'].concat(
    ['webmanifest', 'ics', 'vtt', 'srt', 'rtf', 'ttf', 'otf', 'bmp'],
  ),
);

/** Files of hosts, which they read themselves. */
const unserved = new Set(['_headers', '_redirects', 'vercel.json']);

/** Whether a file of this name is kept compressed where that makes it smaller. */
export function profits(path: string): boolean {
  return profiting.has(endingOf(path)) && !unserved.has(path);
}
