// By its bare name Node would get the native addon; browsers get this.
import { init, parseMeta, renderToHtml, renderToText } from 'md4x/wasm';

export async function html() {
  await init();
  return { 'md4x (wasm)': (body) => renderToHtml(body) };
}

export async function wholeStep() {
  await init();
  return {
    // Three calls, each of which parses: there is none that gives all. Its headings have no ids.
    'md4x (wasm)'(source) {
      const { headings, ...data } = parseMeta(source);
      return { data, html: renderToHtml(source), outline: headings, text: renderToText(source) };
    },
  };
}
