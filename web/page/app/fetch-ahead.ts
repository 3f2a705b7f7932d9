/*
 * What the worker will ask for first is fetched beside its script, not after it: each of them is a
 * whole round trip. What fails here is left out, and the worker, which tries itself, says why.
 */

/** Fetches and compiles a module while it arrives. */
export async function moduleAt(url: string | URL, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  // Compiling while the bytes arrive is allowed only for this type; hosts may send another.
  return /^application\/wasm\b/i.test(response.headers.get('Content-Type') ?? '')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** Fetches a file that changes with the archive. It is not looked into on this thread. */
export async function bytesAt(url: string | URL, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal, cache: 'no-cache' });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  return response.arrayBuffer();
}
