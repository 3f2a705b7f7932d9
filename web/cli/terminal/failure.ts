import { printable } from './terminal.js';

/** What the command's exit status says; `--help` documents the same numbers. */
export const exitStatus = {
  ok: 0,
  /** `check` found errors (with `--strict` also: warnings). */
  problems: 1,
  /** The command line is not understood. */
  usage: 2,
  /** A configuration file cannot be used. */
  configuration: 3,
  /** A folder or file cannot be read or written, or holds no posts; a port or address cannot be used. */
  unusable: 4,
  /** Another process writes to the same folder. */
  busy: 5,
  /** Stopped by Ctrl+C before it was done. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** Something the user can mend. `main` prints message and hint without a stack trace. */
export class Failure extends Error {
  readonly status: ExitStatus;
  readonly hint: string | undefined;

  constructor(message: string, details: { status: ExitStatus; hint?: string; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = 'Failure';
    this.status = details.status;
    this.hint = details.hint;
  }
}

/** Why a file or folder is not touched although the system would let us. */
export class Refused extends Error {}

/** The code of an error of the operating system, such as `ENOENT`; else undefined. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  // Node's own begin otherwise, and tell of a defect: ERR_INVALID_ARG_TYPE.
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined;
}

/** What the system says of an open file does not name it: that the disk is full, for one. */
export function withPath(error: unknown, path: string): unknown {
  return error instanceof Error && !('path' in error) ? Object.assign(error, { path }) : error;
}

const systemReasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'there is one already',
  ELOOP: 'it is a link, or its links lead in a circle',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open in the whole system',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EROFS: 'its disk is read-only',
  EIO: 'the disk reports an error',
  EXDEV: 'it lies on another disk',
  EBUSY: 'it is in use by the system, or another disk is mounted there',
  ENOTEMPTY: 'something has come into it',
  EFBIG: 'it would be too large for its disk',
  ENOMEM: 'the system has no memory left',
  ENXIO: 'it is no file',
  ENODEV: 'it is no file',
  ETXTBSY: 'it is a program that is running',
  ESTALE: 'its network drive has lost it',
};

const writing: Readonly<Record<string, string>> = {
  EACCES: 'no permission to write it',
  EPERM: 'no permission to write it',
};

/** Says in words why the system refused a file or folder. */
export function systemReason(error: unknown, doing: 'reading' | 'writing' = 'reading'): string {
  const code = systemCode(error) ?? '';
  const known = (doing === 'writing' ? writing[code] : undefined) ?? systemReasons[code];
  if (known !== undefined) return known;
  return error instanceof Error ? error.message : String(error);
}

const ways: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space, then run it again.',
  EDQUOT: 'Free some space, then run it again.',
  EMFILE: 'Raise the limit (ulimit -n), then run it again.',
  ENFILE: 'End some programs, then run it again.',
  EIO: 'Look after the disk, then run it again.',
  ENOMEM: 'End some programs, then run it again.',
  EBUSY: 'Name a folder below it.',
  EXDEV: 'Name a folder on one disk.',
  ENOTEMPTY: 'Run it again.',
};

/**
 * A refusal of the system in words: what was to be done, with which file, why not, what now. Other
 * errors are given back as they are.
 *
 * @param what what could not be done
 */
export function systemFailure<Other>(error: Other, what: string): Failure | Other {
  const code = systemCode(error) ?? '';
  if ((code === '' && !(error instanceof Refused)) || error instanceof Failure) return error;
  const { path, dest } = error as { path?: unknown; dest?: unknown };
  const place = typeof path === 'string' ? path : typeof dest === 'string' ? dest : undefined;
  const where = place === undefined || what.includes(place) ? '' : ` (${printable(place)})`;
  return new Failure(`${what}: ${systemReason(error, 'writing')}${where}`, {
    status: exitStatus.unusable,
    hint: ways[code] ?? 'Name a folder that you may write to.',
    cause: error,
  });
}
