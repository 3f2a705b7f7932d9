/* Calls that answer with a post. No type of the package names these: they know of WebAssembly's own. */
import { acquire } from '../engine/engine.js';
import type { FunctionName } from '../engine/exports.js';
import type { Instance, ReplyBlocks } from '../engine/instance.js';
import { compact, roomFor } from '../engine/memory.js';
import { transact } from '../marshal/marshal.js';
import { type PackedOptions, roomForOptions, writeOptions } from '../marshal/options.js';
import type { SentSettings } from './sent_types.js';
import { checkedSource } from './source.js';

/**
 * Gives a post and its options to a function of the module.
 *
 * @param receive takes what it answers
 * @param more is given behind them
 */
export function transfer<Result>(
  name: FunctionName,
  instance: Instance,
  source: string | Uint8Array,
  options: PackedOptions,
  parts: number,
  receive: (blocks: ReplyBlocks, instance: Instance) => Result,
  more?: string,
): Result {
  const input = compact(source);
  const last = more === undefined ? undefined : compact(more);
  return transact(
    instance,
    roomForOptions(options) + roomFor(input) + (last === undefined ? 0 : roomFor(last)),
    (buffer) => {
      const inputAt = writeOptions(instance.memory, buffer, options, parts);
      const inputSize = instance.memory.write(inputAt, input);
      if (last === undefined) return instance.invoke(name, inputAt, inputSize, buffer);
      const lastAt = inputAt + inputSize;
      const lastSize = instance.memory.write(lastAt, last);
      return instance.invoke(name, inputAt, inputSize, buffer, lastAt, lastSize);
    },
    (blocks) => receive(blocks, instance),
  );
}

/** One call of `broadsheet_render()`. */
export function transferPost<Result>(
  source: string | Uint8Array,
  options: PackedOptions,
  parts: number,
  receive: (blocks: ReplyBlocks, instance: Instance) => Result,
): Result {
  return transfer('broadsheet_render', acquire(), checkedSource(source), options, parts, receive);
}

/** One call of `broadsheet_render_sent()`. */
export function transferSent<Result>(
  source: string | Uint8Array,
  options: PackedOptions,
  settings: SentSettings,
  parts: number,
  receive: (blocks: ReplyBlocks, instance: Instance) => Result,
): Result {
  const given = JSON.stringify(settings);
  const name = 'broadsheet_render_sent';
  return transfer(name, acquire(), checkedSource(source), options, parts, receive, given);
}

/** What a reply to {@link transferSent} holds in `primary`: each text ends in a NUL. */
export function sentTexts(primary: string) {
  const [html = '', mailHtml = '', mailText = '', article = '', feedHtml = ''] =
    primary.split('\0');
  return { html, mailHtml, mailText, article, feedHtml };
}
