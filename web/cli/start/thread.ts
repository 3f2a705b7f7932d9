/* A thread of the program: the script is named after the entry that it runs. */
import { basename } from 'node:path';
import type { ProgramEntry } from '../program.js';
import { loadProgram } from './load.js';

void loadProgram(__dirname).run(basename(__filename, '.js') as ProgramEntry);
