/*
 * Fits the page's styles into pages of others: a PostCSS plugin. The page owns its document, and the
 * window is its width; an element owns neither. So rules of the document go, widths are asked of the
 * element, and typefaces are inherited.
 */

/** How the rules of an entry (`src/element/NAME.css`) are kept to their place. */
const places = {
  // In the element's own tree; `.archive` stands for the document.
  'shadow.css': { isElement: true, document: '.archive', tokens: ':host', layered: false },
  // In the page, below the element.
  'light.css': { isElement: true, prefix: 'newsletter-archive', layered: true },
  // In the page, wherever someone put an article.
  'style.css': { isElement: false, tokens: '.prose', layered: true },
};

/** Rules about the whole document, or its theme. */
const ofDocument = /^(?:html|body|#app|\*|\[data-(?:busy|pending)\]|\.skip-link)|data-theme/;
const families = 'serif-zh|serif|sans';

export const embeddedStyles = {
  postcssPlugin: 'embedded-styles',
  OnceExit(root, { AtRule }) {
    const [, name] = /\/element\/([^/?]+)(?:\?.*)?$/.exec(root.source?.input.file ?? '') ?? [];
    const place = places[name];
    if (place === undefined) return;
    root.walkAtRules('media', (rule) => {
      if (rule.params.includes('prefers-color-scheme')) rule.remove();
      else if (place.isElement && /^\((?:min|max)-width/.test(rule.params)) rule.name = 'container';
    });
    root.walkRules((rule) => {
      if (rule.parent.name?.endsWith('keyframes')) return;
      if (rule.selector === ':root') {
        rule.selector = place.tokens;
        return;
      }
      const isReset = name === 'shadow.css' && rule.selector.startsWith('*');
      const kept = rule.selectors.filter((one) => isReset || !ofDocument.test(one));
      if (kept.length === 0) {
        rule.remove();
        return;
      }
      rule.selectors = kept.map((one) => fitted(one, place));
      rule.walkDecls(inherited);
      if (rule.nodes.length === 0) rule.remove();
    });
    root.walkAtRules((rule) => {
      if (rule.nodes?.length === 0) rule.remove();
    });
    if (place.layered) {
      const layer = new AtRule({ name: 'layer', params: 'broadsheet', nodes: root.nodes.slice() });
      root.removeAll();
      root.append(layer);
    }
  },
};

function fitted(selector, { document, prefix }) {
  if (selector.startsWith(':root')) return selector.replace(':root', document);
  // Marks are of the document, and named.
  if (prefix === undefined || selector.startsWith('::highlight')) return selector;
  return `${prefix} ${selector}`;
}

/** The page's typeface is taken over; only that of code is our own. */
function inherited(declaration) {
  const { prop, value } = declaration;
  if (new RegExp(`^--(?:${families})$`).test(prop)) declaration.remove();
  if (prop === 'font-family' && new RegExp(`^var\\(--(?:${families})\\)$`).test(value)) {
    declaration.remove();
  }
  const short =
    prop === 'font' &&
    new RegExp(
      `^(?:(\\d+) )?(\\S+|var\\([\\w-]+\\))(?: / (\\S+))? var\\(--(?:${families})\\)$`,
    ).exec(value);
  if (!short) return;
  const [, weight, size, height] = short;
  if (weight !== undefined) declaration.cloneBefore({ prop: 'font-weight', value: weight });
  if (height !== undefined) declaration.cloneBefore({ prop: 'line-height', value: height });
  declaration.prop = 'font-size';
  declaration.value = size;
}
