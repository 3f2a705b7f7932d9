/*
 * Stands in for what build.mjs makes of the package gemoji: a line an emoji, with its short names
 * behind it.
 */
declare const names: string;
export default names;
