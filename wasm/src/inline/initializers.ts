import type { Bytes } from '../api/platform_types.js';
import { unpack } from './bytes.js';
import { base64, size } from './module_bytes.js';

/** The initializers of the entry that is wrapped. */
interface Wrapped {
  init(source: Bytes): Promise<void>;
  initSync(source: Bytes): void;
}

/** Initializers that need no source: the module is part of the script. */
export function inlineInitializers({ init, initSync }: Wrapped): {
  init(): Promise<void>;
  initSync(): void;
} {
  return {
    // Compiled aside: a page's main thread may not compile this much at once.
    init: async () => init(unpack(base64, size)),
    initSync: () => initSync(unpack(base64, size)),
  };
}
