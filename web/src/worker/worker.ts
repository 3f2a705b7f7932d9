/* The worker of the page: answers what `protocol.ts` lists, one archive at a time. */
import { addressOfPath, languageFor } from './place.js';
import { trusted } from '../html.js';
import { searchOf } from '../site/filter.js';
import { type ListRoute, type Route, parseRoute } from '../site/route.js';
import { documentTitle } from '../templates/document.js';
import { type Frame, frameOf } from '../templates/frame.js';
import { keyboardHelp } from '../templates/keyboard-help.js';
import { listParts, titleOfList } from '../templates/list.js';
import { masthead, pageFoot } from '../templates/masthead.js';
import { type View, viewOfIssue, viewOfList, viewOfNotice } from '../templates/view.js';
import { Archive } from './archive.js';
import { find } from './find.js';
import type { CallName, Calls, MoreMessage, Reply, Request, ViewMessage } from './protocol.js';

let opened: { root: string; archive: Promise<Archive> } | undefined;

self.addEventListener('message', (event: MessageEvent<Request>) => {
  const { id } = event.data;
  answer(event.data).then(
    (result) => reply({ id, answer: result }),
    (error: unknown) =>
      reply({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

function reply(message: Reply): void {
  self.postMessage(message);
}

async function answer(request: Request): Promise<Calls[CallName]['answer']> {
  if (request.name === 'help') {
    const { language, off } = request.ask as Calls['help']['ask'];
    return { html: keyboardHelp(languageFor(language), off).text };
  }
  if (request.name === 'reload') {
    const former = opened;
    opened = undefined;
    await archiveOf(request);
    void former?.archive.then((archive) => archive.dispose()).catch(() => {});
    return true;
  }
  const archive = await archiveOf(request);
  if (request.name === 'open') return true;
  return request.name === 'view'
    ? viewAt(archive, request.ask as Calls['view']['ask'])
    : moreOf(archive, request.ask as Calls['more']['ask']);
}

/** A failure to open is not kept: the next question tries again. */
function archiveOf({ root, manifest, module }: Request): Promise<Archive> {
  if (opened?.root === root) return opened.archive;
  const archive = Archive.open(root, manifest, module);
  opened = { root, archive };
  archive.catch(() => {
    if (opened?.archive === archive) opened = undefined;
  });
  return archive;
}

async function viewAt(
  archive: Archive,
  { place, language, parts, outside, offline }: Calls['view']['ask'],
): Promise<ViewMessage> {
  const { site, related } = archive;
  const route = parseRoute(site, place.path, place.search);
  const path = addressOfPath(site, place.path, route);
  const frame = frameFor(archive, path, language, outside);
  const { strings } = frame;
  const isPart = parts && route.view === 'list';
  const view: View & { parts?: Record<string, string>; filter?: string } = isPart
    ? await partsOf(archive, frame, route)
    : await viewOf(archive, frame, route, related, offline);
  const name = site.manifest.title;
  return {
    kind: view.kind,
    title: documentTitle(view.title, name),
    language: frame.language,
    tag: strings.tag,
    masthead: view.masthead.text,
    main: isPart ? '' : view.main.text,
    ...(view.parts === undefined ? {} : { parts: view.parts }),
    ...(view.filter === undefined ? {} : { filter: view.filter }),
    foot: pageFoot(frame).text,
    skip: strings.skipToContent,
    texts: JSON.stringify(strings.page),
    ...(path === place.path ? {} : { moved: path }),
    ...(route.view === 'issue' ? { file: route.entry.path } : {}),
  };
}

/** The frame of a view; of one in a page elsewhere, with links to where the archive is. */
function frameFor(archive: Archive, path: string, language: string, outside?: true): Frame {
  const frame = frameOf(archive.site, path, languageFor(language));
  return outside ? { ...frame, root: archive.root } : frame;
}

/** A list without the frame that stands already. */
async function partsOf(
  archive: Archive,
  frame: Frame,
  route: ListRoute,
): Promise<View & { parts: Record<string, string>; filter: string }> {
  const parts = listParts(frame, route, await find(archive, route, undefined));
  const texts = Object.entries(parts).map(([name, part]) => [name, part.text] as const);
  const title = titleOfList(frame, route);
  return {
    kind: 'list',
    title,
    masthead: masthead(frame, title === undefined ? 'heading' : 'large'),
    main: trusted(''),
    parts: Object.fromEntries(texts),
    filter: searchOf(route.filter),
  };
}

async function viewOf(
  archive: Archive,
  frame: Frame,
  route: Route,
  related: Archive['related'],
  offline = false,
): Promise<View> {
  if (route.view === 'missing') return viewOfNotice(frame, 'postMissing');
  if (route.view === 'list') return viewOfList(frame, route, await find(archive, route, undefined));
  try {
    return viewOfIssue(frame, route.entry, await archive.body(route.entry), related);
  } catch (error) {
    if (offline) return viewOfNotice(frame, 'offline');
    throw error;
  }
}

async function moreOf(
  archive: Archive,
  { place, language, shown, outside }: Calls['more']['ask'],
): Promise<MoreMessage> {
  const route = parseRoute(archive.site, place.path, place.search);
  if (route.view !== 'list') throw new Error('There is no list at this address.');
  const frame = frameFor(archive, place.path, language, outside);
  const parts = listParts(frame, route, await find(archive, route, shown), shown);
  return { years: parts.years.text, more: parts.more.text };
}
