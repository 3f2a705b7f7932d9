import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CheckFormat, CheckOptions } from './check/check_command.js';
import { type ExitStatus, Failure, exitStatus, systemFailure } from './terminal/failure.js';
import type { InitOptions } from './commands/init.js';
import type { ListOptions } from './commands/list.js';
import type { NewOptions } from './commands/new_post.js';
import type { RenderCommandOptions } from './commands/render.js';
import type { BuildOptions } from './output/build_command.js';
import type { IndexCommandOptions } from './search/index_command.js';
import type { SearchCommandOptions } from './search/search_command.js';
import type { MailOptions } from './sent/mail_command.js';
import type { WeChatOptions } from './sent/wechat_command.js';
import type { ServeOptions } from './serve/serve_command.js';
import { coloursFor, commandName, suggested, tell } from './terminal/terminal.js';

/** The forms of `broadsheet render`; here, because its code is only loaded when it runs. */
const checkFormats = ['text', 'json', 'github', 'sarif'] as const satisfies readonly CheckFormat[];
const renderFormats = ['html', 'json', 'text'] as const;

/** The port that is tried first when none is named. */
const defaultPort = 4620;

const program = new Command('broadsheet')
  .exitOverride()
  .description('Shows a folder of Markdown newsletters as an archive in the browser.')
  .version(packageVersion(), '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false)
  .addHelpText(
    'before',
    `Examples:
  broadsheet serve posts                 show the posts of a folder in the browser
  broadsheet serve posts --port 8080     at a port of your choice
  broadsheet build posts                 write the archive as static files, into ./archive
  broadsheet check posts                 list what is wrong in them, as file:line:column
  broadsheet search 'service mesh'       look for words in the posts
  broadsheet new 'A letter in spring'    begin a post
  broadsheet serve --help                all options of a command
`,
  )
  .addHelpText(
    'after',
    `
Exit status:
  0  all is well, or the server was stopped
  1  check found errors (with --strict also: warnings), search found nothing
  2  the command line is not understood
  3  a configuration file cannot be used
  4  a folder or file cannot be read or written, or has no posts; no such address
  5  another build is writing to the same folder
  130  interrupted`,
  );

program
  .command('serve')
  .summary('show a folder of posts in the browser')
  .description(
    'Shows a folder of posts (.md, .markdown, also in folders below it) as an archive in the ' +
      'browser. The address is printed to standard output, alone on a line; everything else goes ' +
      'to standard error. Open pages follow when a file changes. Ctrl+C stops the server. An archive ' +
      'that build has written is shown as it is, at the path of its baseURL.',
  )
  .argument('[folder]', 'the folder with the posts, its configuration, or a built archive', '.')
  .option('-p, --port <number>', 'port; 0 lets the system choose', portNumber, defaultPort)
  .addOption(
    new Option(
      '--host <address>',
      'address to listen at; 0.0.0.0 lets others on your network read along',
    ).default('127.0.0.1', 'this machine alone'),
  )
  .option(
    '--allow-host <name>',
    'answer under this name too, such as that of a proxy; may be repeated',
    hostName,
  )
  .option(
    '--title <text>',
    "the archive's name (default: from a site's configuration or the folder)",
  )
  .option('--drafts', 'show drafts too')
  .option('--future', 'show posts with a date to come, too')
  .option('--expired', 'show posts that have expired, too')
  .option('--snippets', "run the scripts of the configuration's head, afterIssue and afterList")
  .option('--no-watch', 'do not watch the folder for changes')
  .option('--json', 'print the address as a JSON object for programs')
  .option('-q, --quiet', 'print the address and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet serve                       the posts of this folder and those below it
  broadsheet serve content/posts --drafts
  broadsheet serve posts --port 8080 --title 'The Weekly Letter'
  broadsheet serve posts --host 0.0.0.0  for others on your network, too
  broadsheet serve letters/broadsheet.config.yaml
                                         a folder of your own, with its snippets
  broadsheet serve posts --allow-host letters.example
                                         behind a proxy that has this name
`,
  )
  .action(async (folder: string, options: ServeOptions) => {
    const { serve } = await import('./serve/serve_command.js');
    // The watcher leaves timers behind that would hold a stopped server for another second.
    process.exit(await serve(folder, options));
  });

program
  .command('build')
  .summary('write the archive as static files')
  .description(
    'Writes the archive of a folder of posts as static files: page, manifest, posts, module. Any ' +
      'host serves them, at any path. They are written aside and then put in place as a whole; the ' +
      'files of an older archive are replaced, all others in the folder stay. What has not changed ' +
      'since that was built is taken over from it. The path of the archive is ' +
      'printed to standard output; everything else goes to standard error.',
  )
  .argument('[folder]', 'the folder with the posts', '.')
  .option('-o, --out <folder>', 'where the archive goes (default: archive)')
  .option(
    '--title <text>',
    "the archive's name (default: from a site's configuration or the folder)",
  )
  .option('--base-url <address>', "where the archive is published (default: the configuration's)")
  .addOption(
    new Option('--for <host>', 'write the file that tells the host what may be kept').choices([
      'cloudflare',
      'netlify',
      'vercel',
    ]),
  )
  .option('--drafts', 'publish drafts too')
  .option('--future', 'publish posts with a date to come, too')
  .option('--expired', 'publish posts that have expired, too')
  .option('--no-search', 'write no search index: readers find words in titles and summaries only')
  .option('--compress', 'write .br and .gz beside files that profit, for hosts that send these')
  .option('--full', 'make all pages anew, even those of posts that have not changed')
  .option('--json', 'print a JSON object for programs: path, counts, what was left out')
  .option('-q, --quiet', 'print the path of the archive and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet build                       the posts of this folder, into ./archive
  broadsheet build content/posts --out public/archive
                                         a part of a site, at the addresses the site has
  broadsheet build posts --title 'The Weekly Letter' --drafts
`,
  )
  .action(async (folder: string, options: BuildOptions) => {
    const { build } = await import('./output/build_command.js');
    process.exitCode = await build(folder, options);
  });

program
  .command('check')
  .summary('list what is wrong in the posts')
  .description(
    'Lists what is wrong in the posts of a folder (or in one file) as compilers do: ' +
      'file:line:column: severity: message [code], the line itself, and how to mend it. Drafts are ' +
      'checked too. On GitHub Actions each finding is an annotation as well.',
  )
  .argument('[folder]', 'the folder with the posts, or one post', '.')
  .option('--json', 'the same as --format json')
  .addOption(
    new Option('-f, --format <form>', 'text, json, github (annotations) or sarif (code scanning)')
      .choices(checkFormats)
      .default('text'),
  )
  .option('--strict', 'warnings fail like errors')
  .option('--wechat', "say, too, what WeChat's editor will not take")
  .option('--fix', 'mend what has one safe answer; the changes are shown first')
  .option('-y, --yes', 'with --fix: do not ask')
  .option('-q, --quiet', 'print the findings and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet check posts
  broadsheet check posts/2024-05-12-spring.md
  broadsheet check posts --fix           mend what is safe, after showing the changes
  broadsheet check posts --strict        for build servers: warnings fail, too
  broadsheet check posts --json | jq '.diagnostics[].code'
`,
  )
  .action(async (folder: string, options: CheckOptions) => {
    const { check } = await import('./check/check_command.js');
    process.exitCode = await check(folder, options);
  });

program
  .command('list')
  .summary('list the posts, newest first')
  .description(
    'Lists every post, newest first: day, path and title, separated by tabs. Drafts, posts with ' +
      'a date to come and expired ones have a mark.',
  )
  .argument('[folder]', 'the folder with the posts', '.')
  .option('--json', 'print a JSON list for programs')
  .option('-q, --quiet', 'print the posts and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet list posts
  broadsheet list posts | cut -f 2       their paths alone
  broadsheet list posts --json | jq '.[] | select(.draft) | .path'
`,
  )
  .action(async (folder: string, options: ListOptions) => {
    const { list } = await import('./commands/list.js');
    process.exitCode = await list(folder, options);
  });

program
  .command('render')
  .summary('print one post as HTML, JSON or text')
  .description('Renders one post to standard output. What is wrong with it goes to standard error.')
  .argument('<file>', 'the post; - reads standard input')
  .addOption(
    new Option('-f, --format <form>', 'html, json or text').choices(renderFormats).default('html'),
  )
  .option('--json', 'the same as --format json')
  .option('--base <url>', 'resolve relative links and images against this address')
  .option('--syntax <names>', 'what it may write besides: containers,mark,attributes,wiki,toc')
  .option('-q, --quiet', 'do not print what is wrong with it')
  .addHelpText(
    'before',
    `Examples:
  broadsheet render posts/2024-05-12-spring.md > spring.html
  broadsheet render posts/2024-05-12-spring.md --json | jq .toc
  cat draft.md | broadsheet render - --format text
`,
  )
  .action(async (file: string, options: RenderCommandOptions) => {
    const { render } = await import('./commands/render.js');
    process.exitCode = await render(file, options);
  });

program
  .command('mail')
  .summary('write an issue as a mail: HTML, text and message')
  .description(
    'Writes an issue of an archive as <issue>.html, .txt and .eml, for whoever sends it to a list, ' +
      'and sends one copy to oneself where that is asked for. The names of the files are printed to ' +
      'standard output. What stands around the issue is said in the configuration (mail).',
  )
  .argument('<issue>', 'the file of the issue')
  .option('-o, --out <folder>', 'where to write them; files of these names are replaced', 'mail')
  .option('-i, --in <folder>', 'the folder of its archive (default: the nearest one above it)')
  .option('--shorten', 'end with a link to the rest where Gmail would cut it (102 kB)')
  .option('--test-to <address>', 'send one copy there')
  .option('--smtp <url>', 'through this server: smtp://user@host:587')
  .option('--json', 'print a JSON object for programs')
  .option('-q, --quiet', 'print the names of the files and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet mail posts/2024-05-12-spring.md -o mail
  BROADSHEET_SMTP_PASSWORD=... broadsheet mail posts/spring.md -o mail \\
    --test-to me@example.org --smtp smtp://me@mail.example.org:587
`,
  )
  .action(async (issue: string, options: MailOptions) => {
    const { mail } = await import('./sent/mail_command.js');
    process.exitCode = await mail(issue, options);
  });

program
  .command('wechat')
  .summary("write an issue for WeChat's editor")
  .description(
    'Writes an issue of an archive as a page, <issue>.wechat.html, with a button that copies it as ' +
      "rich text, for WeChat's editor: styles at the elements, links as numbered notes. The name of " +
      'the file is printed to standard output.',
  )
  .argument('<issue>', 'the file of the issue')
  .option('-o, --out <folder>', 'where to write it; a file of this name is replaced', 'wechat')
  .option('-i, --in <folder>', 'the folder of its archive (default: the nearest one above it)')
  .addOption(
    new Option('--theme <name>', 'how it looks').choices(['plain', 'banner']).default('plain'),
  )
  .option('--json', 'print a JSON object for programs')
  .option('-q, --quiet', 'print the name of the file and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet wechat posts/2024-05-12-spring.md
  broadsheet check --wechat posts        what the editor will not take
`,
  )
  .action(async (issue: string, options: WeChatOptions) => {
    const { wechat } = await import('./sent/wechat_command.js');
    process.exitCode = await wechat(issue, options);
  });

program
  .command('new')
  .summary('begin a post')
  .description(
    'Makes a post with its front matter, beside the newest one and named like it, as a draft. Its ' +
      'path is printed to standard output.',
  )
  .argument('<title>', 'the title of the post')
  .option('--in <folder>', 'the folder with the posts', '.')
  .option('--publish', 'no draft')
  .option('-q, --quiet', 'print the path and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet new 'A letter in spring'
  $EDITOR "$(broadsheet new 'A letter in spring' --in posts)"
`,
  )
  .action(async (title: string, options: NewOptions) => {
    const { newPost } = await import('./commands/new_post.js');
    process.exitCode = await newPost(title, options);
  });

program
  .command('init')
  .summary('write a configuration, and a first post where there is none')
  .description(
    'Writes broadsheet.config.yaml with what was found out about the folder. None is needed: a ' +
      'Hugo site, a Jekyll site, a content folder and a folder of Markdown files are recognized.',
  )
  .argument('[folder]', 'the folder; made when it does not exist', '.')
  .option('--github', 'write the workflow that publishes with GitHub Pages, too')
  .option('-y, --yes', 'ask nothing, on a terminal neither')
  .option('-q, --quiet', 'print the paths and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet init
  broadsheet init letters                begin a newsletter
  broadsheet init --github               and publish it with GitHub Pages
`,
  )
  .action(async (folder: string, options: InitOptions) => {
    const { init } = await import('./commands/init.js');
    process.exitCode = await init(folder, options, packageVersion());
  });

program
  .command('index')
  .summary('write the search index of a folder')
  .description(
    'Writes the search index of a folder of posts as static files, for openSearch() and for search. ' +
      'Where there is one already, only what has changed is read. (build writes one, too.)',
  )
  .argument('[folder]', 'the folder with the posts', '.')
  .option('-o, --out <folder>', 'where to write it', 'search')
  .option('--drafts', 'index drafts too')
  .option('--future', 'index posts with a date to come too')
  .option('--expired', 'index posts that have expired, too')
  .option('--full', 'read everything anew')
  .option('--json', 'print a JSON object for programs')
  .option('-q, --quiet', 'print the path and failures only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet index posts -o public/search
`,
  )
  .action(async (folder: string, options: IndexCommandOptions) => {
    const { index } = await import('./search/index_command.js');
    process.exitCode = await index(folder, options);
  });

program
  .command('search')
  .summary('look for words in the posts')
  .description(
    'Looks for words in a search index, a built archive, or a folder of posts. All words must ' +
      'match; "phrases", -without, this OR that, tag: category: author: host: before: after: in:title.',
  )
  .argument('<words...>', 'what to look for')
  .option('-i, --in <folder>', 'the index, the archive or the folder with the posts', '.')
  .option('--links', 'look for links instead of posts')
  .option('-n, --limit <number>', 'how many results to print', resultNumber, 10)
  .addOption(new Option('--sort <order>', 'the order').choices(['relevance', 'newest', 'oldest']))
  .option('--json', 'print JSON for programs')
  .option('-q, --quiet', 'print results only')
  .addHelpText(
    'before',
    `Examples:
  broadsheet search 服务网格 --in posts
  broadsheet search '"half a sentence" after:2023' --in archive
  broadsheet search --links host:github.com raft
`,
  )
  .action(async (words: string[], options: SearchCommandOptions) => {
    const { search } = await import('./search/search_command.js');
    process.exitCode = await search(words.join(' '), options);
  });

function resultNumber(text: string): number {
  const count = Number(text);
  if (/^\d{1,6}$/.test(text) && count > 0) return count;
  throw new InvalidArgumentError('It is a whole number, 1 or more.');
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}

function hostName(text: string, before: string[] = []): string[] {
  if (/^[a-z\d](?:[a-z\d._-]{0,251}[a-z\d])?\.?$/i.test(text)) return [...before, text];
  throw new InvalidArgumentError('It is a name without scheme and port, such as letters.example.');
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const isNamed = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isNamed ? String(manifest.version) : 'unknown';
}

/** Explains an error to the user and says with which status the process ends. */
function explain(thrown: unknown): ExitStatus {
  const error = systemFailure(thrown, 'the system has refused');
  if (error instanceof CommanderError) {
    // The library has printed its message, or the help that was asked for.
    if (error.exitCode === 0) return exitStatus.ok;
    const [word] = program.args;
    if (error.code === 'commander.unknownCommand' && word !== undefined && existsSync(word)) {
      tell(`To show it: ${suggested('serve', word)}`);
    } else if (error.code !== 'commander.help') {
      tell(`All commands and options: ${commandName} --help`);
    }
    return exitStatus.usage;
  }
  const label = coloursFor(process.stderr).red('error:');
  if (error instanceof Failure) {
    tell(`${label} ${error.message}`);
    if (error.hint !== undefined) tell(error.hint);
    return error.status;
  }
  tell(`${label} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  tell('This is a defect of Broadsheet; please report it with the lines above.');
  return exitStatus.unusable;
}

/**
 * Runs the command that the process was started with.
 *
 * @returns whether it has done what it is for
 */
export async function runCommandLine(): Promise<boolean> {
  // A reader that has seen enough (`broadsheet check | head`) is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? exitStatus.ok);
    process.exit(explain(systemFailure(error, 'cannot write to standard output')));
  });
  // Nobody can be told that cannot be told.
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', (error) => process.exit(explain(error)));

  try {
    await program.parseAsync();
    return !process.exitCode;
  } catch (error) {
    process.exitCode = explain(error);
    return false;
  }
}
