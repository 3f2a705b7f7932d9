import { init } from 'broadsheet';
import './styles/index.css';
import { App } from './app.js';
import { Archive, ArchiveFailure, fetchManifest } from './archive.js';
import { h } from './dom.js';
import { interfaceLanguages, preferredLanguage } from './interface-language.js';
import { watchArchive } from './live.js';
import { notice, reloadButton } from './parts/notice.js';

const root = document.querySelector<HTMLElement>('#app') ?? document.body;
const language = preferredLanguage(undefined);
const strings = interfaceLanguages[language];
document.documentElement.lang = language;
root.replaceChildren(h('p', { class: 'loading', role: 'status' }, strings.loading));

try {
  await start();
} catch (error) {
  const kind = error instanceof ArchiveFailure ? error.kind : 'moduleFails';
  root.replaceChildren(
    h(
      'main',
      { class: 'alone' },
      notice(strings, kind, { detail: describe(error), actions: [reloadButton(strings)] }),
    ),
  );
}

async function start(): Promise<void> {
  // Both at once: the page stands after the slower of the two.
  const [manifest] = await Promise.all([fetchManifest(), init().catch(asFailure)]);
  const app = new App(root, openArchive(manifest));
  await app.start();
  if (manifest.live) watchArchive(() => void app.reload());
}

function openArchive(manifest: ConstructorParameters<typeof Archive>[0]): Archive {
  try {
    return new Archive(manifest);
  } catch (cause) {
    throw new ArchiveFailure('manifestBroken', describe(cause), { cause });
  }
}

function asFailure(cause: unknown): never {
  throw new ArchiveFailure('moduleFails', describe(cause), { cause });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const hint = 'hint' in error && typeof error.hint === 'string' ? ` ${error.hint}` : '';
  return error.message + hint;
}
