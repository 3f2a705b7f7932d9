/*
 * The thread that writes an index: an entry of the bundle, started by index_thread.ts. It has a
 * small heap of its own. Compressing takes so much memory outside of the heap that the collector
 * runs all the time, which in the heap of a whole build takes longer than the work itself.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { type IndexBuilder, createIndex, init } from 'broadsheet';
import { digest } from '../archive/digest.js';
import { systemCode } from '../terminal/failure.js';
import { workOff } from '../threads/work_off.js';
import { TemporaryRuns, indexMemory } from './index_host.js';
import { manifestName } from './index_start.js';
import type { IndexReply, IndexRequest, IndexTask, WrittenIndex } from './index_messages.js';

const { folder, mode, options } = workerData as IndexTask;
const written: WrittenIndex = { manifest: '', files: [], posts: [], start: [] };
const host = new TemporaryRuns((name, content) => {
  if (name === manifestName) written.manifest = Buffer.from(content).toString('utf8');
  else writeFile(name, content);
  return Promise.resolve();
}, folder);

function writeFile(name: string, content: Uint8Array): void {
  written.files.push([name, digest(content)]);
  try {
    writeFileSync(join(folder, name), content, { mode, flag: 'wx' });
  } catch (error) {
    // Names are hashes of contents: the index that this one adds to has the same file.
    if (options.base === undefined || systemCode(error) !== 'EEXIST') throw error;
  }
}

async function begin(): Promise<IndexBuilder> {
  await init();
  return createIndex(host, { drafts: true, memory: indexMemory, ...options });
}

async function answer(index: IndexBuilder, request: IndexRequest): Promise<IndexReply> {
  if (request.kind === 'post') {
    const { path, prepared } = request;
    const indexed = await index.addPrepared(prepared);
    if (indexed !== undefined) written.posts.push([path, indexed]);
    return { kind: 'taken', bytes: prepared.length };
  }
  await index.finish();
  index.dispose();
  await host.end();
  written.start = host.start.files;
  return { kind: 'written', index: written };
}

workOff<IndexBuilder, IndexRequest, IndexReply>(begin, async (index, request) => ({
  reply: await answer(index, request),
}));
