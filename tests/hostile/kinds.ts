/*
 * What a stranger can put into a folder so that whoever builds it comes to harm. Each kind plants one
 * thing; pairs of them lie in one folder.
 */
import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';

/** The places of one world: the folder that is built, and what lies beside it. */
export interface World {
  root: string;
  folder: string;
  outside: string;
}

/** In files that nobody may read into an archive. */
export const secret = 'CANARY-7f3a';

type Plant = (world: World) => void;

function put(file: string, content: string | Uint8Array = ''): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { flag: 'wx' });
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 22);
}

function list(files: Record<string, string>): string {
  return `${JSON.stringify({ format: 'broadsheet-files', version: 1, files })}\n`;
}

const manifest = '{"format":"broadsheet-manifest","version":1,"title":"T","posts":[]}';

function inFolder(path: string, content: string | ((world: World) => string)): Plant {
  return (world) =>
    put(join(world.folder, path), typeof content === 'string' ? content : content(world));
}

function linked(path: string, target: string | ((world: World) => string)): Plant {
  return (world) => {
    const file = join(world.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(typeof target === 'string' ? target : target(world), file);
  };
}

function hardLinked(path: string, of: string): Plant {
  return (world) => {
    const file = join(world.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    linkSync(join(world.outside, of), file);
  };
}

function fifo(path: string): Plant {
  return ({ folder }) => {
    // The program has no code for it.
    put(join(folder, path));
    rmSync(join(folder, path));
    execFileSync('mkfifo', [join(folder, path)]);
  };
}

function together(...plants: Plant[]): Plant {
  return (world) => {
    for (const plant of plants) plant(world);
  };
}

const configuration = (text: string) => inFolder('broadsheet.config.yaml', text);
const post = (title: string, rest = '') =>
  `---\ntitle: ${title}\ndate: 2023-04-05\n${rest}---\n\nText.\n`;

/** Every kind by its name. */
export const kinds: Readonly<Record<string, Plant>> = {
  'a journal of version 0.1 beside the archive': together(
    linked('.archive.broadsheet-changing-0/hooks', '../../outside/hooks'),
    inFolder(
      '.archive.broadsheet-new-0/.changes.json',
      '{"changed":["hooks/pre-commit"],"gone":["hooks/post-commit"],"emptied":[]}',
    ),
    inFolder('.archive.broadsheet-new-0/hooks/pre-commit', 'harm'),
  ),
  'a previous archive that is a link': linked('.archive.broadsheet-previous', '../outside'),
  'a previous archive that is a folder': inFolder(
    '.archive.broadsheet-previous/thesis.txt',
    'thesis',
  ),
  'hidden folders named like ours': together(
    inFolder('.broadsheet-abcdef-0123456789ab/old/thesis.txt', 'thesis'),
    linked('.broadsheet-abcdef-0123456789ac', '../outside'),
  ),
  'an archive that is a link': linked('archive', '../outside'),
  'an archive that is a link to nothing': linked('archive', '../outside/made'),
  'an archive that is a file': inFolder('archive', 'thesis'),
  'an archive that is a pipe': fifo('archive'),
  'a forged manifest over a thesis': together(
    inFolder('archive/manifest.json', manifest),
    inFolder('archive/thesis.txt', 'thesis'),
  ),
  'a list that leads outside': inFolder('archive/files.json', ({ outside }) =>
    list({
      '../../outside/precious.txt': hashOf(join(outside, 'precious.txt')),
      [join(outside, 'precious.txt')]: hashOf(join(outside, 'precious.txt')),
      'a/../../../outside/precious.txt': hashOf(join(outside, 'precious.txt')),
    }),
  ),
  'a list through a linked folder': together(
    linked('archive/old', '../../outside'),
    inFolder('archive/files.json', ({ outside }) =>
      list({ 'old/precious.txt': hashOf(join(outside, 'precious.txt')) }),
    ),
  ),
  'a list of a linked file': together(
    linked('archive/old.txt', '../../outside/precious.txt'),
    inFolder('archive/files.json', ({ outside }) =>
      list({ 'old.txt': hashOf(join(outside, 'precious.txt')) }),
    ),
  ),
  "a list of Git's files": together(
    inFolder('archive/.git/HEAD', 'ref: refs/heads/main'),
    inFolder('archive/files.json', ({ folder }) =>
      list({ '.git/HEAD': hashOf(join(folder, 'archive/.git/HEAD')) }),
    ),
  ),
  'a list of a hard link': together(
    hardLinked('archive/old.txt', 'precious.txt'),
    inFolder('archive/files.json', ({ outside }) =>
      list({ 'old.txt': hashOf(join(outside, 'precious.txt')) }),
    ),
  ),
  'a list that is a pipe': fifo('archive/files.json'),
  'a list that is no list': inFolder(
    'archive/files.json',
    '{"format":"broadsheet-files","version":1}',
  ),
  'a list of 100,000 files that are not there': inFolder('archive/files.json', () =>
    list(Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`f/${n}`, 'A'.repeat(22)]))),
  ),
  'a linked folder in the archive': linked('archive/posts', '../../outside'),
  'a linked file in the archive': linked('archive/index.html', '../../outside/precious.txt'),
  'a hard link in the archive': hardLinked('archive/index.html', 'precious.txt'),
  'a repository in the archive': together(
    inFolder('archive/.git/HEAD', 'ref: refs/heads/main'),
    inFolder('archive/CNAME', 'letters.example'),
  ),
  'names that are not UTF-8 in the archive': ({ folder }) => {
    mkdirSync(join(folder, 'archive'), { recursive: true });
    const name = Buffer.concat([Buffer.from(join(folder, 'archive/notes-')), Buffer.from([0xff])]);
    writeFileSync(name, 'notes');
  },
  'settings: posts outside': configuration('posts: ../outside\n'),
  'settings: out outside': configuration('out: ../outside/site\n'),
  'settings: out at an absolute place': inFolder(
    'broadsheet.config.yaml',
    ({ outside }) => `out: ${join(outside, 'site')}\n`,
  ),
  'settings: out through a link': together(
    linked('way', '../outside'),
    inFolder('broadsheet.config.json', '{"out":"way/site"}'),
  ),
  'settings: out is a link': together(
    linked('way', '../outside'),
    inFolder('broadsheet.config.yml', 'out: way\n'),
  ),
  'settings: out among the hooks': together(
    inFolder('.git/hooks/post-commit', 'hook'),
    inFolder('broadsheet.config.yml', 'out: .git/hooks\n'),
  ),
  'settings: out through a link to the hooks': together(
    inFolder('.git/hooks/post-commit', 'hook'),
    linked('way', '.git'),
    inFolder('broadsheet.config.yml', 'out: way/hooks\n'),
  ),
  'settings that are a link': linked('broadsheet.config.yaml', '../outside/settings.yaml'),
  'a folder of the schema that is a link': linked('.broadsheet', '../outside'),
  'a schema that is a link to nothing': linked('.broadsheet/config.schema.json', '../outside/made'),
  'settings that are a link to nothing': linked('broadsheet.config.yaml', '../outside/made.yaml'),
  'settings that are a pipe': fifo('broadsheet.config.json'),
  'settings that are a folder': ({ folder }) => mkdirSync(join(folder, 'broadsheet.config.json')),
  'Hugo: content outside': inFolder('hugo.toml', 'contentDir = "../outside"\n'),
  'Hugo: content is a link': together(
    inFolder('hugo.toml', 'title = "T"\n'),
    linked('content', '../outside'),
  ),
  'Hugo: settings that are a link': linked('config.toml', '../outside/settings.yaml'),
  'Jekyll: settings that are a link': linked('_config.yml', '../outside/settings.yaml'),
  'a post that is a link outside': linked('leak.md', '../outside/secret.md'),
  'a post that is an absolute link': linked('leak2.md', ({ outside }) =>
    join(outside, 'secret.md'),
  ),
  'a post that is a link to itself': linked('round.md', 'round.md'),
  'a folder that is a link outside': linked('more', '../outside'),
  'a post that is a pipe': fifo('pipe.md'),
  'a post that is a link to a device': linked('zero.md', '/dev/zero'),
  'a post that is a device': ({ folder }) => {
    // A user may not make one; the link above stands for it then.
    if (process.getuid?.() === 0) execFileSync('mknod', [join(folder, 'full.md'), 'c', '1', '5']);
  },
  'a post that is a hard link': hardLinked('hard.md', 'shared.md'),
  'a post of 216 MB': (world) => {
    const file = join(world.folder, 'huge.md');
    put(file);
    truncateSync(file, 216 << 20);
  },
  'a manifest that is a pipe': fifo('manifest.json'),
  'references that lead outside': inFolder(
    'references.md',
    post('References', 'cover: ../outside/secret.png\n') +
      '![a](../outside/secret.png) [b](..%2foutside%2fsecret.txt) [c](/etc/passwd) [d](file:///etc/passwd)\n',
  ),
  'a picture that is a link outside': together(
    linked('pictures/p.png', '../../outside/secret.png'),
    inFolder('picture.md', `${post('Picture')}![p](pictures/p.png)\n`),
  ),
  'names of 255 bytes': together(
    inFolder(`${'n'.repeat(252)}.md`, post('Long')),
    inFolder(`${'苹'.repeat(84)}.md`, post('长')),
    inFolder(`${'d'.repeat(255)}/${'e'.repeat(252)}.md`, post('Longer')),
  ),
  'names that are not UTF-8': ({ folder }) => {
    const at = Buffer.from(`${folder}/`);
    for (const name of [
      [0xff, 0xfe],
      [0xc3, 0x28],
    ]) {
      writeFileSync(Buffer.concat([at, Buffer.from(name), Buffer.from('.md')]), post('Bytes'));
      mkdirSync(Buffer.concat([at, Buffer.from(name)]));
    }
  },
  'names that differ in case': together(
    inFolder('Case.md', post('One')),
    inFolder('case.md', post('Two')),
    inFolder('CASE/index.md', post('Three')),
  ),
  'names that are markup and escapes': together(
    inFolder('a\u001b[31m\nb.md', post('Escape')),
    inFolder('<img src=x>.md', post('Markup')),
    inFolder('..md', post('Dots')),
    inFolder('-rf.md', post('Option')),
  ),
  'very deep folders': ({ folder }) => {
    let at = folder;
    for (let depth = 0; depth < 60; depth += 1) at = join(at, 'deep'.repeat(10));
    if (at.length < 3900) put(join(at, 'post.md'), post('Deep'));
  },
  'a folder of the year that is a link': together(
    inFolder('2020/newest.md', `---\ntitle: N\ndate: 2025-01-01\n---\n\nText.\n`),
    linked(String(new Date().getFullYear()), '../outside'),
  ),
  'the next post is a link to nothing': linked('a-new-post.md', '../outside/made.md'),
  'the first letter is a link to nothing': linked(
    `${new Date().toISOString().slice(0, 10)}-first-letter.md`,
    '../outside/made.md',
  ),
  'a foreign index': together(
    inFolder('search/search.json', '{"thesis":1}'),
    inFolder(
      'search/.index-state.json',
      '{"version":1,"base":"x","files":["../../outside/precious.txt"],"added":["../../outside/precious.txt"],"drafts":false,"posts":{}}',
    ),
  ),
  'an index that is a link': linked('search', '../outside'),
  'an index that is a pipe': fifo('search/search.json'),
  'an index that never ends': linked('search.json', '/dev/zero'),
  'an index with linked files': linked('search/search.json', '../../outside/precious.txt'),
};

/** All kinds alone, and so many pairs of them, each kind in about as many. */
export function folders(pairs: number): string[][] {
  const names = Object.keys(kinds);
  const all: string[][] = names.map((name) => [name]);
  for (let away = 1; all.length < names.length + pairs && away < names.length; away += 1) {
    for (const [index, name] of names.entries()) {
      const other = names[index + away];
      if (other !== undefined && all.length < names.length + pairs) all.push([name, other]);
    }
  }
  return all;
}
