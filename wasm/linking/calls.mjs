import { Reader } from './module-file.mjs';

// How many LEB128 numbers stand behind an instruction that has not its own case below.
const numbersBehind = new Map(
  [
    [[0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0c, 0x0d, 0x10, 0x18], 1],
    [[0x11], 2],
    [range(0x20, 0x26), 1],
    [range(0x28, 0x3e), 2],
    [range(0x3f, 0x42), 1],
    [[0xd0, 0xd2], 1],
  ].flatMap(([codes, count]) => codes.map((code) => [code, count])),
);
const withoutNumbers = new Set(
  [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1].concat(range(0x45, 0xc4)),
);
const CALL = 0x10;
const BRANCH_TABLE = 0x0e;
const CONST_F32 = 0x43;
const CONST_F64 = 0x44;
const REFERENCE = 0xd2;
const BULK = 0xfc;
const VECTOR = 0xfd;

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * A function's body with what `renumber` gives in place of each function that it calls.
 *
 * @throws {Error} for an instruction that is not known
 */
export function withCalls(body, renumber) {
  const reader = new Reader(body);
  const out = [];
  let copied = 0;
  skipLocals(reader);
  while (!reader.atEnd) {
    const code = reader.byte();
    if (code === CALL || code === REFERENCE) {
      out.push(body.subarray(copied, reader.at), renumber(reader.number()));
      copied = reader.at;
    } else {
      skipImmediates(reader, code);
    }
  }
  return Buffer.concat([...out, body.subarray(copied)]);
}

function skipLocals(reader) {
  reader.list(() => {
    reader.number();
    reader.byte();
  });
}

function skipImmediates(reader, code) {
  const numbers = numbersBehind.get(code);
  if (numbers !== undefined) skipNumbers(reader, numbers);
  else if (code === BRANCH_TABLE) skipNumbers(reader, reader.number() + 1);
  else if (code === CONST_F32) reader.bytes(4);
  else if (code === CONST_F64) reader.bytes(8);
  else if (code === BULK) skipBulk(reader, reader.number());
  else if (code === VECTOR) skipVector(reader, reader.number());
  else if (!withoutNumbers.has(code)) throw new Error(`Instruction ${code} is not known.`);
}

function skipNumbers(reader, count) {
  for (let left = count; left > 0; left -= 1) reader.number();
}

/** Conversions that saturate, and what copies and fills memory. */
function skipBulk(reader, code) {
  if (code > 11) throw new Error(`Instruction ${BULK} ${code} is not known.`);
  if (code === 8 || code === 10) skipNumbers(reader, 2);
  else if (code === 9 || code === 11) skipNumbers(reader, 1);
}

function skipVector(reader, code) {
  if (code <= 11 || code === 92 || code === 93) skipNumbers(reader, 2);
  else if (code === 12 || code === 13) reader.bytes(16);
  else if (code >= 21 && code <= 34) reader.bytes(1);
  else if (code >= 84 && code <= 91) {
    skipNumbers(reader, 2);
    reader.bytes(1);
  }
}
