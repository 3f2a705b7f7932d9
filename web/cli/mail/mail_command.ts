import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { type Mail, init, renderMail } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { findPlace } from '../site/folder.js';
import { findPage } from '../site/page.js';
import { loadPrerender } from '../site/prerender.js';
import { everything, instantOf } from '../site/publication.js';
import { siteOfFolder } from '../site/recognize.js';
import type { Site } from '../site/site.js';
import { findingsOf, linesOf } from '../terminal/diagnostic_lines.js';
import { type ExitStatus, Failure, exitStatus, systemFailure } from '../terminal/failure.js';
import { coloursFor, printable, suggested, tell } from '../terminal/terminal.js';
import { type Message, emlOf, missingSettings } from './eml.js';
import { farIssue } from './issue.js';
import { withSizes } from './pictures.js';

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
  const { archive, path } = await archiveOf(named, options);
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

/** The archive that an issue belongs to, and its path there. */
async function archiveOf(
  named: string,
  { in: folder }: MailOptions,
): Promise<{ archive: Archive; path: string }> {
  const place = await findPlace(named);
  if (place.kind === 'folder') {
    throw new Failure(`${printable(named)} is a folder`, {
      status: exitStatus.unusable,
      hint: `Name one issue of it; to see them: ${suggested('list', named)}`,
    });
  }
  const site =
    folder === undefined
      ? await siteAround(place.real)
      : await siteOfFolder((await findPlace(folder)).real);
  const archive = new Archive(site, { ...everything, live: false });
  await archive.read();
  const path = pathIn(site, place.real);
  if (path !== undefined && archive.lists(path)) return { archive, path };
  throw new Failure(`${printable(named)} is no issue of the archive in ${printable(site.root)}`, {
    status: exitStatus.unusable,
    hint: 'Name the folder of its archive with --in.',
  });
}

/** The site of the nearest folder whose posts the file is one of; else that of its own folder. */
async function siteAround(file: string): Promise<Site> {
  const own = await siteOfFolder(dirname(file));
  if (own.readFrom.length > 0) return own;
  for (let folder = dirname(dirname(file)); ; folder = dirname(folder)) {
    const site = await siteOfFolder(folder).catch((error: unknown) => {
      // What the owner has to mend is not passed over; what cannot be read is nobody's site.
      if (error instanceof Failure && error.status === exitStatus.configuration) throw error;
      return undefined;
    });
    if (site !== undefined && site.readFrom.length > 0 && pathIn(site, file) !== undefined) {
      return site;
    }
    if (dirname(folder) === folder) return own;
  }
}

function pathIn({ root }: Site, file: string): string | undefined {
  const inner = relative(root, file).split(sep).join('/');
  return inner.startsWith('../') || inner === '..' ? undefined : inner;
}

async function messageOf(
  archive: Archive,
  path: string,
  named: string,
  { shorten }: MailOptions,
): Promise<{ message: Message; diagnostics: Mail['diagnostics'] }> {
  const { site } = archive;
  const issue = farIssue(archive, await loadPrerender(await findPage()), path);
  if (issue === undefined) {
    throw new Failure(`${printable(named)} has no page`, { status: exitStatus.unusable });
  }
  const { source, page, home, addresses } = issue;
  const settings = site.mail ?? {};
  const { header, footer, footerText, accent } = settings;
  const rendered = renderMail(
    source,
    {
      ...site.rendering,
      file: path,
      ...(site.languages[0] === undefined ? {} : { lang: site.languages[0] }),
    },
    {
      name: archive.title,
      ...(home === undefined ? {} : { home }),
      ...(page === undefined ? {} : { url: page }),
      ...(header === undefined ? {} : { header }),
      ...(footer === undefined ? {} : { footer }),
      ...(footerText === undefined ? {} : { footerText }),
      ...(accent === undefined ? {} : { accent }),
      addresses:
        site.baseURL === undefined ? addresses : await withSizes(archive, site.baseURL, addresses),
      ...(shorten ? { mostBytes: shortened } : {}),
    },
  );
  const { date } = rendered.data;
  const instant = date === undefined ? Number.NaN : instantOf(date, site.timeZone);
  const message = {
    mail: rendered,
    settings,
    name: archive.title,
    page,
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

/** `2024/spring/index.md` is called by its folder. */
function stemOf(path: string): string {
  const stem = basename(path).replace(/\.(?:md|markdown)$/i, '');
  const folder = basename(dirname(path));
  return /^index$/i.test(stem) && folder !== '.' && folder !== '' ? folder : stem;
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
