/* `broadsheet mail`: the files, and a copy to oneself through a server on this machine. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { expect, it, onTestFinished } from 'vitest';
import { emptyFolder, run } from './command.js';

const post = `---
title: 春天的信：给大家的第 12 封，写得很长很长，好让主题折成几行
date: 2024-05-12T09:30:00+08:00
lang: zh
---

正文，[链接](https://a.example/) 与 [另一期](winter.md)。

![图](pictures/bed.png)
`;
/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A folder of two letters, with what its owner says about mails. */
function letters(settings = ''): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'posts/pictures'), { recursive: true });
  writeFileSync(join(folder, 'posts/spring.md'), post);
  writeFileSync(
    join(folder, 'posts/winter.md'),
    '---\ntitle: Winter\ndate: 2024-01-02\n---\n\nIt snows.\n',
  );
  writeFileSync(join(folder, 'posts/pictures/bed.png'), png);
  writeFileSync(join(folder, 'broadsheet.config.yaml'), `title: 园信\nposts: posts\n${settings}`);
  return folder;
}

const whole = `baseURL: https://letters.example/
mail:
  from: 园信 <letters@letters.example>
  replyTo: garden@letters.example
  unsubscribe: "{{UnsubscribeURL}}"
  accent: "#0057b8"
  footer: <a href="{{UnsubscribeURL}}">退订</a>
`;

it('writes HTML, text and message beside each other', async () => {
  const folder = letters(whole);
  const out = join(folder, 'out');
  const { status, stdout, stderr } = await run(['mail', 'posts/spring.md', '-o', out], {
    cwd: folder,
  });
  expect(stderr).toContain('kB of HTML');
  expect(status).toBe(0);
  expect(stdout).toBe(
    ['html', 'txt', 'eml'].map((end) => `${join(out, `spring.${end}`)}\n`).join(''),
  );
  const html = readFileSync(join(out, 'spring.html'), 'utf8');
  expect(html).toContain('lang="zh"');
  expect(html).toContain('href="https://letters.example/issues/winter/"');
  expect(html).toContain(
    'src="https://letters.example/posts/pictures/bed.png" alt="图" width="1" height="1"',
  );
  expect(html).toContain('<a href="{{UnsubscribeURL}}">退订</a>');
  expect(html).toContain('color:#0057b8');
  const text = readFileSync(join(out, 'spring.txt'), 'utf8');
  expect(text).toContain('https://letters.example/issues/spring/');
});

it('writes a message that a parser reads as it was meant', async () => {
  const folder = letters(whole);
  await run(['mail', 'posts/spring.md', '-o', folder, '-q'], { cwd: folder });
  const eml = readFileSync(join(folder, 'spring.eml'));
  expect(eml.every((byte) => byte < 0x80)).toBe(true);
  // RFC 5322, 2.1.1.
  expect(
    eml
      .toString('latin1')
      .split('\r\n')
      .filter((line) => line.length > 78),
  ).toEqual([]);
  const mail = await simpleParser(eml);
  expectParts(mail, folder);
  expect(mail.messageId).toMatch(/^<[0-9a-f]+@/);
  // The same issue makes the same file.
  await run(['mail', 'posts/spring.md', '-o', join(folder, 'again'), '-q'], { cwd: folder });
  expect(readFileSync(join(folder, 'again/spring.eml'))).toEqual(eml);
});

function expectParts(mail: ParsedMail, folder: string): void {
  const file = (ending: string) => readFileSync(join(folder, `spring.${ending}`), 'utf8');
  expect(mail.subject).toBe('春天的信：给大家的第 12 封，写得很长很长，好让主题折成几行');
  expect(mail.from?.value).toEqual([{ address: 'letters@letters.example', name: '园信' }]);
  expect(mail.replyTo?.text).toBe('garden@letters.example');
  expect(mail.date?.toISOString()).toBe('2024-05-12T01:30:00.000Z');
  expect(mail.headers.get('list-unsubscribe-post') ?? mail.headers.get('list')).toBeDefined();
  expect(mail.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line).toBe(
    'List-Unsubscribe: <{{UnsubscribeURL}}>',
  );
  expect(mail.text?.trimEnd()).toBe(file('txt').trimEnd());
  expect(typeof mail.html === 'string' && mail.html.trimEnd()).toBe(file('html').trimEnd());
}

