/**
 * The package as Node sees it: the same functions, with the module read from the file system.
 *
 * @packageDocumentation
 */
import { constants, readFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { useIndexModule } from '../api/index_builder.js';
import { initializersFor } from '../engine/loader.js';
import { unpack } from '../inline/bytes.js';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useUtf16Decoder } from '../engine/memory.js';
import { useFolderReader } from '../api/search_files.js';
import type { Bytes, CompiledModule } from '../api/platform_types.js';
import type { ModuleSource, ModuleTask } from '../api/types.js';

export * from '../api/api.js';
// Archives are indexed where they are built; pages only ask.
export {
  type AddedPost,
  createIndex,
  type IndexBuilder,
  type IndexedPost,
  type IndexHost,
  type IndexOptions,
} from '../api/index_builder.js';
export { type Preparation, type PreparedPost, preparePost } from '../api/prepare.js';

// Copies; Node's TextDecoder goes through a converter that takes four times as long.
useUtf16Decoder((bytes) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le'),
);

useFolderReader(async (folder, name) => {
  const path = join(/^file:/i.test(folder) ? fileURLToPath(folder) : folder, name);
  // The folder may be a stranger's: a pipe would be waited for, a device would never end.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) throw new Error(`'${path}' is not a regular file`);
    return await file.readFile();
  } finally {
    await file.close();
  }
});

useIndexModule(() => readFileSync(new URL('./broadsheet-index.wasm', import.meta.url)));

const initializers = initializersFor({
  async defaultSource() {
    try {
      return await readFile(new URL('./broadsheet.wasm', import.meta.url));
    } catch (error) {
      // Bundlers for servers leave the file behind, and take this script along. Node never reads it.
      const { base64, size } = await import('../inline/module_bytes.js').catch(() => {
        throw error;
      });
      return unpack(base64, size);
    }
  },
  read(address) {
    const text = String(address);
    if (/^(https?|data|blob):/i.test(text)) return fetch(text);
    return readFile(/^file:/i.test(text) ? new URL(text) : text);
  },
});

/** See the browser entry: the functions are the same. */
export const init: (source?: ModuleSource, task?: ModuleTask) => Promise<void> = initializers.init;

/** See the browser entry: the functions are the same. */
export const initSync: (source: Bytes | CompiledModule, task?: ModuleTask) => void =
  initializers.initSync;
