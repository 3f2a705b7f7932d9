/*
 * The thread that writes an index: an entry of the bundle, started by index_thread.ts. It has a
 * small heap of its own. Compressing takes so much memory outside of the heap that the collector
 * runs all the time, which in the heap of a whole build takes longer than the work itself.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type IndexBuilder, createIndex, init } from 'broadsheet';
import { systemCode } from '../terminal/failure.js';
import { TemporaryRuns, indexMemory, manifestName } from './index_host.js';
import type {
  IndexReply,
  IndexRequest,
  IndexTask,
  SentError,
  WrittenIndex,
} from './index_messages.js';

const { folder, mode, options } = workerData as IndexTask;
const written: WrittenIndex = { manifest: '', files: [], posts: [] };
const host = new TemporaryRuns((name, content) => {
  if (name === manifestName) written.manifest = Buffer.from(content).toString('utf8');
  else writeFile(name, content);
  return Promise.resolve();
}, folder);

function writeFile(name: string, content: Uint8Array): void {
  written.files.push(name);
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
  return { kind: 'written', index: written };
}

function sent(error: unknown): SentError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { message, stack, code: systemCode(error) };
}

let hasFailed = false;

function fail(error: unknown): void {
  if (hasFailed) return;
  hasFailed = true;
  const reply: IndexReply = { kind: 'failed', error: sent(error) };
  parentPort?.postMessage(reply);
  parentPort?.close();
}

// One request after the other; after a failure none is worked off any more.
let last: Promise<IndexBuilder> = begin();
last.catch(fail);
parentPort?.on('message', (request: IndexRequest) => {
  last = last.then(async (index) => {
    parentPort?.postMessage(await answer(index, request));
    return index;
  });
  last.catch(fail);
});
