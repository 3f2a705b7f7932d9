/** What begins and ends a style (ECMA-48, 8.3.117). */
const styles = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Functions that colour text, or leave it alone. */
export type Colours = Readonly<Record<keyof typeof styles, (text: string) => string>>;

/** Colours for one stream: only on a terminal, never with `NO_COLOR` or on a dumb terminal. */
export function coloursFor(stream: { isTTY?: boolean }): Colours {
  const wanted = stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const entries = Object.entries(styles).map(([name, [begin, end]]) => [
    name,
    (text: string) => (wanted ? `\u001B[${begin}m${text}\u001B[${end}m` : text),
  ]);
  return Object.fromEntries(entries) as Colours;
}

/** Whether someone watches a stream: what was written there can be replaced. */
export function isInteractive(stream: { isTTY?: boolean }): boolean {
  return stream.isTTY === true && process.env.TERM !== 'dumb' && !process.env.CI;
}

/**
 * Makes text by strangers (file names, parts of posts) safe to print: control characters would
 * otherwise steer the terminal or break the one-line-each form of the output.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** `1 post`, `2 posts`, `1,569 posts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Quotes a path for use in a shell when it needs it, so that suggested commands can be copied. */
export function shellWord(word: string): string {
  return /^[\w./~@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** How the user called this command, so that suggested commands can be copied. */
export const commandName = process.env.npm_command === 'exec' ? 'npx broadsheet' : 'broadsheet';

/** A command to suggest: `broadsheet serve 'my letters'`. */
export function suggested(command: string, place: string): string {
  return `${commandName} ${command} ${shellWord(place)}`;
}

/** Writes one line for people. Standard output is kept for what programs read. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
