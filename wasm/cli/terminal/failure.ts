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

/** The code of an error of the operating system, such as `ENOENT`; else undefined. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const systemReasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
};

/** Says in words why the system refused a file or folder. */
export function systemReason(error: unknown): string {
  const known = systemReasons[systemCode(error) ?? ''];
  if (known !== undefined) return known;
  return error instanceof Error ? error.message : String(error);
}
