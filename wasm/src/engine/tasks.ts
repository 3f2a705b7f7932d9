import type { ModuleTask } from '../api/types.js';
import {
  EXPORTED_FUNCTIONS,
  type FunctionName,
  ISSUE_FUNCTIONS,
  LIST_FUNCTIONS,
} from './exports.js';

/** A module of the package: its file, and what it must export. */
export interface TaskModule {
  readonly file: string;
  readonly functions: readonly FunctionName[];
}

/** The modules by what they do. */
export const TASK_MODULES: Readonly<Record<ModuleTask, TaskModule>> = {
  whole: { file: 'broadsheet.wasm', functions: EXPORTED_FUNCTIONS },
  list: { file: 'broadsheet-list.wasm', functions: LIST_FUNCTIONS },
  issue: { file: 'broadsheet-issue.wasm', functions: ISSUE_FUNCTIONS },
};
