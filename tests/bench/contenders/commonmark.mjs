import { HtmlRenderer, Parser } from 'commonmark';

export async function html() {
  const parser = new Parser();
  const renderer = new HtmlRenderer();
  return { 'commonmark.js': (body) => renderer.render(parser.parse(body)) };
}
