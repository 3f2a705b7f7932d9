import type { Diagnostic } from 'broadsheet';
import { LineStarts, type TracedText } from './traced_text.js';

/** What else than its file a post is made of, and the state that each of these was in. */
export type Inputs = Readonly<Record<string, string>>;

/** A post's file with everything that only its folder can tell written into it, once. */
export interface ResolvedSource {
  /** As it is published: the page makes of it what the build makes. */
  text: string;
  /** What is left out of it, at its place in the author's file. */
  diagnostics: Diagnostic[];
  inputs: Inputs;
  /** The same text with the places that it was written at. */
  made: TracedText;
  /** A diagnostic about the text as one about the author's file. */
  traced(diagnostic: Diagnostic): Diagnostic;
}

/** What is published of a source, and where each of it was written. */
export function tracedSource(
  source: string,
  made: TracedText,
): Pick<ResolvedSource, 'text' | 'made' | 'traced'> {
  const { text } = made;
  let lines: { resolved: LineStarts; written: LineStarts } | undefined;
  const traced: ResolvedSource['traced'] = (diagnostic) => {
    lines ??= { resolved: new LineStarts(text), written: new LineStarts(source) };
    const { file, offset } = made.originOf(lines.resolved.offsetOf(diagnostic));
    return {
      ...diagnostic,
      ...lines.written.placeOf(offset),
      ...(file === undefined ? {} : { file }),
    };
  };
  return { text, made, traced };
}
