import type { FunctionName, Pointer } from './exports.js';
import type { Instance } from './instance.js';
import { POINTER_SIZE } from './layout.js';
import { compact, roomFor } from './memory.js';

/** An argument that the core reads as (pointer, size). */
export type Input = string | Uint8Array;

/** What a reply holds, copied out of the module's memory. */
export interface Exchanged {
  /** Empty unless the call answers with bytes. */
  bytes: Uint8Array;
  /** Undefined when the reply has no JSON. */
  json: unknown;
}

const ALIGNMENT = 8;

/**
 * Calls a function of the C ABI that takes numbers (a handle, mostly) and texts, and answers with a
 * reply.
 *
 * @throws {BroadsheetError} when the reply's status is not OK
 */
export function exchange(
  instance: Instance,
  name: FunctionName,
  values: number[],
  ...inputs: Input[]
): Exchanged {
  return call(instance, inputs, (_, written) => instance.invoke(name, ...values, ...written));
}

/**
 * Calls a function of the C ABI that opens a handle: it takes `values` and texts, and where to write
 * the handle.
 *
 * @throws {BroadsheetError} when the reply's status is not OK
 */
export function openHandle(
  instance: Instance,
  name: FunctionName,
  values: number[],
  ...inputs: Input[]
): Pointer {
  let handle: Pointer = 0;
  call(instance, inputs, (place, written) => {
    instance.memory.setWord(place, 0);
    const reply = instance.invoke(name, ...values, ...written, place);
    handle = instance.memory.word(place);
    return reply;
  });
  return handle;
}

function call(
  instance: Instance,
  inputs: Input[],
  invoke: (place: Pointer, written: number[]) => Pointer,
): Exchanged {
  const compacted = inputs.map(compact);
  const room = compacted.reduce((sum, input) => sum + roomFor(input) + ALIGNMENT, POINTER_SIZE);
  const buffer = instance.takeBuffer(room);
  let reply: Pointer;
  try {
    let at = buffer + POINTER_SIZE;
    const written = compacted.flatMap((input) => {
      const place = at;
      const size = instance.memory.write(place, input);
      at += size;
      return [place, size];
    });
    reply = invoke(buffer, written);
  } finally {
    instance.releaseBuffer();
  }
  try {
    const { primary, json } = instance.blocks(reply);
    return {
      bytes: instance.memory.bytes().slice(primary.at, primary.at + primary.size),
      json: json.size === 0 ? undefined : JSON.parse(instance.decode(json)),
    };
  } finally {
    instance.replyFree(reply);
  }
}
