// What is done to a module when the linker is through with it: exports and functions.
//
//   node finish-module.mjs MODULE LIST
//
// LIST is a file with a function that is exported in each line that begins with a small letter.
import { readFileSync, writeFileSync } from 'node:fs';
import { orderFunctions } from './linking/order-functions.mjs';
import { trimExports } from './linking/trim-exports.mjs';

const [modulePath, listPath] = process.argv.slice(2);
const listed = readFileSync(listPath, 'utf8').match(/^[a-z].*$/gm) ?? [];
const kept = new Set(['memory', '_initialize', ...listed.map((line) => line.trim())]);
writeFileSync(modulePath, orderFunctions(trimExports(readFileSync(modulePath), kept)));
