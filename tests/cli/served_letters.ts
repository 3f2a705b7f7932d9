/* A folder with all that may lie in one, and a server of it and of its archive. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { run, start, temporaryFolder, until } from './command.js';
import { rawExchange } from './raw_request.js';

const secret = 'what nobody else may read';
const dated = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2024-01-01\n${more}---\n`;

/** Everything in the folder; what is in a list is published by default. */
export const published: Record<string, string> = {
  'letter.md':
    dated('A letter') +
    ['picture.png', 'drawing.svg', 'sound.mp3', 'film.mp4', 'face.woff2', 'paper.pdf', 'notes.txt']
      .map((name) => `[${name}](${name})\n`)
      .join('') +
    '<a href="raw.docx">raw</a> ![linked](linked.png) ![shared](drafts/shared.png)\n' +
    // None of these is published for that.
    '[a](subscribers.csv) ![b](id_rsa) [c](package.json) [d](.env) [e](page.html) [f](page.shtml)\n' +
    '[g](credentials.json) [h](app.key) [i](table.rdf) [j](../outside.png) [k](letters.sqlite)\n' +
    '![l](alias.png) [m](.hidden/a.png) [n](node_modules/b.png) [o](page.xht) ![p](leaving.png) ![q](pipe.png)\n',
  'picture.png': 'picture',
  'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'sound.mp3': 'sound',
  'film.mp4': 'film',
  'face.woff2': 'font',
  'paper.pdf': 'paper',
  'notes.txt': 'notes',
  'raw.docx': 'document',
  'unreferenced.png': 'a picture that nobody refers to',
  'letter/beside.png': 'a picture of the letter',
  'drafts/shared.png': 'a picture of a draft and of a letter',
  'issues/no-page.png': 'a picture below the address of pages',
};
export const drafts: Record<string, string> = {
  'drafts/draft.md': `${dated('A draft', 'draft: true\n')}![x](own.png) ![y](shared.png) ![z](../only.png)\n`,
  'drafts/own.png': secret,
  'drafts/unreferenced.png': secret,
  'only.png': secret,
  'unfinished.md':
    dated('Unfinished', 'draft: true\n') +
    '<video poster="poster.png"></video>{{< gallery "g.gif" >}}\n',
  'poster.png': secret,
  'g.gif': secret,
  'unfinished/beside.png': secret,
  'unfinished.assets/beside.png': secret,
};
export const withheld: Record<string, string> = Object.fromEntries(
  [
    ...['subscribers.csv', 'id_rsa', 'package.json', '.env', 'page.html', 'page.shtml'],
    ...['credentials.json', 'app.key', 'table.rdf', 'letters.sqlite', '.hidden/a.png'],
    ...['node_modules/b.png', 'page.xht', 'unreferenced.pdf', 'id_ed25519.pub', 'excluded/a.png'],
    ...['aws-credentials.txt', 'broadsheet.pem', 'prerender.js', 'README.md'],
  ].map((name) => [name, secret]),
);

/** What the tests of a file ask; there from its first test on. */
export interface ServedLetters {
  folder: string;
  archive: string;
  /** The address under which the folder is served. */
  live: string;
  /** That of its archive. */
  built: string;
  /** By their addresses, the processes of both servers. */
  pids: ReadonlyMap<string, number>;
}

/** Serves letters and their archive for all tests of the file that calls this. */
export function serveLetters(): ServedLetters {
  const pids = new Map<string, number>();
  const letters = { folder: '', archive: '', live: '', built: '', pids };
  const running: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(running.map((end) => end())));

  const lasting = async (args: readonly string[]): Promise<string> => {
    const { child, output, closed } = start(['serve', ...args, '--port', '0']);
    running.push(async () => {
      child.kill('SIGINT');
      await closed;
    });
    await until(() => output.stdout.endsWith('\n'), 'the address');
    const url = output.stdout.trim();
    pids.set(url, child.pid ?? 0);
    return url;
  };

  beforeAll(async () => {
    const place = temporaryFolder();
    const [folder, archive] = [join(place, 'letters'), join(place, 'archive')];
    writeLetters(place, folder);
    const { status } = await run(['build', folder, '-o', archive, '--quiet']);
    expect(status).toBe(0);
    addForeignFiles(place, archive);
    const [live, built] = await Promise.all([
      lasting([folder, '--allow-host', 'Letters.example']),
      lasting([archive, '--allow-host', 'letters.example']),
    ]);
    Object.assign(letters, { folder, archive, live, built });
  });
  return letters;
}

function writeLetters(place: string, folder: string): void {
  for (const [name, content] of Object.entries({ ...published, ...drafts, ...withheld })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  writeFileSync(join(folder, 'broadsheet.config.json'), '{"exclude": ["excluded"]}');
  writeFileSync(join(place, 'outside.png'), secret);
  symlinkSync('picture.png', join(folder, 'linked.png'));
  symlinkSync('id_rsa', join(folder, 'alias.png'));
  symlinkSync('id_rsa', join(folder, 'alias.md'));
  symlinkSync('../outside.png', join(folder, 'leaving.png'));
  symlinkSync('drafts/own.png', join(folder, 'unseen.png'));
  execFileSync('mkfifo', [join(folder, 'pipe.png'), join(folder, 'unreferenced-pipe.png')]);
}

/** What may lie in an archive that somebody else has sent. */
function addForeignFiles(place: string, archive: string): void {
  mkdirSync(join(archive, '.well-known'));
  writeFileSync(join(archive, '.well-known/security.txt'), 'Contact: mailto:a@example.org\n');
  writeFileSync(join(archive, 'page.shtml'), '<script>alert(1)</script>');
  writeFileSync(join(archive, 'posts/page.xht'), '<script>alert(1)</script>');
  writeFileSync(join(archive, 'id_rsa'), secret);
  symlinkSync(join(place, 'outside.png'), join(archive, 'posts/leaving.png'));
}

/** The headers and the status of an answer to a request of which each line is given. */
export async function exchange(url: string, lines: readonly string[]) {
  const answer = await rawExchange(url, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
  const [head = '', ...body] = answer.split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
    header: (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1],
    body: body.join('\r\n\r\n'),
  };
}
