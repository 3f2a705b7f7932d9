/*
 * Types of hosts, taken from the program's own `lib` where they are there: declarations that name
 * `URL` or `WebAssembly` do not compile without `dom`, which programs for servers leave out.
 */

/** Bytes in memory. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** `URL`; nothing where the program's `lib` does not know it. */
export type HostUrl = typeof globalThis extends { URL: { prototype: infer Type } } ? Type : never;

/** `AbortSignal`; nothing where the program's `lib` does not know it. */
export type HostAbortSignal = typeof globalThis extends { AbortSignal: { prototype: infer Type } }
  ? Type
  : never;

/** `Response`; nothing where the program's `lib` does not know it. */
export type HostResponse = typeof globalThis extends { Response: { prototype: infer Type } }
  ? Type
  : never;

/** `WebAssembly.Module`; any object where the program's `lib` does not know it. */
export type CompiledModule = typeof globalThis extends {
  WebAssembly: { Module: { prototype: infer Type } };
}
  ? Type
  : object;
