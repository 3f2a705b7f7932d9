/*
 * One build at a time. A lock is a file that says which process holds it; it stays when that process
 * has ended, however it has ended, and is then no lock any more. Files are numbered, and the highest
 * number counts: so two builds that find the same old lock cannot both think to have replaced it.
 */
import { linkSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, exitStatus, systemCode, withPath } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { type ProcessIdentity, isRunning, ownIdentity } from './process_identity.js';

interface Holder extends ProcessIdentity {
  /** When it took the lock, for people. */
  since: string;
}

/**
 * Takes the lock of a folder for this process, until its end.
 *
 * @param folder private, and of nothing else
 * @param named what is locked, for people
 * @throws {Failure} with a status of its own when another process holds it
 */
export function lock(folder: string, named: string): void {
  const own: Holder = { ...ownIdentity(), since: new Date().toISOString() };
  const aside = join(folder, `holder-${process.pid}`);
  try {
    writeFileSync(aside, JSON.stringify(own), { mode: 0o600 });
    while (!isTaken(folder, aside, named)) {
      // Another process was faster; what it has taken is looked at again.
    }
  } catch (error) {
    throw withPath(error, aside);
  } finally {
    rmSync(aside, { force: true });
  }
}

function isTaken(folder: string, aside: string, named: string): boolean {
  const last = Math.max(0, ...numbers(folder));
  const holder = holderOf(folder, last);
  // This process builds one archive after the other; what it holds is its own.
  const isOwn = holder?.pid === process.pid;
  if (holder !== undefined && !isOwn && isRunning(holder)) throw busy(named, holder);
  const next = last + 1;
  try {
    // A link, not a file that is written: nobody sees a lock without its holder.
    linkOrCopy(aside, fileOf(folder, next));
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  // Whoever takes a higher one meanwhile has not seen this one.
  const all = numbers(folder);
  if (Math.max(...all) !== next) {
    rmSync(fileOf(folder, next), { force: true });
    return false;
  }
  for (const number of all) if (number < next) rmSync(fileOf(folder, number), { force: true });
  return true;
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    writeFileSync(to, readFileSync(from), { flag: 'wx', mode: 0o600 });
  }
}

function numbers(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => /^lock-(\d{1,15})$/.exec(name)?.[1] ?? [])
    .map(Number);
}

function fileOf(folder: string, number: number): string {
  return join(folder, `lock-${number}`);
}

function holderOf(folder: string, number: number): Holder | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(folder, number), 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function busy(named: string, { pid, since }: Holder): Failure {
  const clock = since.slice(11, 19);
  return new Failure(
    `another build is writing ${printable(named)}: process ${pid}, since ${printable(clock)} UTC`,
    { status: exitStatus.busy, hint: 'Wait until it has ended, then run this again.' },
  );
}
