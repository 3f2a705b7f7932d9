/*
 * Stands in for `broadsheet.wasm`, imported as a module; build.mjs puts the module's own name here.
 */

/** The module, compiled. */
declare const own: WebAssembly.Module;
export default own;
