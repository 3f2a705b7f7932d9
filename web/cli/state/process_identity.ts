import { readFileSync } from 'node:fs';
import { systemCode } from '../terminal/failure.js';

/** A process, told from a later one that got the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it began, as the system says; empty where it does not. */
  start: string;
  /** Names the run of the system; empty where nothing does. */
  boot: string;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, start: startOf(process.pid) ?? '', boot: bootId() };
}

/** Whether the process still runs; in doubt it does. */
export function isRunning({ pid, start, boot }: ProcessIdentity): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || boot !== bootId()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It runs, and belongs to somebody else.
    if (systemCode(error) !== 'EPERM') return false;
  }
  const started = startOf(pid);
  return start === '' || started === undefined || started === start;
}

/** Another one after each restart; empty where the system has none. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      // The name of the program comes before, in parentheses, and may hold anything.
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ');
      return fields?.[19];
    }
    if (process.platform === 'win32') return undefined;
    // Only here: on most systems the module would be loaded for nothing.
    const { execFileSync } = process.getBuiltinModule('node:child_process');
    const options = { encoding: 'utf8', env: { LC_ALL: 'C', TZ: 'UTC' } } as const;
    return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], options).trim();
  } catch {
    return undefined;
  }
}
