// Loads a copy of the package's entries with a state of their own, for tests of what happens before
// and while the module is loaded. Node keeps one module for an address; a query makes another.
let copies = 0;

/** @returns {Promise<typeof import('broadsheet')>} */
export function freshPackage(entry = 'node') {
  copies += 1;
  return import(new URL(`../../wasm/dist/${entry}.js?copy=${copies}`, import.meta.url).href);
}
