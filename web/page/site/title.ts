import type { ManifestEntry } from 'broadsheet';

/** What an issue is called; manifests by others may lack titles. */
export function titleOf(entry: ManifestEntry): string {
  return entry.data.title?.trim() || entry.path;
}
