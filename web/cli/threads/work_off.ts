import { parentPort } from 'node:worker_threads';
import { type Failed, sentError } from './thread.js';

/** What a request is answered with; nothing where nobody waits. */
export interface Answer<Reply> {
  reply: Reply;
  /** Memory that changes hands. */
  transferred?: readonly ArrayBuffer[];
}

/**
 * In a thread: works off its requests one after the other. After a failure none is worked off any
 * more.
 *
 * @param begin is awaited before the first
 */
export function workOff<Started, Request, Reply>(
  begin: () => Promise<Started>,
  answer: (started: Started, request: Request) => Promise<Answer<Reply> | undefined>,
): void {
  let hasFailed = false;
  const fail = (error: unknown): void => {
    if (hasFailed) return;
    hasFailed = true;
    const reply: Failed = { kind: 'failed', error: sentError(error) };
    parentPort?.postMessage(reply);
    parentPort?.close();
  };
  let last = begin();
  last.catch(fail);
  parentPort?.on('message', (request: Request) => {
    last = last.then(async (started) => {
      const answered = await answer(started, request);
      if (answered !== undefined) {
        parentPort?.postMessage(answered.reply, answered.transferred ?? []);
      }
      return started;
    });
    last.catch(fail);
  });
}
