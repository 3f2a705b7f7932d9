/*
 * The script of Node's worker (see worker_node.ts).
 */
import { parentPort } from 'node:worker_threads';
import * as broadsheet from './node.js';
import { serverFor } from '../worker/server.js';

const answer = serverFor(broadsheet);

parentPort?.on('message', (request) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
