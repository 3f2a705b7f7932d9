/*
 * How many connections a server bears, and for how long. SECURITY.md and docs/limits.md name these tests.
 */
import { readdirSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { serve, until } from './command.js';
import { rawExchange, rawRequest } from './raw_request.js';
import { serveLetters } from './served_letters.js';

const letters = serveLetters();
const servers: [name: string, url: () => string][] = [
  ['a live folder', () => letters.live],
  ['a built archive', () => letters.built],
];

describe.each(servers)('the connections of %s', (_name, url) => {
  const port = (): number => Number(new URL(url()).port);
  const descriptors = (): number | undefined => {
    try {
      return readdirSync(`/proc/${letters.pids.get(url())}/fd`).length;
    } catch {
      return undefined;
    }
  };

  it('leave room for a reader when 2,000 are half open, and are given back', async () => {
    const before = descriptors();
    const open: Socket[] = [];
    for (let number = 0; number < 2000; number += 1) {
      const socket = connect(port(), '127.0.0.1').on('error', () => undefined);
      // Half of them have begun to ask.
      if (number % 2 === 0) socket.write('GET / HTTP/1.1\r\nHost: loc');
      open.push(socket);
    }
    const began = performance.now();
    expect((await fetch(url())).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5_000);
    const during = descriptors();
    if (during !== undefined) expect(during - (before ?? 0)).toBeLessThan(300);
    for (const socket of open) socket.destroy();
    await until(() => (descriptors() ?? 0) <= (before ?? 0) + 3, 'descriptors to be given back');
  });
});

it('A connection is closed when a request does not end, and when its headers are too large', async () => {
  const began = performance.now();
  const [slow, other, silent, large] = await Promise.all([
    rawExchange(letters.live, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '),
    rawExchange(letters.built, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '),
    rawExchange(letters.live, ''),
    rawExchange(
      letters.live,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ${'x'.repeat(20_000)}`,
    ),
  ]);
  for (const answer of [slow, other, silent]) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(large).toMatch(/^HTTP\/1\.1 431 /);
});
it('No more than 64 pages wait for changes, and the others are answered', async () => {
  const { url } = await serve([letters.folder, '--port', '0']);
  const streams: Socket[] = [];
  let answered = '';
  for (let number = 0; number < 70; number += 1) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('data', (chunk: Buffer) => (answered += chunk.toString()));
    socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    streams.push(socket);
  }
  await until(() => answered.match(/HTTP\/1\.1 503/g)?.length === 6, 'six refusals');
  expect(answered.match(/HTTP\/1\.1 200/g)).toHaveLength(64);
  expect((await fetch(url)).status).toBe(200);
  for (const socket of streams) socket.destroy();
  await until(
    async () => (await rawRequest(url, '/events', { method: 'HEAD' })).status === 200,
    'room for another',
  );
});
