// Takes out of a linked module every export that is not asked for. Emscripten adds a few for the
// JavaScript it would generate (the stack, the table, errno); a smaller surface is easier to review
// and to keep.
//
//   node trim-exports.mjs MODULE LIST
import { readFileSync, writeFileSync } from 'node:fs';

const EXPORT_SECTION = 7;
const HEADER_SIZE = 8;

const [modulePath, listPath] = process.argv.slice(2);
const kept = new Set(['memory', '_initialize']);
for (const line of readFileSync(listPath, 'utf8').split('\n')) {
  if (/^[a-z]/.test(line)) kept.add(line.trim());
}

const bytes = readFileSync(modulePath);
let at = HEADER_SIZE;

/** Reads an unsigned LEB128 number at `at` and steps over it. */
function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}

/** Writes an unsigned LEB128 number. */
function leb(value) {
  const out = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) out.push((value % 128) | 0x80);
  return Buffer.from([...out, value]);
}

/** Returns the section's content with the kept exports alone. */
function trimmed() {
  const entries = [];
  for (let left = number(); left > 0; left--) {
    const start = at;
    const nameSize = number();
    const name = bytes.toString('utf8', at, at + nameSize);
    at += nameSize + 1;
    number();
    if (kept.has(name)) entries.push(bytes.subarray(start, at));
  }
  return Buffer.concat([leb(entries.length), ...entries]);
}

const out = [bytes.subarray(0, HEADER_SIZE)];
while (at < bytes.length) {
  const start = at;
  const id = bytes[at++];
  const end = number() + at;
  if (id === EXPORT_SECTION) {
    const content = trimmed();
    out.push(Buffer.from([id]), leb(content.length), content);
  } else {
    out.push(bytes.subarray(start, end));
  }
  at = end;
}
writeFileSync(modulePath, Buffer.concat(out));
