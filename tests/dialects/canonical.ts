/* HTML as what it shows: elements, texts, and the attributes that authors may give. */
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterMap } from 'parse5';

type Node = DefaultTreeAdapterMap['childNode'];

const kept = new Set(['id', 'href', 'src', 'alt', 'title', 'lang', 'dir', 'width', 'height']);
const blocks =
  /^(?:p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|table|thead|tbody|tr|th|td|hr|div|figure|figcaption|section)$/;

/** One line an element or text, indented. Ids have no prefix, and those of kramdown's contents go. */
export function canonical(html: string): string {
  return lines(parseFragment(html.replace(/<!--[\s\S]*?-->/g, '')).childNodes, false).join('\n');
}

function lines(nodes: readonly Node[], isPreformatted: boolean): string[] {
  const found: string[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.nodeName === '#text' && 'value' in node) {
      let text = isPreformatted ? node.value : node.value.replace(/\s+/g, ' ');
      if (!isPreformatted && endsLine(nodes[index - 1])) text = text.trimStart();
      if (!isPreformatted && endsLine(nodes[index + 1])) text = text.trimEnd();
      if (text !== '') found.push(JSON.stringify(text));
    } else if ('tagName' in node) {
      const attributes = node.attrs
        .filter(({ name, value }) => kept.has(name) && !value.startsWith('markdown-toc'))
        .map(({ name, value }) => ` ${name}=${name === 'id' ? value.replace(/^user-/, '') : value}`)
        .map((attribute) => attribute.replace('=#user-', '=#'))
        .sort();
      found.push(node.tagName + attributes.join(''));
      const inner = lines(node.childNodes, isPreformatted || node.tagName === 'pre');
      found.push(...inner.map((line) => `  ${line}`));
    }
  }
  return found;
}

/** Whether blanks beside a node are not shown: it is a block, or the edge of one. */
function endsLine(node: Node | undefined): boolean {
  return node === undefined || ('tagName' in node && blocks.test(node.tagName));
}
