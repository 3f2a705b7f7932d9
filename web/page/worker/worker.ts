/* The worker of the page: answers what `protocol.ts` lists, one archive at a time. */
import { addressOfPath, languageFor } from './place.js';
import { type Route, parseRoute } from '../site/route.js';
import { loadStrings } from '../site/strings/tables.js';
import { documentTitle } from '../templates/document.js';
import { type Frame, frameOf } from '../templates/frame.js';
import { keyboardHelp } from '../templates/keyboard-help.js';
import { pageFoot } from '../templates/masthead.js';
import type { View } from '../templates/view.js';
import { OpenArchive } from './archive.js';
import { HandedOver } from './handed.js';
import type {
  CallName,
  Calls,
  Handed,
  MoreMessage,
  PageReply,
  PageRequest,
  PassagesMessage,
  ViewMessage,
} from './protocol.js';
import type { Scripts } from './scripts.js';

let opened: { root: string; archive: Promise<OpenArchive>; ready?: OpenArchive } | undefined;

const handedOver = new HandedOver();
let viewing = new AbortController();
let scripts: Scripts;

/** Answers from now on. To be called in the turn in which the worker starts: it is asked already. */
export function startWorker(own: Scripts): void {
  scripts = own;
  self.addEventListener('message', ({ data }: MessageEvent<PageRequest | Handed>) => {
    if ('handed' in data) return handedOver.take(data);
    const { id } = data;
    answer(data).then(
      (result) => reply({ id, answer: result, ready: opened?.ready?.ready ?? [] }),
      (error: unknown) =>
        reply({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  });
}

function reply(message: PageReply): void {
  self.postMessage(message);
}

async function answer(request: PageRequest): Promise<Calls[CallName]['answer']> {
  if (request.name === 'help') {
    const { language, off } = request.ask as Calls['help']['ask'];
    await loadStrings(languageFor(language));
    return { html: keyboardHelp(languageFor(language), off).text };
  }
  if (request.name === 'reload') {
    const former = opened;
    opened = undefined;
    await archiveOf(request);
    void former?.archive.then((archive) => archive.dispose()).catch(() => {});
    return true;
  }
  // The script comes beside the archive, not after it. Whoever needs it says if it failed.
  void scriptFor(request)?.catch(() => {});
  const archive = await archiveOf(request);
  if (request.name === 'open') {
    const isForIssues = (request.ask as Calls['open']['ask']).for === 'issue';
    await (isForIssues ? archive.prepareIssues() : archive.prepareLists());
    return true;
  }
  if (request.name === 'search') {
    const [lists] = await Promise.all([archive.lists(), archive.prepareLists()]);
    await lists.search.prepare();
    return true;
  }
  if (request.name === 'ahead') {
    return viewAhead(archive, request.ask as Calls['ahead']['ask']);
  }
  if (request.name === 'more') return moreOf(archive, request.ask as Calls['more']['ask']);
  if (request.name === 'passages') {
    return passagesOf(archive, request.ask as Calls['passages']['ask']);
  }
  // Who asks for another view waits for the one before no more.
  viewing.abort();
  viewing = new AbortController();
  return viewAt(archive, request.ask as Calls['view']['ask'], viewing.signal);
}

/** What will be needed beside the archive, as far as that can be told. */
function scriptFor({ name, ask }: PageRequest): Promise<unknown> | undefined {
  const task = name === 'search' ? 'list' : 'for' in ask ? ask.for : 'likely' in ask && ask.likely;
  if (task === 'list') return scripts.lists();
  return task === 'issue' ? scripts.issues() : undefined;
}

/** A failure to open is not kept: the next question tries again. */
function archiveOf({ root, ...others }: PageRequest): Promise<OpenArchive> {
  if (opened?.root === root) return opened.archive;
  const archive = OpenArchive.open(root, scripts, handedOver, others);
  const opening: typeof opened = { root, archive };
  opened = opening;
  archive.then(
    (ready) => (opening.ready = ready),
    () => {
      if (opened === opening) opened = undefined;
    },
  );
  return archive;
}

async function viewAhead(
  archive: OpenArchive,
  { place, language }: Calls['ahead']['ask'],
): Promise<Calls['ahead']['answer']> {
  if (parseRoute(archive.site, place.path, place.search).view !== 'issue') return {};
  const ask = { place, language, parts: false };
  return { view: await viewAt(archive, ask, viewing.signal) };
}

async function viewAt(
  archive: OpenArchive,
  { place, language, parts, outside, offline }: Calls['view']['ask'],
  signal: AbortSignal,
): Promise<ViewMessage> {
  const { site } = archive;
  const route = parseRoute(site, place.path, place.search);
  const path = addressOfPath(site, place.path, route);
  await loadStrings(languageFor(language));
  const frame = frameFor(archive, path, language, outside);
  const { strings } = frame;
  const isPart = parts && route.view === 'list';
  const name = site.manifest.title;
  const messageOf = (view: View & { parts?: Record<string, string>; filter?: string }) => ({
    kind: view.kind,
    title: documentTitle(view.title, name),
    language: frame.language,
    tag: strings.tag,
    direction: site.direction,
    masthead: view.masthead.text,
    main: isPart ? '' : view.main.text,
    ...(view.parts === undefined ? {} : { parts: view.parts }),
    ...(view.filter === undefined ? {} : { filter: view.filter }),
    foot: pageFoot(frame).text,
    skip: strings.skipToContent,
    texts: JSON.stringify(strings.page),
    ...(path === place.path ? {} : { moved: path }),
    ...(route.view === 'issue' ? { file: route.entry.path } : {}),
  });
  if (!isPart) return messageOf(await viewOf(archive, frame, route, offline));
  const lists = await archive.lists();
  return messageOf(await lists.parts(frame, route, signal));
}

/** The frame of a view; of one in a page elsewhere, with links to where the archive is. */
function frameFor(archive: OpenArchive, path: string, language: string, outside?: true): Frame {
  const frame = frameOf(archive.site, path, languageFor(language));
  return outside ? { ...frame, root: archive.root, outside } : frame;
}

async function viewOf(
  archive: OpenArchive,
  frame: Frame,
  route: Route,
  offline = false,
): Promise<View> {
  if (route.view === 'list') return (await archive.lists()).view(frame, route);
  return (await archive.issues()).view(frame, route, offline);
}

async function moreOf(
  archive: OpenArchive,
  { shown, ...ask }: Calls['more']['ask'],
): Promise<MoreMessage> {
  const { lists, frame, route } = await listAt(archive, ask);
  return lists.more(frame, route, shown);
}

async function passagesOf(
  archive: OpenArchive,
  { offset, count, ...ask }: Calls['passages']['ask'],
): Promise<PassagesMessage> {
  const { lists, frame, route } = await listAt(archive, ask);
  return lists.passages(frame, route, offset, count);
}

/** The list that stands at an address. */
async function listAt(
  archive: OpenArchive,
  { place, language, outside }: Pick<Calls['view']['ask'], 'place' | 'language' | 'outside'>,
) {
  const route = parseRoute(archive.site, place.path, place.search);
  if (route.view !== 'list') throw new Error('There is no list at this address.');
  const [lists] = await Promise.all([archive.lists(), loadStrings(languageFor(language))]);
  return { lists, route, frame: frameFor(archive, place.path, language, outside) };
}
