/*
 * All that the command line and its threads run: one script, which start/load.ts loads. What an entry
 * needs is set up when it is asked for.
 */
export type ProgramEntry = keyof typeof entries;

const entries = {
  command: () => import('./command_line.js').then(({ runCommandLine }) => runCommandLine()),
  earlier_files_worker: () => import('./output/earlier_files_worker.js'),
  index_worker: () => import('./search/index_worker.js'),
  render_worker: () => import('./output/render_worker.js'),
};

/** Runs an entry; what threads are to do comes with their data. The command says whether it is done. */
export function run(entry: ProgramEntry): Promise<unknown> {
  return entries[entry]();
}

/** `broadsheet build`, for those who build more often than a process should start. */
export async function build(
  ...args: Parameters<typeof import('./output/build_command.js').build>
): Promise<number> {
  return (await import('./output/build_command.js')).build(...args);
}
