/* What mdast-util-from-markdown makes of a source, in the terms in which our tree is compared. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';

export interface Node {
  type: string;
  children?: Node[];
  value?: string;
  identifier?: string;
  position?: unknown;
  [member: string]: unknown;
}

/** As CommonMark alone has it. */
export function commonmark(source: string): Node {
  return fromMarkdown(source) as unknown as Node;
}

/** With GFM, footnotes and math. */
export function github(source: string): Node {
  return fromMarkdown(source, {
    // One tilde is no strikethrough here.
    extensions: [gfm({ singleTilde: false }), math()],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
  }) as unknown as Node;
}

/** What both mean, without what they tell in different ways. */
export function normalized(root: Node): Node {
  const definitions = new Map<string, Node>();
  const notes: Node[] = [];
  gather(root, definitions, notes);
  const plain = reduced(root, definitions) as Node;
  const behind = notes.map((note) => reduced(note, definitions) as Node);
  behind.sort((one, other) => (String(one.identifier) < String(other.identifier) ? -1 : 1));
  plain.children = [...(plain.children ?? []), ...behind];
  return plain;
}

function gather(node: Node, definitions: Map<string, Node>, notes: Node[]): void {
  for (const child of node.children ?? []) {
    if (child.type === 'definition') {
      const id = String(child.identifier);
      if (!definitions.has(id)) definitions.set(id, child);
    }
    if (child.type === 'footnoteDefinition') notes.push(child);
    gather(child, definitions, notes);
  }
}

/** References are resolved, definitions gone, notes taken out, adjacent texts one. */
function reduced(node: Node, definitions: Map<string, Node>): Node {
  const { position: _, children, data: __, ...rest } = node;
  const made: Node = rest as Node;
  if (node.type === 'linkReference' || node.type === 'imageReference') {
    const target = definitions.get(String(node.identifier));
    delete made.referenceType;
    delete made.identifier;
    delete made.label;
    made.type = node.type === 'linkReference' ? 'link' : 'image';
    made.url = target?.url ?? '';
    made.title = target?.title ?? null;
  }
  if (node.type === 'footnoteReference' || node.type === 'footnoteDefinition') {
    made.identifier = String(node.identifier).toLowerCase();
    delete made.label;
  }
  if (node.type === 'image') made.alt = node.alt ?? '';
  // An empty title is none in HTML either.
  if ('title' in made) made.title = made.title || null;
  if (node.type === 'list') {
    // Where the blank line stands is not known here; that there is one is.
    made.spread = node.spread === true || (children ?? []).some(({ spread }) => spread === true);
    made.start = node.ordered === true ? (node.start ?? 1) : null;
  }
  if (node.type === 'listItem') delete made.spread;
  if (node.type === 'table') {
    delete made.align;
  }
  if (children !== undefined) {
    const kept = children.filter(
      ({ type }) => type !== 'definition' && type !== 'footnoteDefinition',
    );
    made.children = joined(kept.map((child) => reduced(child, definitions)));
  }
  return made;
}

function joined(nodes: Node[]): Node[] {
  const out: Node[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if ((node.type === 'text' || node.type === 'html') && last?.type === node.type) {
      last.value = `${last.value ?? ''}${node.value ?? ''}`;
    } else if (node.type !== 'text' || node.value !== '') {
      out.push(node);
    }
  }
  return out;
}
