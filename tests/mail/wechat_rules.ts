/** What WeChat's editor keeps, as doocs/md and wenyan follow it: what of an article breaks that. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

const elements = new Set(
  'a abbr b blockquote br caption cite code em figcaption h1 h2 h3 h4 h5 h6 hr i img li ol p pre section small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
);
const attributes = new Set(
  'style href src alt title start reversed value colspan rowspan scope lang dir width'.split(' '),
);
/** Values that the editor takes out, or that its reader would compute otherwise. */
const notLiteral = /var\(|calc\(|url\(|expression|position\s*:|!important|@|\\/i;

export function violations(html: string): string[] {
  const found: string[] = [];
  const visit = (node: Node, lists: number, inCode: boolean): void => {
    const name = node.nodeName;
    if (name === '#text' && 'value' in node) {
      if (inCode && /[ \t\n]/.test(node.value)) found.push('a blank or line feed in code');
      return;
    }
    if (name === '#comment') found.push('a comment');
    let depth = lists;
    if ('attrs' in node) {
      if (!elements.has(name)) found.push(`<${name}>`);
      for (const { name: attribute, value } of node.attrs) {
        if (!attributes.has(attribute)) found.push(`${name}[${attribute}]`);
        if (attribute === 'style' && notLiteral.test(value)) found.push(`style ${value}`);
        if (attribute === 'href' && !/^https?:\/\/mp\.weixin\.qq\.com\//.test(value)) {
          found.push(`href ${value}`);
        }
        if (attribute === 'src' && !/^https?:\/\//.test(value)) found.push(`src ${value}`);
      }
      if (name === 'img') {
        const style = node.attrs.find((one) => one.name === 'style')?.value ?? '';
        const width = Number(/(?:^|;)width:(\d+)px/.exec(style)?.[1] ?? 0);
        if (width > 677) found.push(`a picture of ${width} px`);
      }
      depth += name === 'ul' || name === 'ol' ? 1 : 0;
      if (depth > 2) found.push('lists in lists in lists');
    }
    if ('childNodes' in node) {
      for (const child of node.childNodes) visit(child, depth, inCode || name === 'pre');
    }
  };
  visit(parseFragment(html), 0, false);
  return [...new Set(found)];
}
