/**
 * The scripts for a task each. A worker has that of its own task in its file, and loads the other when
 * it is needed.
 */
export interface Scripts {
  lists(): Promise<typeof import('./lists.js')>;
  issues(): Promise<typeof import('./issues.js')>;
}
