/** Servers that tools start, as their users would start them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { App } from './app.ts';

/**
 * Starts a tool's server; ended with the test.
 *
 * @param ready finds the address in what it has printed, once it answers
 * @returns its address
 */
export async function startServer(
  app: App,
  [program, ...words]: readonly [string, ...string[]],
  ready: (printed: string) => string | undefined,
  { folder = '.', env = {} }: { folder?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const server = spawn(join(app.folder, 'node_modules/.bin', program), words, {
    cwd: join(app.folder, folder),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  });
  let printed = '';
  for await (const piece of server.stdout) {
    printed += String(piece);
    const address = ready(printed);
    if (address !== undefined) return address;
  }
  throw new Error(`${program} ${words[0]} ended: ${printed}`);
}
