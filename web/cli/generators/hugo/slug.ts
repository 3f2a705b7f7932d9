/*
 * Addresses as Hugo makes them (helpers/path.go, `UnicodeSanitize` and `URLize`).
 */
import { percentDecoded } from '../../../page/site/percent-decoded.js';

/** How a site wants its addresses. */
export interface PathStyle {
  removePathAccents: boolean;
  disablePathToLower: boolean;
}

/** What needs no replacement beside letters, digits (of the decimal kind only) and marks. */
const isAllowed = /[\p{L}\p{Nd}\p{M}./\\_#+~@-]/u;

/** What stays as it is, whatever stands beside it: most folders and names. */
const plain = /^[\w./\\#+~@-]*$/;

/**
 * A text as part of an address: blanks become one hyphen, what is no letter, digit or mark goes;
 * hyphens of the author stay as many as they are.
 */
export function pathOf(text: string, { removePathAccents, disablePathToLower }: PathStyle): string {
  if (plain.test(text)) return disablePathToLower ? text : text.toLowerCase();
  const source = removePathAccents ? withoutAccents(text) : text;
  let path = '';
  let owesHyphen = false;
  let afterHyphen = false;
  let at = 0;
  for (const letter of source) {
    const isEscape = letter === '%' && /^%[\da-f]{2}/i.test(source.slice(at, at + 3));
    at += letter.length;
    if (isEscape || isAllowed.test(letter)) {
      afterHyphen = letter === '-';
      if (owesHyphen && !afterHyphen) path += '-';
      owesHyphen = false;
      path += letter;
    } else if (path !== '' && /\s|\u0085/u.test(letter) && !afterHyphen) {
      owesHyphen = true;
    }
  }
  return disablePathToLower ? path : path.toLowerCase();
}

/** The address of a folder: what its last name ends in counts, since a slash follows. */
export function folderPathOf(text: string, style: PathStyle): string {
  return text === '' ? '' : pathOf(`${text}/`, style).replace(/\/+$/, '');
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** What becomes of a pattern's text: it was escaped, and is read as a query's value. */
export function unescapedQuery(text: string): string | undefined {
  return percentDecoded(text.replaceAll('+', ' '));
}

/** Joins parts as paths are joined: no empty, `.` or `..` segments. */
export function joined(...parts: string[]): string {
  const segments: string[] = [];
  for (const segment of parts.join('/').split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
