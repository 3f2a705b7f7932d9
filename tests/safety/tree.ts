/** HTML as trees: as it is meant, tag by tag, and as a browser's parser reads it. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** One line a node, indented by its depth. */
export type Tree = string[];

const empty = new Set(['br', 'hr', 'img', 'input', 'wbr']);

/**
 * The tree that the tags stand for, by counting: every element is closed, in order. Throws where
 * that is not so, and at anything that is neither a tag in our own plain form nor escaped text.
 */
export function meantTree(html: string): Tree {
  const tree: Tree = [];
  const open: string[] = [];
  const token = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)( \/)?>|([^<>]+)|[<>]/g;
  for (const [whole, slash, name, attributes, , text] of html.matchAll(token)) {
    if (text !== undefined) {
      const parent = open.at(-1);
      // The line feed behind the tag is no part of it.
      const shown =
        parent === 'pre' && tree.at(-1)?.trim() === parent ? text.replace(/^\n/, '') : text;
      addText(tree, open.length, unescaped(shown));
    } else if (name === undefined) {
      throw new Error(`A bare ${whole} in ${html}`);
    } else if (slash === '/') {
      if (open.pop() !== name) throw new Error(`${whole} closes nothing in ${html}`);
    } else {
      const pairs = [...(attributes ?? '').matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)];
      tree.push(
        line(
          open.length,
          name,
          pairs.map(([, key, value]) => [key ?? '', unescaped(value ?? '')]),
        ),
      );
      if (!empty.has(name)) open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} open at the end of ${html}`);
  return tree;
}

/** What stands in the container, and what its parser made of the rest of the document. */
export interface Parsed {
  tree: Tree;
  elements: { name: string; attributes: { name: string; value: string }[] }[];
  /** Whether the container ended where it should. */
  contained: boolean;
}

/** Reads `html` as the content of an article in a page. */
export function parsedTree(html: string): Parsed {
  const document = parse(`<!doctype html><body><article>${html}</article><footer></footer></body>`);
  const body = children(children(document)[1])[1];
  const [article, footer] = children(body);
  const parsed: Parsed = {
    tree: [],
    elements: [],
    contained:
      children(body).length === 2 &&
      article?.nodeName === 'article' &&
      footer?.nodeName === 'footer' &&
      children(footer).length === 0,
  };
  const visit = (node: Node, depth: number) => {
    if (node.nodeName === '#text' && 'value' in node) addText(parsed.tree, depth, node.value);
    else if ('tagName' in node) {
      const pairs = node.attrs.map(({ name, value }) => [name, value] as [string, string]);
      parsed.tree.push(line(depth, node.tagName, pairs));
      parsed.elements.push({ name: node.tagName, attributes: node.attrs });
      for (const child of node.childNodes) visit(child, depth + 1);
    } else {
      // A comment, or what no element of ours is.
      parsed.elements.push({ name: node.nodeName, attributes: [] });
    }
  };
  for (const child of children(article)) visit(child, 0);
  return parsed;
}

function children(node: unknown): Node[] {
  return (node as { childNodes?: Node[] } | undefined)?.childNodes ?? [];
}

function line(depth: number, name: string, attributes: [string, string][]): string {
  const shown = attributes.map(([key, value]) => ` ${key}=${JSON.stringify(value)}`).join('');
  return `${' '.repeat(depth)}${name}${shown}`;
}

function addText(tree: Tree, depth: number, text: string): void {
  const last = tree.at(-1);
  const start = `${' '.repeat(depth)}"`;
  if (text === '') return;
  // Texts side by side are one.
  if (last?.startsWith(start)) {
    tree[tree.length - 1] =
      start + JSON.stringify((JSON.parse(last.trim()) as string) + text).slice(1);
  } else {
    tree.push(start + JSON.stringify(text).slice(1));
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&');
}
