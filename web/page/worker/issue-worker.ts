/* The worker of those who read on: what renders issues comes in the same file. */
import * as issues from './issues.js';
import { startWorker } from './worker.js';

startWorker({ lists: () => import('./lists.js'), issues: async () => issues });
