/* The worker of the page: answers what `protocol.ts` lists, one archive at a time. */
import { addressOfPath, languageFor } from './place.js';
import { type Route, parseRoute } from '../site/route.js';
import { documentTitle } from '../templates/document.js';
import { frameOf } from '../templates/frame.js';
import { keyboardHelp } from '../templates/keyboard-help.js';
import { listParts } from '../templates/list.js';
import { pageFoot } from '../templates/masthead.js';
import { type View, viewOfIssue, viewOfList, viewOfNotice } from '../templates/view.js';
import { Archive } from './archive.js';
import { find } from './find.js';
import type {
  CallName,
  Calls,
  MoreMessage,
  Place,
  Reply,
  Request,
  ViewMessage,
} from './protocol.js';

let opened: { root: string; archive: Promise<Archive> } | undefined;

self.addEventListener('message', (event: MessageEvent<Request>) => {
  const { id, root } = event.data;
  answer(event.data, root).then(
    (result) => reply({ id, answer: result }),
    (error: unknown) =>
      reply({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

function reply(message: Reply): void {
  self.postMessage(message);
}

async function answer(request: Request, root: string): Promise<Calls[CallName]['answer']> {
  if (request.name === 'help') {
    const { language, off } = request.ask as Calls['help']['ask'];
    return { html: keyboardHelp(languageFor(language), off).text };
  }
  if (request.name === 'reload') {
    const former = opened;
    opened = undefined;
    await archiveAt(root);
    void former?.archive.then((archive) => archive.dispose()).catch(() => {});
    return true;
  }
  const archive = await archiveAt(root);
  if (request.name === 'open') return true;
  return request.name === 'view'
    ? viewAt(archive, request.ask as Calls['view']['ask'])
    : moreOf(archive, request.ask as Calls['more']['ask']);
}

/** A failure to open is not kept: the next question tries again. */
function archiveAt(root: string): Promise<Archive> {
  if (opened?.root === root) return opened.archive;
  const archive = Archive.open(root);
  opened = { root, archive };
  archive.catch(() => {
    if (opened?.archive === archive) opened = undefined;
  });
  return archive;
}

async function viewAt(
  archive: Archive,
  { place, language }: { place: Place; language: string },
): Promise<ViewMessage> {
  const { site, related } = archive;
  const route = parseRoute(site, place.path, place.search);
  const path = addressOfPath(site, place.path, route);
  const frame = frameOf(site, path, languageFor(language));
  const view = await viewOf(archive, frame, route, related);
  const { strings } = frame;
  const name = site.manifest.title;
  return {
    kind: view.kind,
    title: documentTitle(view.title, name),
    language: frame.language,
    tag: strings.tag,
    masthead: view.masthead.text,
    main: view.main.text,
    foot: pageFoot(frame).text,
    skip: strings.skipToContent,
    texts: JSON.stringify(strings.page),
    ...(path === place.path ? {} : { moved: path }),
  };
}

async function viewOf(
  archive: Archive,
  frame: ReturnType<typeof frameOf>,
  route: Route,
  related: Archive['related'],
): Promise<View> {
  if (route.view === 'missing') return viewOfNotice(frame, 'postMissing');
  if (route.view === 'list') return viewOfList(frame, route, await find(archive, route, undefined));
  return viewOfIssue(frame, route.entry, await archive.body(route.entry), related);
}

async function moreOf(
  archive: Archive,
  { place, language, shown }: Calls['more']['ask'],
): Promise<MoreMessage> {
  const route = parseRoute(archive.site, place.path, place.search);
  if (route.view !== 'list') throw new Error('There is no list at this address.');
  const frame = frameOf(archive.site, place.path, languageFor(language));
  const parts = listParts(frame, route, await find(archive, route, shown), shown);
  return { years: parts.years.text, more: parts.more.text };
}
