import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { encodings, profits } from '../archive/compressed_files.js';
import { printable } from '../terminal/terminal.js';
import { listed } from './replacement.js';
import type { Output } from './staging.js';
import type { BuildStep } from './step.js';

/** A smaller file is one packet of the network, however it is written; in bytes. */
const leastBytes = 1024;
/** What is left must be so much of a file at most. */
const worthwhile = 0.95;

type Ending = keyof typeof encodings;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * `.br` and `.gz` beside each file that profits, for hosts that send what lies there instead of
 * compressing for every reader. What has not changed since the last build keeps its own.
 */
export function writeCompressed(): BuildStep {
  return {
    async finish({ progress, remarks }, output) {
      await output.settled();
      const paths = [...output.files.keys()].filter(profits);
      const inTheWay: string[] = [];
      let done = 0;
      let next = 0;
      const work = async (): Promise<void> => {
        for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
          const isWritten = await writeBeside(path, output);
          if (!isWritten) inTheWay.push(printable(path));
          done += 1;
          progress.show('Compressing files', done, paths.length);
        }
      };
      // The work is done by threads of the system's library.
      await Promise.all(Array.from({ length: availableParallelism() }, work));
      if (inTheWay.length === 0) return;
      remarks.push(
        `not compressed, the site has files of its own beside them: ${listed(inTheWay.sort())}`,
      );
    },
  };
}

/** @returns false where something else has the name of one of them */
async function writeBeside(path: string, output: Output): Promise<boolean> {
  const endings = Object.keys(encodings) as Ending[];
  if (endings.some((ending) => !output.isFree(`${path}.${ending}`))) return false;
  if (output.isAdopted(path) && endings.every((ending) => output.canAdopt(`${path}.${ending}`))) {
    for (const ending of endings) output.adopt(`${path}.${ending}`);
    return true;
  }
  const bytes = output.read(path);
  if (bytes === undefined || bytes.length < leastBytes) return true;
  const made = await Promise.all(endings.map((ending) => compressed(path, bytes, ending)));
  // A host that has one of the two looks no further: both, or none.
  if (made.some(({ length }) => length > bytes.length * worthwhile)) return true;
  for (const [at, ending] of endings.entries()) {
    await output.write(`${path}.${ending}`, made[at] ?? '');
  }
  return true;
}

function compressed(path: string, bytes: Uint8Array, ending: Ending): Promise<Buffer> {
  if (ending === 'gz') return zip(bytes, { level: 9 });
  return brotli(bytes, {
    params: {
      // The last step takes more than twice the time for two parts in a hundred: readers load these
      // most, and a build seldom makes them anew.
      [constants.BROTLI_PARAM_QUALITY]: path.startsWith('assets/') ? 11 : 10,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
