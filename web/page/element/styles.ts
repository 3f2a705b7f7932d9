import lightStyles from './light.css?inline';
import shadowStyles from './shadow.css?inline';

const sheets = new Map<string, CSSStyleSheet>();

/** Made once for all elements; constructed ones hold under every content security policy. */
function sheet(text: string): CSSStyleSheet {
  let found = sheets.get(text);
  if (found === undefined) {
    found = new CSSStyleSheet();
    found.replaceSync(text);
    sheets.set(text, found);
  }
  return found;
}

/** Dresses the element's own tree. */
export function styleShadow(tree: ShadowRoot): void {
  tree.adoptedStyleSheets = [sheet(shadowStyles)];
}

/** Dresses the articles in the tree that elements stand in: the page, or another element's. */
export function styleArticles(tree: Node): void {
  if (!(tree instanceof Document || tree instanceof ShadowRoot)) return;
  const styles = sheet(lightStyles);
  if (!tree.adoptedStyleSheets.includes(styles)) tree.adoptedStyleSheets.push(styles);
}
