import markdownIt from 'markdown-it';

// Tables and strikethrough are on by default; these two make it what GitHub's readers expect.
const options = { html: true, linkify: true };

export async function html() {
  const renderer = markdownIt(options);
  return { 'markdown-it': (body) => renderer.render(body) };
}

export async function wholeStep() {
  const { default: matter } = await import('gray-matter');
  const { default: anchor } = await import('markdown-it-anchor');
  let outline = [];
  const renderer = markdownIt(options).use(anchor, {
    callback(token, { slug, title }) {
      outline.push({ level: Number(token.tag.slice(1)), id: slug, text: title });
    },
  });
  return {
    'gray-matter + markdown-it + markdown-it-anchor'(source) {
      // Given options, gray-matter does not answer from its cache, which would know every post.
      const { data, content } = matter(source, {});
      outline = [];
      const html = renderer.render(content);
      return { data, html, outline, text: html.replace(/<[^>]*>/g, '') };
    },
  };
}
