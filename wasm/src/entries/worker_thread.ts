/*
 * The script of the browser's worker (see worker.ts).
 */
import * as broadsheet from './browser.js';
import { serverFor } from '../worker/server.js';

const answer = serverFor(broadsheet);

// `self` is typed as a window here; a worker's postMessage takes no origin.
const scope = self as unknown as {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};

scope.addEventListener('message', ({ data }) => {
  void answer(data).then((reply) => scope.postMessage(reply));
});
