/*
 * A thread that reads and renders posts, and later makes their pages: an entry of the bundle, started
 * by render_pool.ts.
 */
import { workerData } from 'node:worker_threads';
import { createCatalog, init, type Manifest } from 'broadsheet';
import { listedIssues } from '../../page/site/listed.js';
import { readFile } from '../archive/read_post.js';
import type { PrerenderedArchive } from '../../prerender/prerender.js';
import { loadPrerender } from '../site/prerender.js';
import { type Answer, workOff } from '../threads/work_off.js';
import { BodySpool } from './body_spool.js';
import type { PageTask, RenderReply, RenderRequest, RenderTask } from './render_messages.js';
import { writePublicFile } from './public_file.js';
import { takePost } from './taken_post.js';

const { site, wanted, spools, thread, done } = workerData as RenderTask;
const spool = new BodySpool(spools, thread);
const written: [output: string, hash: string][] = [];
let pages: PrerenderedArchive | undefined;

function read(path: string): Answer<RenderReply> {
  const { reading, whole } = readFile(site, path, wanted);
  const taken = whole && takePost(whole, spool);
  // Small files share memory with others, which cannot change hands.
  const isAlone = taken !== undefined && taken.source.buffer.byteLength === taken.source.byteLength;
  const transferred = taken === undefined ? [] : [taken.prepared.buffer as ArrayBuffer];
  if (isAlone) transferred.push(taken.source.buffer as ArrayBuffer);
  else if (taken !== undefined) taken.source = new Uint8Array(taken.source);
  return { reply: { kind: 'read', path, reading, taken }, transferred };
}

function writePage({ path, address, body, file, output }: PageTask): void {
  const answer = pages?.answer(address, '', { of: () => spool.get(body), inFeed: () => '' });
  if (answer === undefined) throw new Error(`'${address}' is not the address of '${path}'`);
  written.push([output, writePublicFile(file, answer.content)]);
}

async function answer(request: RenderRequest): Promise<Answer<RenderReply> | undefined> {
  switch (request.kind) {
    case 'read':
      return read(request.path);
    case 'flush':
      spool.flush();
      return { reply: { kind: 'flushed' } };
    case 'open': {
      const { openArchive } = await loadPrerender();
      const manifest = JSON.parse(Buffer.from(request.manifest).toString('utf8')) as Manifest;
      pages = openArchive(manifest, () => createCatalog(listedIssues(manifest)));
      return undefined;
    }
    case 'page':
      writePage(request.task);
      return undefined;
    case 'finish':
      return { reply: { kind: 'finished', pages: written } };
    case 'release':
      spool.end();
      return { reply: { kind: 'released' } };
  }
}

workOff<void, RenderRequest, RenderReply>(init, async (_begun, request) => {
  const answered = await answer(request);
  Atomics.add(done, thread, 1);
  return answered;
});
