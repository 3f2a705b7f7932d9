import { parseAndRender, transform } from '@ox-content/napi';

export async function html() {
  return { 'ox-content (native addon)': (body) => parseAndRender(body, { gfm: true }).html };
}

export async function wholeStep() {
  return {
    // Its outline has headings to the third level unless it is told otherwise.
    'ox-content (native addon)'(source) {
      const options = { gfm: true, frontmatter: true, tocMaxDepth: 6 };
      const { html, frontmatter, toc } = transform(source, options);
      const text = html.replace(/<[^>]*>/g, '');
      return { data: JSON.parse(frontmatter), html, outline: toc, text };
    },
  };
}
