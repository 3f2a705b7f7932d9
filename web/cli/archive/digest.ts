import { type Hash, hash } from 'node:crypto';

/** So many characters say 132 bits. */
const length = 22;

/** Identifies a content: 132 bits of its SHA-256. */
export function digest(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url').slice(0, length);
}

/** The same of a content that came in parts, from its finished SHA-256. */
export function digestOf(sha256: Hash): string {
  return sha256.digest('base64url').slice(0, length);
}
