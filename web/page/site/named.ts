/** A name for a content (FNV-1a): whoever has the same name has the same file. */
export function named(text: string): string {
  let [high, low] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193) >>> 0;
    low = Math.imul(low ^ unit ^ (high >>> 7), 0x85ebca6b) >>> 0;
  }
  return (high.toString(16) + low.toString(16)).padStart(16, '0');
}
