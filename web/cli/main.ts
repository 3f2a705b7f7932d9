#!/usr/bin/env node
/* The command `broadsheet`. A build takes up compiled code that one before it has kept. */
import { loadProgram } from './start/load.js';

if (process.argv[2] === 'build') void build();
else void loadProgram(__dirname).run('command');

async function build(): Promise<void> {
  // What other commands do without is not set up for them.
  const { prepareBuild } = await import('./start/build.js');
  const { kept, keep } = prepareBuild();
  const program = loadProgram(__dirname, kept);
  const hasBuilt = await program.run('command');
  if (hasBuilt === true && !program.usesKept) keep(program.compiled);
}
