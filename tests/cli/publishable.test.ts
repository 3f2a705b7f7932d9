/* Which names of files are published when a post refers to them, and which never are. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from './command.js';

const publishedNames = [
  ...['a.png', 'B.JPG', 'c.jpeg', 'd.gif', 'e.webp', 'f.avif', 'g.svg', 'h.ico', 'i.bmp', 'j.apng'],
  ...['a.mp3', 'b.ogg', 'c.m4a', 'd.flac', 'e.wav', 'f.opus', 'a.mp4', 'b.webm', 'c.mov', 'd.mkv'],
  ...['a.woff2', 'b.woff', 'c.ttf', 'd.otf'],
  ...[
    'a.pdf',
    'b.epub',
    'c.txt',
    'd.docx',
    'e.xlsx',
    'f.pptx',
    'g.odt',
    'h.rtf',
    'i.vtt',
    'j.zip',
    'k.ics',
  ],
  // Near to a secret's name, and none.
  ...[
    'secretary.pdf',
    'credentials.png',
    'passwords.svg',
    'my_secrets.mp3',
    'monkey.png',
    'keys.pdf',
  ],
  ...[
    'environment.txt',
    'database.png',
    'tokenizer.txt',
    'id_card.png',
    'package.json.png',
    'key.txt',
  ],
  ...['.well-known/a.txt', 'with blank.png', '中文.png', 'a.b.c.png', 'folder.md/a.png'],
];

const secretNames = [
  ...[
    'id_rsa',
    'id_rsa.txt',
    'ID_RSA',
    'id_ed25519',
    'id_ecdsa_sk',
    'id_dsa.pub',
    'authorized_keys',
  ],
  ...[
    'server.pem',
    'server.key',
    'Server.KEY',
    'a.ppk',
    'a.p12',
    'a.pfx',
    'a.jks',
    'a.kdbx',
    'a.ovpn',
  ],
  ...[
    'letters.sqlite',
    'letters.sqlite3',
    'letters.db',
    'letters.sql',
    'letters.sql.zip',
    'a.tfstate',
  ],
  ...[
    'prod.env',
    'env',
    'netrc',
    '_netrc',
    'kubeconfig',
    'htpasswd',
    'shadow',
    'passwd',
    'wallet.dat',
  ],
  ...[
    'package.json',
    'package-lock.json',
    'composer.json',
    'auth.json',
    'wp-config.php',
    'compose.yml',
  ],
  ...[
    'service-account.json',
    'serviceAccountKey.json',
    'client_secret_12.json',
    'google-services.json',
  ],
  ...[
    'credentials',
    'credentials.json',
    'credentials.prod.json',
    'aws-credentials.txt',
    'secrets.yaml',
  ],
  ...[
    'secret.txt',
    'passwords.txt',
    'my_passwords.docx',
    'Passwords.xlsx',
    'api-keys.txt',
    'passwords.zip',
  ],
  ...[
    'recovery-codes.txt',
    'backup codes.txt',
    'access_token.txt',
    'subscribers.xlsx',
    'subscribers.csv',
  ],
  ...['mailing-list.txt', 'server-private-key.txt', 'master.key'],
];

const otherNames = [
  ...[
    'page.html',
    'page.htm',
    'page.shtml',
    'page.xhtml',
    'page.xht',
    'page.mhtml',
    'feed.rdf',
    'a.xml',
  ],
  ...[
    'a.js',
    'a.mjs',
    'a.css',
    'a.wasm',
    'a.json',
    'a.csv',
    'a.yaml',
    'a.toml',
    'a.php',
    'a.sh',
    'a.exe',
  ],
  ...[
    'Makefile',
    'a.png.bak',
    'a.png~',
    'a.',
    'a.log',
    'a.svgz',
    'a.xsl',
    'a.swf',
    'a.jar',
    'a.torrent',
  ],
];

const hiddenNames = [
  '.env',
  '.png',
  '.hidden/a.png',
  'a/.git/b.png',
  'node_modules/a.png',
  '.ssh/id_rsa',
];

const reasons = new Map<string, string>();
let posts = '';

beforeAll(async () => {
  const place = temporaryFolder();
  const folder = join(place, 'letters');
  const names = [...publishedNames, ...secretNames, ...otherNames, ...hiddenNames];
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
  const links = names.map((name) => `<a href="${encodeURI(name)}">a file</a>\n`).join('');
  writeFileSync(join(folder, 'letter.md'), `---\ntitle: A letter\n---\n${links}`);
  const out = join(place, 'archive');
  const { stdout } = await run(['build', folder, '-o', out, '--json', '--quiet']);
  const { withheld } = JSON.parse(stdout) as { withheld: { path: string; reason: string }[] };
  for (const { path, reason } of withheld) reasons.set(path, reason);
  posts = join(out, 'posts');
});

describe('a file that a post refers to', () => {
  it('is published when it is a picture, sound, video, font or document', () => {
    const files = readdirSync(posts, { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(posts.length + 1));
    expect(files.sort()).toEqual([...publishedNames, 'letter.md'].sort());
  });

  it.each([
    ['a secret', secretNames, 'its name is one of secrets'],
    ['anything else', otherNames, 'it is no picture, sound, video, font or document'],
    ['hidden', hiddenNames, 'it is hidden'],
  ] as const)('is left out, and said to be, when it is %s', (_kind, names, reason) => {
    for (const name of names) expect(reasons.get(name), name).toBe(reason);
  });
});
