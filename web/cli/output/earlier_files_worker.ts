/*
 * The thread that lists the files of the last build: an entry of the bundle, started by
 * earlier_files.ts.
 */
import { workerData } from 'node:worker_threads';
import { workOff } from '../threads/work_off.js';
import { type EarlierReply, type EarlierTask, earlierFiles } from './earlier_files.js';

workOff<void, 'list', EarlierReply>(
  () => Promise.resolve(),
  () =>
    Promise.resolve({ reply: { kind: 'listed', files: earlierFiles(workerData as EarlierTask) } }),
);
