import { describe, invalidArgument } from '../engine/errors.js';
import { unlessAborted } from './abort.js';
import type { HookAnswer, HookNode, Hooks } from './hook_types.js';
import type { RenderOptions } from './types.js';

/** An answer as the core takes it. */
export interface SentAnswer {
  readonly node: number;
  readonly kind: 'html' | 'text' | 'attributes' | 'inner';
  readonly text: string;
}

/** What of the options hooks are made of. */
export type HookOptions = Pick<RenderOptions, 'highlight' | 'on' | 'syntax'>;

/**
 * Asks the hooks of `options` about all nodes, in order.
 *
 * @param asked as the core has told them
 * @throws what a hook throws, and {@link BroadsheetError} for an answer of another form
 */
export function answersOf(asked: readonly HookNode[], options: HookOptions): SentAnswer[] {
  const answers: SentAnswer[] = [];
  for (const node of asked) {
    resolveWiki(node, options, answers);
    const answer = askedHook(node, options.on);
    if (isPromise(answer)) {
      answer.then(undefined, () => undefined);
      throw invalidArgument(`The hook on.${node.type} has returned a promise.`, {
        hint: 'Use renderPostAsync(), which waits for it.',
      });
    }
    take(node, answer, options, answers);
  }
  return answers;
}

/**
 * The same with hooks that may answer later: all are called at once.
 *
 * @param signal ends the waiting, with its reason
 */
export async function answersLater(
  asked: readonly HookNode[],
  options: Omit<HookOptions, 'on'> & { on?: object | undefined },
  signal?: AbortSignal,
): Promise<SentAnswer[]> {
  const answers: SentAnswer[] = [];
  for (const node of asked) resolveWiki(node, options as HookOptions, answers);
  const given = await unlessAborted(
    Promise.all(asked.map(async (node) => askedHook(node, options.on))),
    signal,
  );
  for (const [index, node] of asked.entries()) {
    take(node, given[index], options as HookOptions, answers);
  }
  return answers;
}

function askedHook(node: HookNode, hooks: Hooks | object = {}): unknown {
  const hook = (hooks as Record<string, ((node: HookNode) => unknown) | undefined>)[node.type];
  return hook?.(node);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
}

/** The address is known before a hook sees the link. */
function resolveWiki(node: HookNode, { syntax }: HookOptions, answers: SentAnswer[]): void {
  const resolve = syntax?.wiki;
  if (node.type !== 'link' || node.wiki === undefined || typeof resolve !== 'function') return;
  const address = resolve(node.wiki);
  if (address === null) {
    answers.push({ node: node.node, kind: 'text', text: node.text });
  } else if (address !== undefined) {
    if (typeof address !== 'string') {
      throw invalidArgument(
        `The option syntax.wiki has returned ${describe(address)}; expected a string.`,
      );
    }
    node.url = address;
    answers.push({ node: node.node, kind: 'attributes', text: pair('href', address) });
  }
}

function take(
  node: HookNode,
  answer: unknown,
  { highlight }: HookOptions,
  answers: SentAnswer[],
): void {
  if (answer !== undefined && answer !== null) {
    answers.push({ node: node.node, ...checkedAnswer(node, answer) });
  } else if (node.type === 'code' && highlight !== undefined) {
    const marked = highlight(`${node.value}\n`, node.lang, node.meta);
    if (typeof marked === 'string') answers.push({ node: node.node, kind: 'inner', text: marked });
  }
}

function checkedAnswer(node: HookNode, answer: unknown): Omit<SentAnswer, 'node'> {
  const { html, text, attributes } = answer as HookAnswer;
  const given = [html, text, attributes].filter((part) => part !== undefined);
  if (given.length === 1) {
    if (typeof html === 'string') return { kind: 'html', text: html };
    if (typeof text === 'string') return { kind: 'text', text };
    if (typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)) {
      return { kind: 'attributes', text: attributeText(attributes) };
    }
  }
  throw invalidArgument(`The hook on.${node.type} has answered ${describe(answer)}.`, {
    hint: 'Return { html }, { text } or { attributes }, or nothing.',
  });
}

function attributeText(attributes: object): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null && value !== false)
    .map(([name, value]) => pair(name, value === true ? '' : String(value)))
    .join('');
}

/** A zero byte stands behind both: neither may hold one. */
function pair(name: string, value: string): string {
  return `${name.replaceAll('\0', '')}\0${value.replaceAll('\0', '')}\0`;
}
