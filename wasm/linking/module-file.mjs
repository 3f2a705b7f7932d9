// A WebAssembly module as bytes: its sections, and reading and writing what they hold
// (https://webassembly.github.io/spec/core/binary/modules.html).

/** The ids of sections. */
export const section = {
  custom: 0,
  imports: 2,
  functions: 3,
  exports: 7,
  start: 8,
  elements: 9,
  code: 10,
  data: 11,
};

const HEADER_SIZE = 8;

/** Reads numbers and pieces one after the other. */
export class Reader {
  #bytes;

  constructor(bytes, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get atEnd() {
    return this.at >= this.#bytes.length;
  }

  byte() {
    return this.#bytes[this.at++];
  }

  bytes(size) {
    const start = this.at;
    this.at += size;
    return this.#bytes.subarray(start, this.at);
  }

  /** An unsigned LEB128 number. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** A name, which stands behind its size. */
  name() {
    return this.bytes(this.number()).toString();
  }

  /** What `read` makes of each item of a list. */
  list(read) {
    return Array.from({ length: this.number() }, (_, index) => read(index));
  }
}

/** An unsigned number in LEB128. */
export function leb128(value) {
  const out = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) out.push((value % 128) | 0x80);
  return Buffer.from([...out, value]);
}

/** A list of pieces as sections have it. */
export function listOf(pieces) {
  return Buffer.concat([leb128(pieces.length), ...pieces]);
}

export function sectionsOf(bytes) {
  const reader = new Reader(bytes, HEADER_SIZE);
  const sections = [];
  while (!reader.atEnd) {
    const id = reader.byte();
    sections.push({ id, content: reader.bytes(reader.number()) });
  }
  return sections;
}

/** The module with other sections. */
export function moduleOf(bytes, sections) {
  return Buffer.concat([
    bytes.subarray(0, HEADER_SIZE),
    ...sections.flatMap(({ id, content }) => [Buffer.from([id]), leb128(content.length), content]),
  ]);
}

/** The bodies of a section of code, without their sizes. */
export function bodiesOf({ content }) {
  const reader = new Reader(content);
  return reader.list(() => reader.bytes(reader.number()));
}

/** How many functions a section of imports has, or none. */
export function importedFunctions(imports) {
  if (imports === undefined) return 0;
  const reader = new Reader(imports.content);
  return reader.list(() => {
    reader.name();
    reader.name();
    if (reader.byte() !== 0) throw new Error('The module imports more than functions.');
    reader.number();
  }).length;
}
