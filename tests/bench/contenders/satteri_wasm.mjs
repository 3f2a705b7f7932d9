import { createRequire } from 'node:module';

// In Node the package takes its addon; browsers get this module, by the call that it makes of
// `markdownToHtml`. npm installs it only where it is told that the machine is one of WebAssembly.
const binding = createRequire(new URL('../wasm32/package.json', import.meta.url));

export async function html() {
  const compile = new URL('../node_modules/satteri/dist/compile.js', import.meta.url);
  const { DEFAULT_PARSE_OPTIONS } = await import(compile.href);
  const { markdownToHtmlFast } = binding('@bruits/satteri-wasm32-wasi');
  return { 'Sätteri (wasm)': (body) => markdownToHtmlFast(body, DEFAULT_PARSE_OPTIONS).html };
}
