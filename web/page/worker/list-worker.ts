/* The worker of those who search and filter: what takes lists comes in the same file. */
import * as lists from './lists.js';
import { startWorker } from './worker.js';

startWorker({ lists: async () => lists, issues: () => import('./issues.js') });
