/*
 * The rules of feeds: RSS 2.0 (https://www.rssboard.org/rss-specification, and what the W3C's validator
 * adds), Atom (RFC 4287), JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

type Node = Record<string, unknown>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => ['item', 'entry', 'link', 'category', 'author', 'dc:creator'].includes(name),
});

const dayOfRss =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;
const dayOfAtom = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const language = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const iri = /^[a-z][a-z0-9+.-]*:\S+$/i;

/**
 * What is wrong with a feed, in lines; none where all is well.
 *
 * @param hasBase whether the archive knows where it is: addresses are whole then
 */
export function feedFindings(file: string, text: string, hasBase: boolean): string[] {
  const findings: string[] = [];
  const say = (what: string): void => void findings.push(`${file}: ${what}`);
  if (file.endsWith('.json')) checkJson(JSON.parse(text) as Node, hasBase, say);
  else if (file.endsWith('.xml') && !/(?:^|\/)sitemap[^/]*$/.test(file)) {
    const valid = XMLValidator.validate(text);
    if (valid !== true) return [`${file}: not well-formed: ${valid.err.msg}`];
    const tree = parser.parse(text) as Node;
    if (tree.rss !== undefined) checkRss(nodeOf(tree.rss), hasBase, say);
    else if (tree.feed !== undefined) checkAtom(nodeOf(tree.feed), hasBase, say);
    else say('neither RSS nor Atom');
  }
  return findings;
}

type Say = (what: string) => void;

function checkRss(rss: Node, hasBase: boolean, say: Say): void {
  if (rss['@version'] !== '2.0') say('no version 2.0');
  const channel = nodeOf(rss.channel);
  for (const name of ['title', 'description']) if (textOf(channel[name]) === '') say(`no ${name}`);
  checkAddress(textOf(listOf(channel.link)[0]), hasBase, 'link of the channel', say);
  if (channel.language !== undefined && !language.test(textOf(channel.language))) say('language');
  checkMoment(channel.lastBuildDate, dayOfRss, 'lastBuildDate', say);
  const self = nodeOf(listOf(channel['atom:link'])[0]);
  if (self['@rel'] !== 'self') say('no link to itself');
  checkAddress(String(self['@href']), hasBase, 'link to itself', say);
  const ids = new Set<string>();
  for (const item of listOf(channel.item).map(nodeOf)) {
    const title = textOf(item.title);
    if (title === '' && textOf(item.description) === '') say('an item without title and text');
    const guid = textOf(item.guid);
    const isPermaLink = nodeOf(item.guid)['@isPermaLink'] !== 'false';
    if (guid === '' || ids.has(guid)) say(`guid '${guid}' is empty or stands twice`);
    if (isPermaLink && !/^https?:/.test(guid)) say(`guid '${guid}' is no address`);
    ids.add(guid);
    checkAddress(textOf(listOf(item.link)[0]), hasBase, `link of '${title}'`, say);
    checkMoment(item.pubDate, dayOfRss, `pubDate of '${title}'`, say);
    checkTerms(listOf(item.category).map(textOf), title, say);
    checkHtml(textOf(item['content:encoded']), hasBase, title, say);
  }
}

