import { hash } from 'node:crypto';

/** Identifies a content: 132 bits of its SHA-256. */
export function digest(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url').slice(0, 22);
}
