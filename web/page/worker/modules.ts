import { init } from 'broadsheet';
import type { HandedOver } from './handed.js';
import type { ModulePlaces } from './protocol.js';

/** The WebAssembly modules, each loaded when something first needs it. */
export class Modules {
  readonly #handed: HandedOver;
  readonly #places: ModulePlaces;
  #canRender = false;

  /**
   * @param handed what the page fetches ahead
   * @param places where they lie
   */
  constructor(handed: HandedOver, places: ModulePlaces) {
    this.#handed = handed;
    this.#places = places;
  }

  /** Whether issues are rendered at once. */
  get canRender(): boolean {
    return this.#canRender;
  }

  /** For lists that are filtered, and search. */
  forLists(): Promise<void> {
    return this.#load('list');
  }

  /**
   * For issues.
   *
   * @param knowsArticle whether the manifest tells of the issue what renderArticle() asks for; if not,
   *   only the whole module can render it
   */
  async forIssues(knowsArticle = true): Promise<void> {
    if (knowsArticle) await this.#load('issue');
    else await init(this.#places.module);
    this.#canRender = true;
  }

  async #load(task: 'list' | 'issue'): Promise<void> {
    const { module, modules } = this.#places;
    if (module !== undefined || modules === undefined) {
      return init((await this.#handed.get('whole')) ?? module);
    }
    return init((await this.#handed.get(task)) ?? modules[task], task);
  }
}
