import { type Frame, linkToFile, titleOf } from '../page/templates/frame.js';
import { absolute } from '../page/templates/document.js';
import type { ManifestEntry } from 'broadsheet';

/** So many issues are named, the newest ones; the sitemap has all. */
const mostIssues = 500;
/** A line says so much of an issue. */
const mostLetters = 200;

/** `llms.txt` (https://llmstxt.org): what is here, with the Markdown of each issue and page. */
export function llmsText(frame: Frame): string {
  const { site } = frame;
  const { title, description } = site.manifest;
  const line = (entry: ManifestEntry): string => {
    const file = linkToFile(frame, entry.path);
    const link = absolute(frame, '') === undefined ? file : `${absolute(frame, '')}${file}`;
    const about = oneLine(entry.data.description ?? entry.excerpt).slice(0, mostLetters);
    const day =
      entry.page || entry.data.date === undefined ? '' : ` (${entry.data.date.slice(0, 10)})`;
    return `- [${oneLine(titleOf(entry)).replace(/[[\]]/g, '\\$&')}](${link})${day}${about === '' ? '' : `: ${about}`}`;
  };
  const part = (name: string, entries: readonly ManifestEntry[]): string[] =>
    entries.length === 0 ? [] : [`## ${name}`, entries.map(line).join('\n')];
  const pages = site.pages.filter(({ unlisted }) => unlisted !== true);
  const more = site.order.length - mostIssues;
  return `${[
    `# ${oneLine(title)}`,
    ...(description === undefined ? [] : [`> ${oneLine(description)}`]),
    ...part('Pages', pages),
    ...part('Issues', site.order.slice(0, mostIssues)),
    ...(more > 0 ? [`${more} older issues are in the sitemap.`] : []),
  ].join('\n\n')}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
