import { adopt, isReady } from './engine.js';
import { BroadsheetError, describe, invalidArgument } from './errors.js';
import { TASK_MODULES } from './tasks.js';
import type { Bytes, CompiledModule } from '../api/platform_types.js';
import type { ModuleSource, ModuleTask } from '../api/types.js';

/** What differs between a browser and Node: where the module lies and how an address is read. */
export interface Host {
  /**
   * Where the package's own `broadsheet.wasm` is, or what it is; the others have no address of their
   * own. May fail: bundlers that write other formats leave no address of the script.
   */
  defaultSource(): ModuleSource;
  /** Reads an address; rejects with any error. */
  read(address: URL | string): Promise<Response | Bytes>;
}

/** The two functions of the package that load the module. */
export interface Initializers {
  init(source?: ModuleSource, task?: ModuleTask): Promise<void>;
  initSync(source: Bytes | CompiledModule, task?: ModuleTask): void;
}

/** Makes `init` and `initSync` for a host. */
export function initializersFor(host: Host): Initializers {
  const pending = new Map<ModuleTask, Promise<void>>();

  async function load(source: ModuleSource | undefined, task: ModuleTask): Promise<void> {
    const { file } = TASK_MODULES[task];
    const given = await (source === undefined ? ownSource(host, file) : settled(source, file));
    const module = await compile(given, host, file);
    // initSync may have been called in the meantime.
    if (!isReady(task)) adopt(module, task);
  }

  return {
    async init(source, task = 'whole') {
      checkTask(task, source);
      if (isReady(task)) return;
      // Calls while the first is under way share its outcome; after a failure the next tries again.
      let loading = pending.get(task);
      if (loading === undefined) {
        loading = load(source, task).finally(() => pending.delete(task));
        pending.set(task, loading);
      }
      return loading;
    },

    initSync(source, task = 'whole') {
      checkTask(task, source);
      if (isReady(task)) return;
      adopt(compileNow(source, 'The bytes', TASK_MODULES[task].file), task);
    },
  };
}

function checkTask(task: ModuleTask, source: unknown): void {
  if (!Object.hasOwn(TASK_MODULES, task)) {
    throw invalidArgument(`Unknown task ${describe(task)}: expected 'whole', 'list' or 'issue'.`);
  }
  if (task !== 'whole' && source === undefined) {
    throw invalidArgument(`The module for the task '${task}' has no address of its own.`, {
      hint: `Pass the address of ${TASK_MODULES[task].file}, which is in the package's dist folder.`,
    });
  }
}

/**
 * Compiles at once what is not compiled yet.
 *
 * @param name what an error calls the source
 * @param file the module's name in the package
 * @throws {BroadsheetError} `invalid-argument`, `wrong-module` or `load-failed`
 */
export function compileNow(
  source: Bytes | CompiledModule,
  name: string,
  file: string,
): WebAssembly.Module {
  if (isModule(source)) return source;
  if (!isBufferSource(source)) throw wrongSource(source, 'bytes or a WebAssembly.Module');
  try {
    return new WebAssembly.Module(source as BufferSource);
  } catch (cause) {
    throw asLoadError(cause, name, file);
  }
}

async function compile(
  source: Awaited<ModuleSource>,
  host: Host,
  file: string,
): Promise<WebAssembly.Module> {
  if (isModule(source)) return source;
  if (typeof source === 'string' || isUrl(source)) {
    return compileContent(await readFrom(source, host), String(source), file);
  }
  if (isBufferSource(source) || isResponse(source)) {
    return compileContent(source, 'The bytes', file);
  }
  throw wrongSource(source, 'a URL, a path, a Response, bytes or a WebAssembly.Module');
}

async function ownSource(host: Host, file: string): Promise<Awaited<ModuleSource>> {
  try {
    return await host.defaultSource();
  } catch (cause) {
    throw new BroadsheetError('load-failed', `The package's ${file} was not found.`, {
      hint: 'Pass its address or bytes to init(), or import broadsheet/inline.',
      cause,
    });
  }
}

