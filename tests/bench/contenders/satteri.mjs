import { markdownToHtml } from 'satteri';

export async function html() {
  return { 'Sätteri (native addon)': (body) => markdownToHtml(body).html };
}
