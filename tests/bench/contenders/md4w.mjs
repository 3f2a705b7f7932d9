import { init, mdToHtml } from 'md4w';

export async function html() {
  // Without an argument Node gets the larger of its two modules, the one built for speed.
  await init();
  return { md4w: (body) => mdToHtml(body) };
}
