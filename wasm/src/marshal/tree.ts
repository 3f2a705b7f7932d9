import { acquire } from '../engine/engine.js';
import type { Instance } from '../engine/instance.js';
import {
  ANSWER_KIND,
  ANSWER_KINDS,
  ANSWER_NODE,
  ANSWER_SIZE,
  ANSWER_TEXT,
  ANSWER_TEXT_SIZE,
  ENCODING_UTF16,
  ENCODING_UTF8,
  POINTER_SIZE,
} from '../engine/layout.js';
import { compact, prefersUtf16, roomFor } from '../engine/memory.js';
import type { HookNode } from '../api/hook_types.js';
import type { SentAnswer } from '../api/hooks.js';
import type { Diagnostic, Post } from '../api/types.js';
import { type CoreObject, freedBy, Handle } from './handle.js';
import { transact } from './marshal.js';
import { type PackedOptions, roomForOptions, writeOptions } from './options.js';

const ALIGNMENT = 8;

/** A post as the core has told it when it opened its tree. */
export interface OpenedPost extends CoreObject {
  /** `html` is empty where nodes are asked for. */
  post: Post;
  asked: HookNode[];
  /** Opens the tree again, should its instance be lost. */
  again(): CoreObject;
}

/** Gives a tree back. */
export const freeTree = freedBy('broadsheet_tree_free');

/** Holds the tree until it is disposed of, or nobody knows the handle any more. */
export function treeHandle(opened: CoreObject & Pick<OpenedPost, 'again'>): Handle {
  let first: CoreObject | undefined = { instance: opened.instance, address: opened.address };
  const { again } = opened;
  return new Handle('tree', freeTree, () => {
    const object = first ?? again();
    first = undefined;
    return object;
  });
}

/** Parses a post and keeps its tree, which is the caller's to give back. */
export function openTree(
  source: string | Uint8Array,
  options: PackedOptions,
  parts: number,
): OpenedPost {
  // Bytes are the caller's and may change before the tree is opened again.
  const input = compact(typeof source === 'string' ? source : source.slice());
  const again = () => openIn(acquire(), input, options, parts);
  return { ...again(), again };
}

function openIn(
  instance: Instance,
  input: string | Uint8Array,
  options: PackedOptions,
  parts: number,
): Omit<OpenedPost, 'again'> {
  const { memory } = instance;
  let address = 0;
  return transact(
    instance,
    ALIGNMENT + roomForOptions(options) + roomFor(input),
    (buffer) => {
      memory.setWord(buffer, 0);
      const at = writeOptions(memory, buffer + ALIGNMENT, options, parts);
      const size = memory.write(at, input);
      const reply = instance.invoke('broadsheet_tree_open', at, size, buffer + ALIGNMENT, buffer);
      address = memory.word(buffer);
      return reply;
    },
    ({ primary, text, json }) => {
      const { post, asked = [] } = JSON.parse(instance.decode(json)) as {
        post: Post;
        asked?: HookNode[];
      };
      post.html = instance.decode(primary);
      post.text = instance.decode(text);
      return { instance, address, post, asked };
    },
  );
}

/** Writes the HTML of a tree, with answers. */
export function renderTree(
  { instance, address }: CoreObject,
  answers: readonly SentAnswer[],
): { html: string; diagnostics: Diagnostic[] } {
  const { memory } = instance;
  const joined = answers.map(({ text }) => text).join('');
  const room = roomFor(joined) + answers.length * ANSWER_SIZE;
  return transact(
    instance,
    room,
    (buffer) => {
      let at = buffer + answers.length * ANSWER_SIZE;
      // Of ASCII, sizes are lengths: one call encodes them all.
      const isAscii = memory.write(at, joined) === joined.length;
      for (const [index, { node, kind, text }] of answers.entries()) {
        const answer = buffer + index * ANSWER_SIZE;
        const size = isAscii ? text.length : memory.write(at, text);
        memory.setWord(answer + ANSWER_NODE, node);
        memory.setWord(answer + ANSWER_KIND, ANSWER_KINDS[kind]);
        memory.setWord(answer + ANSWER_TEXT_SIZE, size);
        memory.setWord(answer + ANSWER_TEXT, at);
        at += size;
      }
      const encoding = prefersUtf16() ? ENCODING_UTF16 : ENCODING_UTF8;
      return instance.invoke('broadsheet_tree_render', address, buffer, answers.length, encoding);
    },
    ({ primary, json }) => ({
      html: instance.decode(primary),
      diagnostics: (JSON.parse(instance.decode(json)) as Post).diagnostics,
    }),
  );
}

/** The nodes of hooks, by their bits. */
export function askTree(handle: Handle, hooks: number): HookNode[] {
  const { instance, address } = handle.object;
  return transact(
    instance,
    0,
    () => instance.invoke('broadsheet_tree_ask', address, hooks),
    ({ json }) => (JSON.parse(instance.decode(json)) as { asked: HookNode[] }).asked,
  );
}

/** A text of a node. */
export function textOf(handle: Handle, node: number, which: number): string {
  const { instance, address } = handle.object;
  const buffer = instance.takeBuffer(POINTER_SIZE);
  const at = instance.invoke('broadsheet_tree_text', address, node, which, buffer);
  return instance.memory.text(at, instance.memory.word(buffer));
}
