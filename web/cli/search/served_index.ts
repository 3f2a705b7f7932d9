import type { Archive } from '../archive/archive.js';
import { indexArchive } from './index_archive.js';
import { manifestName, startName } from './index_start.js';

/** The search index of an archive that is served: made when it is first asked for, in memory. */
export class ServedIndex {
  readonly #archive: Archive;
  /** Of this state of the archive. */
  #etag: string | undefined;
  #files = new Map<string, Uint8Array>();
  #building: Promise<void> | undefined;

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /** A file of the index. Asking for the manifest takes up what has changed in the archive. */
  async file(name: string): Promise<Uint8Array | undefined> {
    if (name === manifestName || name === startName || this.#etag === undefined) {
      this.#building ??= this.#build().finally(() => {
        this.#building = undefined;
      });
      await this.#building;
    }
    return this.#files.get(name);
  }

  async #build(): Promise<void> {
    const { etag } = this.#archive.manifest();
    if (etag === this.#etag) return;
    const files = new Map<string, Uint8Array>();
    await indexArchive(this.#archive, async (name, content) => void files.set(name, content));
    this.#files = files;
    this.#etag = etag;
  }
}
