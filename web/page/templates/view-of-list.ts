import type { ListRoute } from '../site/route.js';
import type { Frame } from './frame.js';
import { html } from './html.js';
import { type ListAnswer, listView, titleOfList } from './list.js';
import { masthead } from './masthead.js';
import { snippetBelow } from './snippets.js';
import type { View } from './view.js';

/** A list. The whole archive's has the archive's name as its heading. */
export function viewOfList(frame: Frame, route: ListRoute, answer: ListAnswer): View {
  const title = titleOfList(frame, route);
  return {
    kind: 'list',
    title,
    masthead: masthead(frame, title === undefined ? 'heading' : 'large'),
    main: html`${listView(frame, route, answer)}${snippetBelow(frame, 'afterList')}`,
  };
}
