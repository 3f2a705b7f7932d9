/**
 * The package as Node sees it: the same functions, with the module read from the file system.
 *
 * @packageDocumentation
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { useIndexModule } from './index_builder.js';
import { initializersFor } from './loader.js';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useUtf16Decoder } from './memory.js';
import { useFolderReader } from './search_files.js';
import type { ModuleSource } from './types.js';

export * from './api.js';
// Archives are indexed where they are built; pages only ask.
export {
  type AddedPost,
  createIndex,
  type IndexBuilder,
  type IndexedPost,
  type IndexHost,
  type IndexOptions,
} from './index_builder.js';
export { type PreparedPost, preparePost } from './render.js';

// Copies; Node's TextDecoder goes through a converter that takes four times as long.
useUtf16Decoder((bytes) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le'),
);

useFolderReader((folder, name) =>
  readFile(join(/^file:/i.test(folder) ? fileURLToPath(folder) : folder, name)),
);

useIndexModule(() => readFileSync(new URL('./broadsheet-index.wasm', import.meta.url)));

const initializers = initializersFor({
  defaultSource: () => new URL('./broadsheet.wasm', import.meta.url),
  read(address) {
    const text = String(address);
    if (/^(https?|data|blob):/i.test(text)) return fetch(text);
    return readFile(/^file:/i.test(text) ? new URL(text) : text);
  },
});

/** See the browser entry: the functions are the same. */
export const init: (source?: ModuleSource) => Promise<void> = initializers.init;

/** See the browser entry: the functions are the same. */
export const initSync: (source: BufferSource | WebAssembly.Module) => void = initializers.initSync;
