/*
 * Values as Liquid takes them.
 */
import { isMap } from '../../values.js';
import { type Value, blank, empty } from './expressions.js';

export function isTrue(value: Value): boolean {
  return value !== undefined && value !== null && value !== false;
}

export function textOf(value: Value): string {
  if (value === undefined || value === null || typeof value === 'symbol') return '';
  if (Array.isArray(value)) return value.map(textOf).join('');
  return isMap(value) ? JSON.stringify(value) : String(value);
}

export function listOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null || value === '') return [];
  return isMap(value) ? Object.entries(value) : [value];
}

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  return Number.parseFloat(textOf(value)) || 0;
}

/** A member of a list, a map or a text. */
export function memberOf(value: Value, key: Value): Value {
  if (Array.isArray(value)) {
    if (typeof key === 'number') return value.at(key);
    if (key === 'first') return value[0];
    if (key === 'last') return value.at(-1);
    return key === 'size' ? value.length : undefined;
  }
  if (typeof value === 'string') return key === 'size' ? [...value].length : undefined;
  if (!isMap(value)) return undefined;
  const name = textOf(key);
  if (Object.hasOwn(value, name)) return value[name];
  return name === 'size' ? Object.keys(value).length : undefined;
}

export function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === '' || (isMap(value) && Object.keys(value).length === 0);
}

export function compare(operator: string, left: Value, right: Value): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
    case '<>':
      return !isEqual(left, right);
    case 'contains':
      if (Array.isArray(left)) return left.some((item) => isEqual(item, right));
      if (isMap(left)) return Object.hasOwn(left, textOf(right));
      return typeof left === 'string' && left.includes(textOf(right));
    default:
      return isOrdered(operator, left, right);
  }
}

function isEqual(left: Value, right: Value): boolean {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ]) {
    // Ruby knows it only with a library that Jekyll does not load.
    if (one === blank) return false;
    if (one === empty) return isEmpty(other);
  }
  if (left === null || right === null) return (left ?? undefined) === (right ?? undefined);
  if (typeof left === 'object' && typeof right === 'object') {
    return JSON.stringify(left) === JSON.stringify(right);
  }
  return left === right;
}

function isOrdered(operator: string, left: Value, right: Value): boolean {
  const isOneKind =
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string');
  if (!isOneKind) return false;
  const [one, other] = [left as number, right as number];
  if (operator === '<') return one < other;
  if (operator === '>') return one > other;
  return operator === '<=' ? one <= other : one >= other;
}
