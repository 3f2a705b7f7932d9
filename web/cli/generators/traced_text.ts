/** Where a piece of a post's text comes from. */
export interface Origin {
  /** The file that it was taken from, relative to the site's folder; undefined for the post itself. */
  file: string | undefined;
  /** In the post, in UTF-16 units: of what stands there, or takes the file in. */
  offset: number;
}

interface Piece extends Origin {
  start: number;
  /** It stands there as it does here; else all of it comes from the one place. */
  isCopy: boolean;
}

/** A post's text that knows of each of its characters where in the author's file it comes from. */
export class TracedText {
  readonly #parts: string[] = [];
  readonly #pieces: Piece[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get text(): string {
    return this.#parts.join('');
  }

  /** Appends what stands at a place of the post. */
  copy(text: string, offset: number): void {
    this.#append(text, { file: undefined, offset }, true);
  }

  /** Appends what something at a place stands for. */
  put(text: string, origin: Origin): void {
    this.#append(text, origin, false);
  }

  /** Appends all of another one. */
  append(other: TracedText): void {
    const { text } = other;
    other.#pieces.forEach((piece, index) => {
      const { start, isCopy, ...origin } = piece;
      this.#append(text.slice(start, other.#pieces[index + 1]?.start), origin, isCopy);
    });
  }

  /** The same without some parts: from where to where, in their order. */
  without(parts: Iterable<readonly [start: number, end: number]>): TracedText {
    const rest = new TracedText();
    const { text } = this;
    const cuts = [...parts];
    let next = 0;
    for (const [index, piece] of this.#pieces.entries()) {
      const end = this.#pieces[index + 1]?.start ?? this.#length;
      const keep = (from: number, to: number): void => {
        const offset = piece.isCopy ? piece.offset + from - piece.start : piece.offset;
        rest.#append(text.slice(from, to), { file: piece.file, offset }, piece.isCopy);
      };
      let at = piece.start;
      for (; at < end && next < cuts.length; ) {
        const [from, to] = cuts[next] ?? [end, end];
        if (from >= end) break;
        if (from > at) keep(at, from);
        at = Math.max(at, Math.min(to, end));
        // A cut may go on in the next piece.
        if (to > end) break;
        next += 1;
      }
      if (at < end) keep(at, end);
    }
    return rest;
  }

  /** Whether a part of it comes from another file than the post's. */
  get takesIn(): boolean {
    return this.#pieces.some(({ file }) => file !== undefined);
  }

  /** What was copied of the post: from where to where of this text, and the place in the post. */
  *copies(): Iterable<{ start: number; end: number; offset: number }> {
    for (const [index, { file, isCopy, start, offset }] of this.#pieces.entries()) {
      const end = this.#pieces[index + 1]?.start ?? this.#length;
      if (isCopy && file === undefined) yield { start, end, offset };
    }
  }

  /** The place that a character of the text was written at. */
  originOf(offset: number): Origin {
    let [low, high] = [0, this.#pieces.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#pieces[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    if (piece === undefined) return { file: undefined, offset };
    const { file, start, isCopy } = piece;
    return { file, offset: isCopy ? piece.offset + offset - start : piece.offset };
  }

  #append(text: string, { file, offset }: Origin, isCopy: boolean): void {
    if (text === '') return;
    this.#pieces.push({ start: this.#length, file, offset, isCopy });
    this.#parts.push(text);
    this.#length += text.length;
  }
}

/** A place in a text as people count: both from 1, columns in characters. */
export interface LineAndColumn {
  line: number;
  column: number;
}

/** Lines and columns of a text's offsets. */
export class LineStarts {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  offsetOf({ line, column }: LineAndColumn): number {
    const start = this.#starts[Math.min(line, this.#starts.length) - 1] ?? 0;
    const end = this.#starts[line] ?? this.#text.length;
    return start + [...this.#text.slice(start, end)].slice(0, column - 1).join('').length;
  }

  placeOf(offset: number): LineAndColumn {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low] ?? 0;
    return { line: low + 1, column: [...this.#text.slice(start, offset)].length + 1 };
  }
}
