import type { CallName, Calls, Reply, Request } from '../worker/protocol.js';
import workerUrl from '../worker/worker.ts?worker&url';
import { root } from './address.js';
import { scriptUrl } from './set-html.js';

interface Waiting {
  resolve(answer: never): void;
  reject(error: Error): void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let count = 0;

/**
 * Asks the worker, which is started by the first question. Rejects when it cannot be loaded or
 * cannot answer; the next question then starts a new one.
 */
export function ask<Name extends CallName>(
  name: Name,
  question: Calls[Name]['ask'],
): Promise<Calls[Name]['answer']> {
  worker ??= start();
  const running = worker;
  count += 1;
  const request: Request<Name> = { id: count, name, ask: question, root: root.href };
  return new Promise((resolve, reject) => {
    waiting.set(request.id, { resolve, reject });
    running.postMessage(request);
  });
}

function start(): Worker {
  const started = new Worker(scriptUrl(new URL(workerUrl, import.meta.url)), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const caller = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) caller?.reject(new Error(data.error));
    else caller?.resolve(data.answer as never);
  });
  started.addEventListener('error', () => {
    worker = undefined;
    started.terminate();
    for (const caller of waiting.values()) caller.reject(new Error('The worker did not start.'));
    waiting.clear();
  });
  return started;
}
