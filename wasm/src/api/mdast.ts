import type { Position } from './positions.js';
import type { ParsedPost, TreeNode } from './tree.js';

/** A node of mdast (https://github.com/syntax-tree/mdast), with the members that its type has. */
export interface MdastNode {
  type: string;
  children?: MdastNode[];
  position?: Position;
  [member: string]: unknown;
}

/** A post as mdast, with the members of GFM, footnotes and math. */
export interface Root extends MdastNode {
  type: 'root';
  children: MdastNode[];
}

/** What mdast calls types whose members need no thought. */
const holders: Readonly<Record<string, string>> = {
  root: 'root',
  paragraph: 'paragraph',
  quote: 'blockquote',
  row: 'tableRow',
  cell: 'tableCell',
  emphasis: 'emphasis',
  strong: 'strong',
  strikethrough: 'delete',
  mark: 'mark',
  figure: 'paragraph',
  definitionList: 'defList',
  term: 'defListTerm',
  definition: 'defListDescription',
};

/** Types that stand within a line. */
const phrasing =
  /^(text|emphasis|strong|strikethrough|mark|inlineCode|math|link|image|break|noteReference|html|shortcode)$/;

/** Elements that do not. */
const blockElements =
  /^(address|article|aside|blockquote|center|details|div|dl|dd|dt|figure|figcaption|h[1-6]|hr|li|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;

export function toMdast(post: ParsedPost): Root {
  return { ...one(post.root), type: 'root' } as Root;
}

function one(node: TreeNode): MdastNode {
  const made = content(node);
  const { position } = node;
  if (position !== undefined) made.position = position;
  return made;
}

function content(node: TreeNode): MdastNode {
  const { type } = node;
  switch (type) {
    case 'heading':
      return { type, depth: node.number, children: inline(node) };
    case 'text':
      return { type, value: node.value };
    case 'rule':
      return { type: 'thematicBreak' };
    case 'break':
      return { type };
    case 'code':
      return {
        type,
        lang: node.lang || null,
        meta: node.meta || null,
        value: node.value.replace(/\n$/, ''),
      };
    case 'inlineCode':
      return { type, value: node.value };
    case 'math':
      return node.block
        ? { type, meta: null, value: node.value.replace(/^\n|\n$/g, '') }
        : { type: 'inlineMath', value: node.value };
    case 'html':
      return { type, value: node.value.replace(/\n$/, '') };
    case 'shortcode':
      // Written out, it is what it was.
      return { type: 'html', value: node.value };
    case 'list':
      return list(node);
    case 'link':
      return { type, title: node.title || null, url: node.url, children: inline(node) };
    case 'image':
      return { type, title: node.title || null, url: node.url, alt: node.alt };
    case 'table':
      return {
        type,
        align: node.children[0]?.children.map(({ align }) => align) ?? [],
        children: inline(node),
      };
    case 'noteReference':
      return { type: 'footnoteReference', ...noteNames(node) };
    case 'note':
      return { type: 'footnoteDefinition', ...noteNames(node), children: blocks(node) };
    case 'contents':
      return { type: 'paragraph', children: [{ type: 'text', value: '[TOC]' }] };
    case 'alert':
      return alert(node);
    case 'container':
      return {
        type: 'containerDirective',
        name: node.name,
        attributes: {},
        children: blocks(node),
      };
    default:
      return { type: holders[type] ?? type, children: inline(node) };
  }
}

/** Elements of raw HTML are what stands between two tags. */
function inline(node: TreeNode): MdastNode[] {
  return node.children.flatMap((child) =>
    child.type === 'element' ? tagged(child, inline(child)) : [one(child)],
  );
}

function tagged({ markup, name, position }: TreeNode, held: MdastNode[]): MdastNode[] {
  const open: MdastNode = { type: 'html', value: markup };
  if (position !== undefined) open.position = position;
  const isVoid = /^(br|hr|img|wbr)$/.test(name);
  return isVoid ? [open] : [open, ...held, { type: 'html', value: `</${name}>` }];
}

/** Whether a node stands within a line. */
function isPhrasing({ type, name, block }: TreeNode): boolean {
  return type === 'element' ? !blockElements.test(name) : phrasing.test(type) && !block;
}

/** The children of what holds blocks: text that stands in it bare is a paragraph. */
function blocks(node: TreeNode): MdastNode[] {
  const made: MdastNode[] = [];
  let paragraph: MdastNode | undefined;
  for (const child of node.children) {
    if (!isPhrasing(child)) {
      paragraph = undefined;
      made.push(...(child.type === 'element' ? tagged(child, blocks(child)) : [one(child)]));
      continue;
    }
    if (paragraph === undefined) {
      paragraph = { type: 'paragraph', children: [] };
      made.push(paragraph);
    }
    const nodes = child.type === 'element' ? tagged(child, inline(child)) : [one(child)];
    paragraph.children?.push(...nodes);
    widen(paragraph, nodes[0]);
  }
  return made;
}

function widen(paragraph: MdastNode, child: MdastNode | undefined): void {
  if (child?.position === undefined) return;
  const { start = child.position.start } = paragraph.position ?? {};
  paragraph.position = { start, end: child.position.end };
}

function list(node: TreeNode): MdastNode {
  const { ordered, loose } = node;
  return {
    type: 'list',
    ordered,
    start: ordered ? node.number : null,
    spread: loose,
    children: node.children.map((item) => {
      const children = blocks(item);
      const made: MdastNode = {
        type: 'listItem',
        spread: loose && children.length > 1,
        checked: item.checked,
        children,
      };
      const { position } = item;
      if (position !== undefined) made.position = position;
      return made;
    }),
  };
}

function noteNames({ label }: TreeNode): { identifier: string; label: string } {
  return { identifier: label.toLowerCase(), label };
}

/** A quote that begins with its marker, which is how alerts are written. */
function alert(node: TreeNode): MdastNode {
  const children = blocks(node);
  const marker = `[!${node.name.toUpperCase()}]`;
  const [first] = children;
  if (first?.type === 'paragraph' && first.children !== undefined) {
    const [text] = first.children;
    if (text?.type === 'text') text.value = `${marker}\n${String(text.value)}`;
    else first.children.unshift({ type: 'text', value: `${marker}\n` });
  } else {
    children.unshift({ type: 'paragraph', children: [{ type: 'text', value: marker }] });
  }
  return { type: 'blockquote', children };
}
