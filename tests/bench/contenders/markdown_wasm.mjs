import markdown from 'markdown-wasm';

export async function html() {
  return { 'markdown-wasm': (body) => markdown.parse(body) };
}