async function settled(source: ModuleSource, file: string): Promise<Awaited<ModuleSource>> {
  try {
    return await source;
  } catch (cause) {
    throw asLoadError(cause, 'the promise that was passed', file);
  }
}

async function readFrom(address: URL | string, host: Host): Promise<Response | Bytes> {
  try {
    return await host.read(address);
  } catch (cause) {
    throw new BroadsheetError(
      'load-failed',
      `The WebAssembly module could not be read from ${address}.`,
      {
        hint: 'Does the address exist, and may this page or process read it? Else import broadsheet/inline.',
        cause,
      },
    );
  }
}

async function compileContent(
  content: Response | Bytes,
  name: string,
  file: string,
): Promise<WebAssembly.Module> {
  if (isBufferSource(content)) {
    try {
      return await WebAssembly.compile(content as BufferSource);
    } catch (cause) {
      throw asLoadError(cause, name, file);
    }
  }
  const from = content.url === '' ? name : content.url;
  if (!content.ok) {
    throw new BroadsheetError('load-failed', `The server answered ${content.status} for ${from}.`, {
      hint: `Is ${file} served beside the script? Pass its address to init() if it is elsewhere.`,
    });
  }
  try {
    // Compiling while the bytes arrive is allowed only for this type; servers often send another.
    const type = content.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
    if (type === 'application/wasm' && canStream())
      return await WebAssembly.compileStreaming(content);
    return await WebAssembly.compile(await content.arrayBuffer());
  } catch (cause) {
    throw asLoadError(cause, from, file);
  }
}

/** Turns what compiling or starting threw into an error of this package. */
function asLoadError(cause: unknown, from: string, file: string): BroadsheetError {
  if (cause instanceof BroadsheetError) return cause;
  if (typeof WebAssembly === 'undefined') {
    return new BroadsheetError('load-failed', 'This host has no WebAssembly.', {
      hint: 'Render where there is.',
      cause,
    });
  }
  if (forbidsCompiling(cause)) {
    return new BroadsheetError('load-failed', 'This host does not compile WebAssembly here.', {
      hint: `On an edge runtime import the module (\`import module from 'broadsheet/${file}'\`) and pass it to init(); in a page allow 'wasm-unsafe-eval' in script-src.`,
      cause,
    });
  }
  if (cause instanceof WebAssembly.CompileError) {
    return new BroadsheetError('wrong-module', `${from} is not a WebAssembly module.`, {
      hint: `Is it the ${file} of this package? A server may have answered with a page of its own.`,
      cause,
    });
  }
  return new BroadsheetError(
    'load-failed',
    `The WebAssembly module could not be loaded from ${from}.`,
    {
      cause,
    },
  );
}

/** Engines have one error for bytes that are wrong and for bytes that may not be code. */
function forbidsCompiling(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    /disallowed by embedder|security policy|unsafe-eval/i.test(cause.message)
  );
}

function wrongSource(source: unknown, expected: string): BroadsheetError {
  return invalidArgument(`The source of the module is ${describe(source)}; expected ${expected}.`);
}

/** Some embedders have no streaming compiler. */
function canStream(): boolean {
  return typeof WebAssembly.compileStreaming === 'function';
}

/** Also one that another realm has compiled, as edge runtimes hand it out. */
function isModule(source: unknown): source is WebAssembly.Module {
  return Object.prototype.toString.call(source) === '[object WebAssembly.Module]';
}

/** A bare host may not even have URLs. */
function isUrl(source: unknown): source is URL {
  return typeof URL === 'function' && source instanceof URL;
}

/** To be asked last: Node loads its fetch, which takes longer than all else here, for the name. */
function isResponse(source: unknown): source is Response {
  return typeof Response === 'function' && source instanceof Response;
}

export function isBufferSource(source: unknown): source is Bytes {
  return (
    ArrayBuffer.isView(source) ||
    // An ArrayBuffer of another realm (a frame, a test environment) is as good.
    Object.prototype.toString.call(source) === '[object ArrayBuffer]'
  );
}
