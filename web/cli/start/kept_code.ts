/*
 * Compiled code of the program that a build leaves to the next ones: what the engine would parse and
 * compile again takes a fifth of a small build's time. It lies with the user's caches, where only this
 * user may write; whoever loses it loses time.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { privateFolderBelow } from '../state/private_folder.js';
import { compileModulesAsUsual } from './engine_flags.js';

/** The digest of program.js: the engine itself compares no more than its length. */
declare const __PROGRAM_DIGEST__: string;

const digestBytes = 32;
/** Code of other versions goes when it is older than this. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

/** The file for the code of this program under this engine, and what is in it. */
export interface KeptCode {
  file: string;
  code: Buffer | undefined;
}

/** Looks for kept code; undefined where none can be kept. */
export function keptCode(): KeptCode | undefined {
  // Node's own word for programs that shall keep none.
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const folder = privateFolderBelow(cacheHome(), 'broadsheet', 'code');
  if (folder === undefined) return undefined;
  const { version, arch } = process;
  const file = join(folder, `${version}-${arch}-${__PROGRAM_DIGEST__}`);
  return { file, code: soundCode(file) };
}

/** Keeps code for later processes. */
export function keepCode(file: string, compiled: () => Buffer): void {
  try {
    // The engine takes code only under the flags that it was kept under: those at the start.
    compileModulesAsUsual();
    const code = compiled();
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, Buffer.concat([digestOf(code), code]), { mode: 0o600 });
    renameSync(aside, file);
    forgetOld(join(file, '..'));
  } catch {
    // The next build compiles once more.
  }
}

/** By the XDG Base Directory Specification, or what stands for it elsewhere. */
function cacheHome(): string | undefined {
  const { XDG_CACHE_HOME: named, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'win32') return local;
  if (named !== undefined && isAbsolute(named)) return named;
  const home = homedir();
  if (!isAbsolute(home)) return undefined;
  return join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

/** Code that is as it was written: the engine would run whatever a failing disk has made of it. */
function soundCode(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(digestBytes);
    return digestOf(code).equals(bytes.subarray(0, digestBytes)) ? code : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(code: Buffer): Buffer {
  return createHash('sha256').update(code).digest();
}

function forgetOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > keptFor) rmSync(file, { force: true });
  }
}
