/* The files of a search index, written natively and in WebAssembly, hold the same bytes. */
import { init } from 'broadsheet';
import { createIndex } from 'broadsheet/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Sample, realPosts } from './corpora.ts';
import { fnv1a } from './fnv1a.ts';
import { nativeDump, nativeLines, text } from './native_dump.ts';
import { noShared } from './paths.ts';

const noNative = nativeDump ? false : 'no native build: run cmake --preset release and build it';
const reason = noShared || noNative;

/** A line for each file, in the order in which they are written. */
async function wasmLines(samples: Sample[], memory: number): Promise<string[]> {
  const lines: string[] = [];
  const runs: Uint8Array[] = [];
  const index = createIndex(
    {
      write: (name, bytes) => void lines.push(`${name} ${fnv1a(bytes)}`),
      appendRun: (bytes) => void runs.push(bytes.slice()),
      readRun: (run, offset, size) => (runs[run] as Uint8Array).subarray(offset, offset + size),
    },
    { memory },
  );
  for (const { file, source } of samples) await index.add(file, source);
  await index.finish();
  index.dispose();
  return lines;
}

describe.skipIf(reason)(
  `native and WebAssembly write the same index${reason ? ` (${reason})` : ''}`,
  () => {
    let samples: Sample[];
    beforeAll(async () => {
      await init();
      // Every seventh post: of all newsletters, and enough for several files of each kind.
      samples = realPosts().filter((_, number) => number % 7 === 0);
    });

    test.each([
      ['from memory', 64 << 20],
      ['from runs', 1 << 20],
    ])('%s', async (_, memory) => {
      const native = nativeLines('index', [
        text(JSON.stringify({ memory })),
        ...samples.flatMap(({ file, source }) => [text(file), text(source)]),
      ]);
      expect(native.length).toBeGreaterThan(100);
      expect(await wasmLines(samples, memory)).toEqual(native);
    });
  },
);
