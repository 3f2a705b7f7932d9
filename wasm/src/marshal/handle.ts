import { BroadsheetError } from '../engine/errors.js';
import type { FunctionName, Pointer } from '../engine/exports.js';
import type { Instance, ReplyBlocks } from '../engine/instance.js';
import { call, copied, type Input, type Reply } from './marshal.js';

/** An object of the core, and the instance whose memory it lives in. */
export interface CoreObject {
  readonly instance: Instance;
  readonly address: Pointer;
}

/** Gives an object back. Must not know its {@link Handle}, which would never be collected then. */
export type Free = (object: CoreObject) => void;

/** Calls a function of the C ABI that frees. With its instance an object is gone anyway. */
export function freedBy(name: FunctionName): Free {
  return ({ instance, address }) => {
    if (!instance.lost) instance.invoke(name, address);
  };
}

const forgotten = new FinalizationRegistry<() => void>((free) => free());

/**
 * Holds one object of the core: until {@link dispose}, or until nobody knows the handle any more.
 * When a failure has ended the object's instance, it is opened again before its next call.
 */
export class Handle {
  readonly #name: string;
  readonly #free: Free;
  /** Undefined after dispose(), with all that opening it needs. */
  #open: (() => CoreObject) | undefined;
  #object!: CoreObject;
  readonly #reopens: boolean;

  /**
   * @param name what an error calls the object
   * @param reopens false for an object whose content is not known here
   */
  constructor(name: string, free: Free, open: () => CoreObject, reopens = true) {
    this.#name = name;
    this.#free = free;
    this.#open = open;
    this.#reopens = reopens;
    this.#adopt(open());
  }

  get disposed(): boolean {
    return this.#open === undefined;
  }

  /** The object as it is now; not to be kept. */
  get object(): CoreObject {
    const open = this.#opener();
    if (this.#reopens && this.#object.instance.lost) this.#adopt(open());
    return this.#object;
  }

  /** Calls a function that takes the handle and texts, and reads the reply in place. */
  read<Result>(
    name: FunctionName,
    inputs: Input[],
    receive: (blocks: ReplyBlocks, instance: Instance) => Result,
  ): Result {
    const { instance, address } = this.object;
    return call(instance, name, [address], inputs, (blocks) => receive(blocks, instance));
  }

  /** The same with a copy of the reply. */
  call(name: FunctionName, ...inputs: Input[]): Reply {
    return this.read(name, inputs, (blocks, instance) => copied(instance, blocks));
  }

  /** Opens the object anew; what it knew is gone. */
  renew(): void {
    const before = this.#object;
    this.#adopt(this.#opener()());
    this.#free(before);
  }

  dispose(): void {
    if (this.disposed) return;
    this.#open = undefined;
    forgotten.unregister(this);
    this.#free(this.#object);
  }

  #opener(): () => CoreObject {
    if (this.#open === undefined) {
      throw new BroadsheetError('disposed', `The ${this.#name} is used after its dispose().`);
    }
    return this.#open;
  }

  #adopt(object: CoreObject): void {
    const free = this.#free;
    forgotten.unregister(this);
    forgotten.register(this, () => free(object), this);
    this.#object = object;
  }
}
