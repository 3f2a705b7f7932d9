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

  /** For lists and search. */
  async forLists(): Promise<void> {
    const { module, modules } = this.#places;
    const handed = await this.#handed.get('module');
    if (module !== undefined || modules === undefined) return init(handed ?? module);
    return init(handed ?? modules.list, 'list');
  }

  /**
   * For issues.
   *
   * @param knowsArticle whether the manifest tells of the issue what renderArticle() asks for; if not,
   *   only the whole module can render it
   */
  async forIssues(knowsArticle = true): Promise<void> {
    const { module, modules } = this.#places;
    if (module !== undefined || modules === undefined || !knowsArticle) await init(module);
    else await init(modules.issue, 'issue');
    this.#canRender = true;
  }
}
