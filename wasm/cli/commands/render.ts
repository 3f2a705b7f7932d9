import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { init, renderPost } from 'broadsheet';
import { Failure, type ExitStatus, exitStatus, systemReason } from '../terminal/failure.js';
import { findingsOf, linesOf } from '../terminal/diagnostic_lines.js';
import { coloursFor, printable, tell } from '../terminal/terminal.js';

/** What `broadsheet render` is told on the command line. */
export interface RenderCommandOptions {
  format: 'html' | 'json' | 'text';
  json?: boolean;
  base?: string;
  quiet?: boolean;
}

/** Runs `broadsheet render`: one post to standard output, what is wrong with it beside it. */
export async function render(named: string, options: RenderCommandOptions): Promise<ExitStatus> {
  await init();
  const isPiped = named === '-';
  const source = isPiped ? await standardInput() : await fileContent(named);
  const file = isPiped ? '' : basename(named);
  const { base } = options;
  const post = renderPost(source, { file, ...(base === undefined ? {} : { base }) });
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

async function fileContent(named: string): Promise<Uint8Array> {
  try {
    return await readFile(named);
  } catch (cause) {
    throw new Failure(`cannot read ${printable(named)}: ${systemReason(cause)}`, {
      status: exitStatus.unusable,
      hint: 'Give the file of one post, or - to read standard input.',
      cause,
    });
  }
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
