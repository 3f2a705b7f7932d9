import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses: the page works at any path of any host.
  base: './',
  build: {
    target: 'es2022',
    // The module is too big to inline, and the content security policy allows no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
