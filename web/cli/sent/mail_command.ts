import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Mail, init } from 'broadsheet';
import type { Archive } from '../archive/archive.js';
import { instantOf } from '../site/publication.js';
import { findingsOf, linesOf } from '../terminal/diagnostic_lines.js';
import { type ExitStatus, Failure, exitStatus, systemFailure } from '../terminal/failure.js';
import { coloursFor, printable, tell } from '../terminal/terminal.js';
import { type Message, emlOf, missingSettings } from './eml.js';
import { mailOf } from './forms.js';
import { archiveOf, stemOf } from './issue_archive.js';
import { farIssue } from './issue.js';

/** What `broadsheet mail` is told on the command line. */
export interface MailOptions {
  out: string;
  /** The folder of the archive; by default the nearest above the issue that says what it is. */
  in?: string;
  shorten?: boolean;
  testTo?: string;
  smtp?: string;
  json?: boolean;
  quiet?: boolean;
}

/** Gmail hides what is beyond this many bytes; some are left to whoever sends it. */
const shortened = 98_000;

/** Runs `broadsheet mail`: an issue as HTML, text and message, and a copy to oneself. */
export async function mail(named: string, options: MailOptions): Promise<ExitStatus> {
  if ((options.testTo === undefined) !== (options.smtp === undefined)) {
    throw new Failure('a copy to oneself takes both --test-to and --smtp', {
      status: exitStatus.usage,
      hint: '--test-to me@example.org --smtp smtp://me@mail.example.org:587',
    });
  }
  await init();
  const { archive, path } = await archiveOf(named, options.in);
  const { message, diagnostics } = await messageOf(archive, path, named, options);
  const files = await writeFiles(path, message, options.out);
  if (options.json) {
    const { subject, preview, lang, cutBefore } = message.mail;
    const bytes = Buffer.byteLength(message.mail.html);
    const report = { files, subject, preview, lang, bytes, cutBefore, diagnostics };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    process.stdout.write(files.map((file) => `${file}\n`).join(''));
  }
  if (!options.quiet) tellOf(message, diagnostics, dirname(named), options);
  if (options.testTo !== undefined && options.smtp !== undefined) {
    const { sendTestCopy } = await import('./test_copy.js');
    await sendTestCopy(options.smtp, { ...message, to: options.testTo });
    if (!options.quiet) tell(`A copy is on its way to ${printable(options.testTo)}.`);
  }
  return diagnostics.some(({ severity }) => severity === 'error')
    ? exitStatus.problems
    : exitStatus.ok;
}

async function messageOf(
  archive: Archive,
  path: string,
  named: string,
  { shorten }: MailOptions,
): Promise<{ message: Message; diagnostics: Mail['diagnostics'] }> {
  const { site } = archive;
  const issue = await farIssue(archive, path, named);
  const rendered = mailOf(archive, issue, shorten ? { mostBytes: shortened } : {});
  const { date } = rendered.data;
  const instant = date === undefined ? Number.NaN : instantOf(date, site.timeZone);
  const message = {
    mail: rendered,
    settings: site.mail ?? {},
    name: archive.title,
    page: issue.page,
    date: Number.isNaN(instant) ? undefined : instant,
  };
  return { message, diagnostics: rendered.diagnostics };
}

/** Writes the three forms beside each other; returns their names. */
async function writeFiles(path: string, message: Message, out: string): Promise<string[]> {
  const stem = stemOf(path);
  const { html, text } = message.mail;
  const contents = { html, txt: text, eml: await emlOf(message) };
  const files: string[] = [];
  try {
    await mkdir(out, { recursive: true });
    for (const [ending, content] of Object.entries(contents)) {
      const file = join(out, `${stem}.${ending}`);
      await writeFile(file, content);
      files.push(file);
    }
  } catch (error) {
    throw systemFailure(error, `cannot write into ${printable(resolve(out))}`);
  }
  return files;
}

function tellOf(
  { mail: rendered, settings }: Message,
  diagnostics: Mail['diagnostics'],
  folder: string,
  { json }: MailOptions,
): void {
  if (!json) {
    const colours = coloursFor(process.stderr);
    const path = diagnostics[0]?.file ?? '';
    for (const finding of findingsOf(folder, [{ path: basename(path), diagnostics }])) {
      for (const line of linesOf(finding, colours)) tell(line);
    }
  }
  const bytes = Buffer.byteLength(rendered.html);
  tell(`${printable(rendered.subject)}: ${(bytes / 1000).toFixed(1)} kB of HTML`);
  if (rendered.cutBefore !== undefined) {
    tell(`It ends before "${printable(rendered.cutBefore)}", with a link to the rest.`);
  }
  const missing = missingSettings(settings);
  if (missing.length > 0) {
    tell(`The message has placeholders for mail.${missing.join(' and mail.')}: see docs/mail.md.`);
  }
}
