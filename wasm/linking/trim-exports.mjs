// Takes out of a linked module every export that is not asked for. Emscripten adds a few for the
// JavaScript it would generate (the stack, the table, errno); a smaller surface is easier to review
// and to keep.
import { Reader, listOf, moduleOf, section, sectionsOf } from './module-file.mjs';

/** @param {Set<string>} kept names of exports */
export function trimExports(bytes, kept) {
  const sections = sectionsOf(bytes).map((one) =>
    one.id === section.exports ? { ...one, content: trimmed(one.content, kept) } : one,
  );
  return moduleOf(bytes, sections);
}

function trimmed(content, kept) {
  const reader = new Reader(content);
  const entries = reader.list(() => {
    const start = reader.at;
    const name = reader.name();
    reader.byte();
    reader.number();
    return { name, bytes: content.subarray(start, reader.at) };
  });
  return listOf(entries.filter(({ name }) => kept.has(name)).map(({ bytes }) => bytes));
}