it('sends one copy to oneself, with the password from the environment', async () => {
  const folder = letters(whole);
  const received: { to: string[]; bytes: Buffer; user: string | undefined }[] = [];
  const server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, callback) {
      const isRight = username === 'me' && password === 'secret';
      callback(isRight ? null : new Error('wrong password'), isRight ? { user: 'me' } : undefined);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, bytes: Buffer.concat(chunks), user: session.user });
        callback();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const args = [
    'mail',
    'posts/spring.md',
    '-o',
    folder,
    '--test-to',
    'me@letters.example',
    '--smtp',
  ];
  const url = `smtp://me@127.0.0.1:${port}`;
  const env = { BROADSHEET_SMTP_PASSWORD: 'secret' };
  const sent = await run([...args, url], { cwd: folder, env });
  expect(sent.stderr).toContain('A copy is on its way to me@letters.example.');
  expect(sent.status).toBe(0);
  expect(received.map(({ to, user }) => ({ to, user }))).toEqual([
    { to: ['me@letters.example'], user: 'me' },
  ]);
  expectParts(await simpleParser(received[0]?.bytes ?? Buffer.alloc(0)), folder);

  const wrong = await run([...args, url], { cwd: folder, env: { BROADSHEET_SMTP_PASSWORD: 'x' } });
  expect(wrong.status).toBe(4);
  expect(wrong.stderr).toContain('wrong password');
  expect(received).toHaveLength(1);
});

it('takes no password from the command line, and wants one for a user', async () => {
  const folder = letters(whole);
  const args = [
    'mail',
    'posts/spring.md',
    '-o',
    folder,
    '--test-to',
    'me@letters.example',
    '--smtp',
  ];
  const shown = await run([...args, 'smtp://me:secret@127.0.0.1:9'], { cwd: folder });
  expect(shown.status).toBe(2);
  expect(shown.stderr).toContain('BROADSHEET_SMTP_PASSWORD');
  const none = await run([...args, 'smtp://me@127.0.0.1:9'], { cwd: folder });
  expect(none.status).toBe(2);
  expect((await run([...args, 'http://127.0.0.1'], { cwd: folder })).status).toBe(2);
  expect((await run(args.slice(0, -1), { cwd: folder })).status).toBe(2);
});

it('says what is missing where nobody knows the address, and leaves placeholders', async () => {
  const folder = letters();
  const { status, stderr } = await run(['mail', 'posts/spring.md', '-o', folder], { cwd: folder });
  expect(status).toBe(1);
  expect(stderr).toMatch(/posts\/spring\.md:7:\d+: error: .*winter\.md.*\[mail-address\]/);
  expect(stderr).toContain('baseURL');
  expect(stderr).toContain('placeholders for mail.from and mail.unsubscribe');
  const mail = await simpleParser(readFileSync(join(folder, 'spring.eml')));
  expect(mail.from?.value[0]?.name).toBe('园信');
  expect(mail.from?.value[0]?.address).toMatch(/\.invalid$/);
});

it('names what it cannot mail', async () => {
  const folder = letters(whole);
  const directory = await run(['mail', 'posts'], { cwd: folder });
  expect(directory.status).toBe(4);
  expect(directory.stderr).toContain('is a folder');
  expect((await run(['mail', 'posts/none.md'], { cwd: folder })).status).toBe(4);
  const stranger = await run(['mail', 'broadsheet.config.yaml'], { cwd: folder });
  expect(stranger.status).toBe(4);
  writeFileSync(join(folder, 'broadsheet.config.yaml'), 'mail:\n  colour: red\n');
  const wrong = await run(['mail', 'posts/spring.md'], { cwd: folder });
  expect(wrong.status).toBe(3);
  expect(wrong.stderr).toContain('from, replyTo, header, footer, footerText, unsubscribe, accent');
});
