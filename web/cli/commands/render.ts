import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { basename, dirname } from 'node:path';
import { type Syntax, init, renderPost } from 'broadsheet';
import { Failure, type ExitStatus, exitStatus, systemReason } from '../terminal/failure.js';
import { mostPostBytes } from '../archive/regular_file.js';
import { type SyntaxName, syntaxOf, wrongWithSyntax } from '../site/syntax.js';
import { findingsOf, linesOf } from '../terminal/diagnostic_lines.js';
import { coloursFor, printable, tell } from '../terminal/terminal.js';

/** What `broadsheet render` is told on the command line. */
export interface RenderCommandOptions {
  format: 'html' | 'json' | 'text';
  json?: boolean;
  base?: string;
  /** Names of syntax, with commas between them. */
  syntax?: string;
  quiet?: boolean;
}

/** Runs `broadsheet render`: one post to standard output, what is wrong with it beside it. */
export async function render(named: string, options: RenderCommandOptions): Promise<ExitStatus> {
  await init();
  const isPiped = named === '-';
  const source = isPiped
    ? await contentOf(process.stdin, 'the standard input')
    : await fileContent(named);
  const file = isPiped ? '' : basename(named);
  const { base } = options;
  const syntax = options.syntax === undefined ? undefined : syntaxNamed(options.syntax);
  const post = renderPost(source, {
    file,
    ...(base === undefined ? {} : { base }),
    ...(syntax === undefined ? {} : { syntax }),
  });
  const format = options.json ? 'json' : options.format;
  const output =
    format === 'json'
      ? `${JSON.stringify(post, undefined, 2)}\n`
      : format === 'text'
        ? `${post.text}\n`
        : post.html;
  process.stdout.write(output);
  if (!options.quiet && format !== 'json') {
    const colours = coloursFor(process.stderr);
    const folder = isPiped ? '' : dirname(named);
    const posts = [{ path: file || '<standard input>', diagnostics: post.diagnostics }];
    for (const finding of findingsOf(folder, posts)) {
      for (const line of linesOf(finding, colours)) tell(line);
    }
  }
  return post.diagnostics.some(({ severity }) => severity === 'error')
    ? exitStatus.problems
    : exitStatus.ok;
}

function syntaxNamed(written: string): Syntax | undefined {
  const names = written.split(',').map((name) => name.trim());
  const wrong = wrongWithSyntax(names);
  if (wrong !== undefined) {
    throw new Failure(`--syntax ${printable(written)}: ${printable(wrong)}`, {
      status: exitStatus.usage,
    });
  }
  return syntaxOf(names as SyntaxName[]);
}

async function fileContent(named: string): Promise<Uint8Array> {
  try {
    // A pipe is welcome: the shell makes one of `<(command)`.
    const found = await stat(named);
    if (found.isFile()) requirePostSize(found.size, printable(named));
    return await contentOf(createReadStream(named), printable(named));
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(`cannot read ${printable(named)}: ${systemReason(cause)}`, {
      status: exitStatus.unusable,
      hint: 'Give the file of one post, or - to read standard input.',
      cause,
    });
  }
}

/** Reads to the end, or until it is more than a post may have. */
async function contentOf(input: Readable, what: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += (chunk as Buffer).length;
    requirePostSize(size, what);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function requirePostSize(size: number, what: string): void {
  if (size <= mostPostBytes) return;
  throw new Failure(`${what} has more than ${mostPostBytes >> 20} MiB, and is not read`, {
    status: exitStatus.unusable,
    hint: 'Divide it into several posts.',
  });
}
