/*
 * Stands in for the file of this name that build.mjs writes into dist/: the module, packed, as
 * base64. Type checking needs it; nothing imports this one at run time.
 */

/** The module: base64 of an `.lzma` file. */
export declare const base64: string;

/** The module's size in bytes. */
export declare const size: number;
