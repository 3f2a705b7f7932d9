/** HTML as what readers get of it: text and addresses. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

export interface Facets {
  /** What is shown, without blanks: where lines break is for the style sheet. */
  text: string;
  /** Addresses of links and images, each with its kind. */
  addresses: string[];
}

/** Elements whose content no browser shows. */
const hidden = new Set([
  'script',
  'style',
  'template',
  'title',
  'noscript',
  'iframe',
  'noembed',
  'noframes',
]);

/** Reads `html` as a browser does. */
export function facetsOf(html: string): Facets {
  const facets: Facets = { text: '', addresses: [] };
  const visit = (node: Node) => {
    if (node.nodeName === '#text' && 'value' in node)
      facets.text += node.value.replaceAll(/\s+/g, '');
    if (!('tagName' in node) || hidden.has(node.tagName)) return;
    for (const { name, value } of node.attrs) {
      if (node.tagName === 'a' && name === 'href') facets.addresses.push(`link ${value}`);
      if (node.tagName === 'img' && name === 'src') facets.addresses.push(`image ${value}`);
    }
    for (const child of node.childNodes) visit(child);
  };
  for (const child of parseFragment(html).childNodes) visit(child);
  facets.addresses.sort();
  return facets;
}
