import { readFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshPackage } from './fresh_package.mjs';
import { wasmFile } from './paths.ts';

/** A module of no exports: the eight bytes every WebAssembly module begins with. */
const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** A module that imports the function `m.f`. */
const importingModule = new Uint8Array([
  ...emptyModule,
  ...[1, 4, 1, 0x60, 0, 0],
  ...[2, 7, 1, 1, 0x6d, 1, 0x66, 0, 0],
]);

let bytes: Uint8Array<ArrayBuffer>;
let server: Server;
let origin: string;

beforeAll(async () => {
  bytes = new Uint8Array(await readFile(wasmFile));
  server = createServer((request, response) => {
    const type = request.url === '/typed.wasm' ? 'application/wasm' : 'text/plain';
    if (request.url === '/missing.wasm') response.writeHead(404).end('not here');
    else if (request.url === '/page.wasm')
      response.writeHead(200, { 'content-type': 'application/wasm' }).end('<!doctype html>');
    else response.writeHead(200, { 'content-type': type }).end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

describe('before init', () => {
  test('every function throws an error that says what to do', async () => {
    const { renderPost, renderHtml, createCatalog, version, BroadsheetError } =
      await freshPackage();
    const calls = [
      () => renderPost('text'),
      () => renderHtml('text'),
      () => createCatalog([]),
      () => version(),
    ];
    for (const call of calls) {
      expect(call).toThrow(BroadsheetError);
      expect(call).toThrow(
        expect.objectContaining({
          code: 'not-initialized',
          hint: expect.stringContaining('init()'),
        }),
      );
    }
  });
});

describe('init', () => {
  test('finds the module of the package itself', async () => {
    const { init, version } = await freshPackage();
    await init();
    expect(version()).toMatch(/^\d+\.\d+\.\d+/);
  });

  const sources: Record<string, () => unknown> = {
    'a file URL': () => pathToFileURL(wasmFile),
    'a file URL as text': () => pathToFileURL(wasmFile).href,
    'a path': () => wasmFile,
    'an http URL': () => new URL('/typed.wasm', origin),
    'an http URL served with the wrong type': () => `${origin}/plain.wasm`,
    bytes: () => bytes,
    'an ArrayBuffer': () => bytes.buffer,
    'a part of a larger buffer': () => {
      const larger = new Uint8Array(bytes.length + 20);
      larger.set(bytes, 7);
      return larger.subarray(7, 7 + bytes.length);
    },
    'a compiled module': () => new WebAssembly.Module(bytes),
    'a response': () => new Response(bytes, { headers: { 'content-type': 'application/wasm' } }),
    'a response of the wrong type': () => new Response(bytes),
    'a promise of a response': () => fetch(`${origin}/typed.wasm`),
  };
  for (const [name, source] of Object.entries(sources)) {
    test(`takes ${name}`, async () => {
      const { init, renderHtml } = await freshPackage();
      await init(source() as URL);
      expect(renderHtml('*a*')).toBe('<p><em>a</em></p>\n');
    });
  }

  test('may be called again, and at the same time', async () => {
    const { init, renderHtml } = await freshPackage();
    await Promise.all([init(), init(), init(wasmFile)]);
    await init(`${origin}/missing.wasm`);
    expect(renderHtml('a')).toBe('<p>a</p>\n');
  });

  test('loads the module once for calls at the same time', async () => {
    const { init } = await freshPackage();
    let asked = 0;
    const source = {
      // biome-ignore lint/suspicious/noThenProperty: a promise that counts who waits for it
      then(resolve: (value: Uint8Array) => void) {
        asked += 1;
        resolve(bytes);
      },
    } as unknown as Promise<Uint8Array<ArrayBuffer>>;
    await Promise.all([init(source), init(source), init(source)]);
    expect(asked).toBe(1);
  });

  test('fails with what, where and how to mend it, and may be tried again', async () => {
    const { init, renderHtml, BroadsheetError } = await freshPackage();
    const failures: [unknown, string, RegExp][] = [
      [`${origin}/missing.wasm`, 'load-failed', /404.*missing\.wasm/],
      [`${wasmFile}.missing`, 'load-failed', /broadsheet\.wasm\.missing/],
      ['http://127.0.0.1:1/x.wasm', 'load-failed', /127\.0\.0\.1:1/],
      [`${origin}/page.wasm`, 'wrong-module', /page\.wasm is not a WebAssembly module/],
      [new TextEncoder().encode('not wasm'), 'wrong-module', /not a WebAssembly module/],
      [bytes.subarray(0, bytes.length >> 1), 'wrong-module', /not a WebAssembly module/],
      [emptyModule, 'wrong-module', /does not export memory/],
      [importingModule, 'wrong-module', /imports m\.f/],
      [42, 'invalid-argument', /42/],
      [null, 'invalid-argument', /null/],
      [() => Promise.reject(new Error('offline')), 'load-failed', /could not be loaded/],
    ];
    for (const [source, code, message] of failures) {
      const error = await init((typeof source === 'function' ? source() : source) as URL).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error, String(source)).toBeInstanceOf(BroadsheetError);
      expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
      expect(() => renderHtml('a')).toThrow(expect.objectContaining({ code: 'not-initialized' }));
    }
    await init();
    expect(renderHtml('a')).toBe('<p>a</p>\n');
  });
});

describe('initSync', () => {
  test('takes bytes and a compiled module, and does nothing the second time', async () => {
    for (const source of [bytes, bytes.buffer, new WebAssembly.Module(bytes)]) {
      const { initSync, renderHtml } = await freshPackage();
      initSync(source);
      initSync(emptyModule);
      expect(renderHtml('a')).toBe('<p>a</p>\n');
    }
  });

  test('refuses what is not a module of Broadsheet', async () => {
    const { initSync } = await freshPackage();
    expect(() => initSync(emptyModule)).toThrow(expect.objectContaining({ code: 'wrong-module' }));
    expect(() => initSync(new Uint8Array(3))).toThrow(
      expect.objectContaining({ code: 'wrong-module' }),
    );
    expect(() => initSync('broadsheet.wasm' as unknown as Uint8Array<ArrayBuffer>)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });

  test('may overtake init', async () => {
    const { init, initSync, renderHtml } = await freshPackage();
    const loading = init();
    initSync(bytes);
    expect(renderHtml('a')).toBe('<p>a</p>\n');
    await loading;
    expect(renderHtml('a')).toBe('<p>a</p>\n');
  });
});

describe('the entry for browsers', () => {
  test('exports what the entry for Node exports, but what builds archives', async () => {
    const building = ['createIndex', 'preparePost'];
    expect(Object.keys(await freshPackage('browser')).sort()).toEqual(
      Object.keys(await freshPackage('node'))
        .filter((name) => !building.includes(name))
        .sort(),
    );
  });

  test('names the module by the expression that bundlers look for', async () => {
    const code = await readFile(new URL('../../wasm/dist/browser.js', import.meta.url), 'utf8');
    expect(code).toMatch(/new URL\("\.\/broadsheet\.wasm",\s*import\.meta\.url\)/);
    expect(code).not.toMatch(/["'`]node:/);
  });

  test('fetches the module', async () => {
    const { init, renderHtml } = await freshPackage('browser');
    await init(`${origin}/plain.wasm`);
    expect(renderHtml('a')).toBe('<p>a</p>\n');
  });
});