function checkAtom(feed: Node, hasBase: boolean, say: Say): void {
  if (feed['@xmlns'] !== 'http://www.w3.org/2005/Atom') say('no namespace of Atom');
  for (const name of ['title', 'id', 'updated']) if (textOf(feed[name]) === '') say(`no ${name}`);
  if (!iri.test(textOf(feed.id))) say(`id '${textOf(feed.id)}' is no IRI`);
  checkMoment(feed.updated, dayOfAtom, 'updated', say);
  checkAtomLinks(feed, hasBase, 'the feed', say);
  const ids = new Set<string>();
  for (const entry of listOf(feed.entry).map(nodeOf)) {
    const title = textOf(entry.title);
    const id = textOf(entry.id);
    if (title === '') say('an entry without title');
    if (!iri.test(id) || ids.has(id)) say(`id '${id}' is no IRI or stands twice`);
    ids.add(id);
    const names = listOf(entry.author).map((author) => textOf(nodeOf(author).name));
    if (names.length === 0 || names.includes('')) say(`'${title}' has no author`);
    checkMoment(entry.published, dayOfAtom, `published of '${title}'`, say);
    if (textOf(entry.updated) === '') say(`'${title}' has no updated`);
    checkMoment(entry.updated, dayOfAtom, `updated of '${title}'`, say);
    const [published, updated] = [entry.published, entry.updated].map((date) => textOf(date));
    if (published !== '' && Date.parse(String(updated)) < Date.parse(String(published))) {
      say(`'${title}' is updated before it is published`);
    }
    checkAtomLinks(entry, hasBase, `'${title}'`, say);
    checkTerms(
      listOf(entry.category).map((term) => String(nodeOf(term)['@term'])),
      title,
      say,
    );
    // One without text leads to its page.
    if (entry.content !== undefined && nodeOf(entry.content)['@type'] !== 'html')
      say(`'${title}' has no type of its content`);
    checkHtml(textOf(entry.content), hasBase, title, say);
  }
}

function checkAtomLinks(node: Node, hasBase: boolean, what: string, say: Say): void {
  const links = listOf(node.link).map(nodeOf);
  if (links.filter((link) => link['@rel'] === 'alternate').length !== 1) say(`${what}: alternate`);
  for (const link of links) checkAddress(String(link['@href']), hasBase, `link of ${what}`, say);
}

function checkJson(feed: Node, hasBase: boolean, say: Say): void {
  if (feed.version !== 'https://jsonfeed.org/version/1.1') say('no version 1.1');
  if (typeof feed.title !== 'string' || feed.title === '') say('no title');
  for (const name of ['home_page_url', 'feed_url']) {
    checkAddress(String(feed[name]), hasBase, name, say);
  }
  const ids = new Set<unknown>();
  for (const item of listOf(feed.items).map(nodeOf)) {
    const title = String(item.title);
    if (typeof item.id !== 'string' || item.id === '' || ids.has(item.id)) say(`id of '${title}'`);
    ids.add(item.id);
    checkAddress(String(item.url), hasBase, `url of '${title}'`, say);
    if (item.image !== undefined)
      checkAddress(String(item.image), hasBase, `image of '${title}'`, say);
    checkMoment(item.date_published, dayOfAtom, `date_published of '${title}'`, say);
    checkMoment(item.date_modified, dayOfAtom, `date_modified of '${title}'`, say);
    if (typeof item.content_html !== 'string') say(`'${title}' has no text`);
    else checkHtml(item.content_html, hasBase, title, say);
    checkTerms(listOf(item.tags).map(String), title, say);
  }
}

function checkAddress(address: string, hasBase: boolean, what: string, say: Say): void {
  if (hasBase ? !URL.canParse(address) : address === 'undefined') say(`${what}: '${address}'`);
}

function checkMoment(date: unknown, form: RegExp, what: string, say: Say): void {
  if (date === undefined) return;
  const text = textOf(date);
  if (!form.test(text) || Number.isNaN(Date.parse(text))) say(`${what}: '${text}'`);
}

function checkTerms(terms: readonly string[], title: string, say: Say): void {
  const folded = terms.map((term) => term.trim().toLowerCase());
  if (new Set(folded).size < folded.length || folded.includes('')) say(`terms of '${title}'`);
}

/** Whoever reads it does not know where it came from. */
function checkHtml(html: string, hasBase: boolean, title: string, say: Say): void {
  if (!hasBase) return;
  for (const [, name, value = ''] of html.matchAll(
    /<[a-z][^>]*?\s(href|src|poster|cite|srcset)="([^"]*)"/g,
  )) {
    const addresses = name === 'srcset' ? value.split(/,\s+/) : [value];
    for (const address of addresses) {
      if (!/^[a-z][a-z0-9+.-]*:/i.test(address) || /\/\.\.?\//.test(address))
        say(`${name} '${address}' in '${title}'`);
    }
  }
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null ? (value as Node) : {};
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { '#text': text } = nodeOf(value);
  return text === undefined ? '' : String(text);
}
