import type { FunctionName, Pointer } from '../engine/exports.js';
import type { Instance, ReplyBlocks } from '../engine/instance.js';
import { POINTER_SIZE } from '../engine/layout.js';
import { compact, roomFor } from '../engine/memory.js';

/** An argument that the core reads as (pointer, size). */
export type Input = string | Uint8Array;

/** What a reply holds, copied out of the module's memory. */
export interface Reply {
  /** Empty unless the call answers with bytes. */
  bytes: Uint8Array;
  /** Undefined when the reply has no JSON. */
  json: unknown;
}

const ALIGNMENT = 8;

/**
 * One call that answers with a reply: `send` gets room for the arguments and calls, `receive` reads
 * the reply. Every call of the core goes this way, so that buffer and reply are given back whatever
 * throws.
 *
 * @param room how many bytes `send` may need
 * @throws {BroadsheetError} when the reply's status is not OK
 */
export function transact<Result>(
  instance: Instance,
  room: number,
  send: (buffer: Pointer) => Pointer,
  receive: (blocks: ReplyBlocks) => Result,
): Result {
  const buffer = instance.takeBuffer(room);
  let reply: Pointer;
  try {
    reply = send(buffer);
  } finally {
    instance.releaseBuffer();
  }
  try {
    return receive(instance.blocks(reply));
  } finally {
    instance.replyFree(reply);
  }
}

/** Calls a function that takes numbers (a handle, mostly) and texts. */
export function call<Result>(
  instance: Instance,
  name: FunctionName,
  values: number[],
  inputs: Input[],
  receive: (blocks: ReplyBlocks) => Result,
): Result {
  return marshalled(instance, inputs, (_, at) => instance.invoke(name, ...values, ...at), receive);
}

/** Calls a function that takes `values` and texts, and where to write the handle that it opens. */
export function open(
  instance: Instance,
  name: FunctionName,
  values: number[],
  inputs: Input[],
): Pointer {
  const { memory } = instance;
  let address: Pointer = 0;
  return marshalled(
    instance,
    inputs,
    (buffer, at) => {
      memory.setWord(buffer, 0);
      const reply = instance.invoke(name, ...values, ...at, buffer);
      address = memory.word(buffer);
      return reply;
    },
    () => address,
  );
}

/** Reads a reply whole. */
export function copied(instance: Instance, { primary, json }: ReplyBlocks): Reply {
  return {
    bytes: instance.memory.bytes().slice(primary.at, primary.at + primary.size),
    json: json.size === 0 ? undefined : JSON.parse(instance.decode(json)),
  };
}

/** Lays the inputs out behind room for a pointer; `send` gets address and size of each. */
function marshalled<Result>(
  instance: Instance,
  inputs: Input[],
  send: (buffer: Pointer, at: number[]) => Pointer,
  receive: (blocks: ReplyBlocks) => Result,
): Result {
  const compacted = inputs.map(compact);
  const room = compacted.reduce((sum, input) => sum + roomFor(input) + ALIGNMENT, POINTER_SIZE);
  return transact(
    instance,
    room,
    (buffer) => {
      let at = buffer + POINTER_SIZE;
      const written = compacted.flatMap((input) => {
        const begin = at;
        const size = instance.memory.write(begin, input);
        at += size;
        return [begin, size];
      });
      return send(buffer, written);
    },
    receive,
  );
}
