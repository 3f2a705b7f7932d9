import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type WeChatArticle, type WeChatSettings, init } from 'broadsheet';
import { findingsOf, linesOf } from '../terminal/diagnostic_lines.js';
import { type ExitStatus, exitStatus, systemFailure } from '../terminal/failure.js';
import { coloursFor, counted, printable, suggested, tell } from '../terminal/terminal.js';
import { wechatOf } from './forms.js';
import { archiveOf, stemOf } from './issue_archive.js';
import { farIssue } from './issue.js';
import { wechatPage } from './wechat_page.js';

/** What `broadsheet wechat` is told on the command line. */
export interface WeChatOptions {
  out: string;
  /** As of `broadsheet mail`. */
  in?: string;
  theme: NonNullable<WeChatSettings['theme']>;
  json?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet wechat`: a page with the article, to be copied into WeChat's editor. */
export async function wechat(named: string, options: WeChatOptions): Promise<ExitStatus> {
  await init();
  const { archive, path } = await archiveOf(named, options.in);
  const issue = await farIssue(archive, path, named);
  const article = await wechatOf(archive, issue, { theme: options.theme });
  const file = await written(join(options.out, `${stemOf(path)}.wechat.html`), article);
  const { title, author, digest, characters, pictures, diagnostics } = article;
  if (options.json) {
    const bytes = Buffer.byteLength(article.html);
    const report = { file, title, author, digest, characters, bytes, pictures, diagnostics };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    process.stdout.write(`${file}\n`);
  }
  if (!options.quiet) tellOf(article, named, options);
  return diagnostics.some(({ severity }) => severity === 'error')
    ? exitStatus.problems
    : exitStatus.ok;
}

async function written(file: string, article: WeChatArticle): Promise<string> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, wechatPage(article));
    return file;
  } catch (error) {
    throw systemFailure(error, `cannot write into ${printable(resolve(dirname(file)))}`);
  }
}

function tellOf(
  { characters, pictures, diagnostics }: WeChatArticle,
  named: string,
  { json }: WeChatOptions,
): void {
  if (!json) {
    const colours = coloursFor(process.stderr);
    for (const finding of findingsOf(dirname(named), [{ path: basename(named), diagnostics }])) {
      for (const line of linesOf(finding, colours)) tell(line);
    }
  }
  tell(`${counted(characters, 'character')}; open the page, copy the article, paste it there.`);
  if (pictures.length > 0) {
    tell(`${counted(pictures.length, 'picture')} of elsewhere: the editor fetches them, or`);
    tell('they are to be uploaded where their hosts refuse it:');
    for (const picture of pictures) tell(`  ${printable(picture)}`);
  }
  tell(`What the editor will not take: ${suggested('check --wechat', named)}`);
}
