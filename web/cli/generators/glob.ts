/** A pattern of paths as an expression: `*`, `?`, `**`, `{a,b}` and `[a-z]` as shells have them. */
export function globExpression(pattern: string): RegExp {
  let depth = 0;
  const source = pattern.replace(
    /\*\*|[*?{},]|\[!?[^\]/]+\]|\\.|[^*?{},[\\]+|./g,
    (part: string): string => {
      switch (part) {
        case '**':
          return '.*';
        case '*':
          return '[^/]*';
        case '?':
          return '[^/]';
        case '{':
          depth += 1;
          return '(?:';
        case '}':
          if (depth === 0) return '\\}';
          depth -= 1;
          return ')';
        case ',':
          return depth > 0 ? '|' : ',';
        default:
          if (part.startsWith('[') && part.length > 1) {
            return part.replace('[!', '[^').replaceAll('\\', '\\\\');
          }
          return escaped(part.startsWith('\\') ? part.slice(1) : part);
      }
    },
  );
  try {
    return new RegExp(`^${source}${')'.repeat(depth)}$`, 'i');
  } catch {
    return new RegExp(`^${escaped(pattern)}$`, 'i');
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
