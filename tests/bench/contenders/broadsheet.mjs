import { init, renderHtml, renderPost } from 'broadsheet';

export async function html() {
  await init();
  const specification = { emphasis: 'commonmark', html: 'escape' };
  return {
    broadsheet: (body) => renderHtml(body),
    "broadsheet, emphasis: 'commonmark', html: 'escape'": (body) => renderHtml(body, specification),
  };
}

export async function wholeStep() {
  await init();
  return {
    broadsheet(source) {
      const { data, html, toc, text } = renderPost(source);
      return { data, html, outline: toc, text };
    },
  };
}
