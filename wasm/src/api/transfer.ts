import type { FunctionName } from '../engine/exports.js';
import type { Instance, ReplyBlocks } from '../engine/instance.js';
import { compact, roomFor } from '../engine/memory.js';
import { transact } from '../marshal/marshal.js';
import { type PackedOptions, roomForOptions, writeOptions } from '../marshal/options.js';

/** Gives a post and its options to a function of the module; `receive` takes what it answers. */
export function transfer<Result>(
  name: FunctionName,
  instance: Instance,
  source: string | Uint8Array,
  options: PackedOptions,
  parts: number,
  receive: (blocks: ReplyBlocks, instance: Instance) => Result,
): Result {
  const input = compact(source);
  return transact(
    instance,
    roomForOptions(options) + roomFor(input),
    (buffer) => {
      const inputAt = writeOptions(instance.memory, buffer, options, parts);
      const inputSize = instance.memory.write(inputAt, input);
      return instance.invoke(name, inputAt, inputSize, buffer);
    },
    (blocks) => receive(blocks, instance),
  );
}
