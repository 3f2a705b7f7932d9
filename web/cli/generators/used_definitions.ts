/*
 * Sites keep the addresses that they often link to in a file that every post takes in. A post is
 * published with those that it uses: the others would be the most of it.
 */
import { SourceText } from '../check/source_text.js';
import type { TracedText } from './traced_text.js';

/** A line that is a definition and nothing else; notes and abbreviations are none. */
const definition = /^ {0,3}\[([^[\]\\^][^[\]\\]*)\]:[ \t]+\S+(?:[ \t]+(?:"[^"]*"|'[^']*'))?[ \t]*$/;

/** What may be the title of the definition above. */
const title = /^[ \t]*["'(]/;

/**
 * The text without the lines of files that it takes in which define a reference that nothing in it
 * makes. One of those that stand together is left, since it parts what is above from what is below.
 */
export function withoutUnused(made: TracedText): TracedText {
  if (!made.takesIn) return made;
  const { text } = made;
  if (!/^ {0,3}\[[^\]\n]+\]:/m.test(text)) return made;
  const runs = runsIn(made, text);
  if (runs.length === 0) return made;
  const used = usedIn(text);
  const unused: [start: number, end: number][] = [];
  for (const run of runs) {
    const kept = run.find(({ label }) => used.has(label)) ?? run[0];
    for (const one of run) {
      if (one !== kept && !used.has(one.label)) unused.push([one.start, one.end]);
    }
  }
  return unused.length === 0 ? made : made.without(unused);
}

interface Definition {
  label: string;
  start: number;
  /** Behind its line feed. */
  end: number;
}

/** The definitions of files that are taken in, by those that stand together at the begin of a block. */
function runsIn(made: TracedText, text: string): Definition[][] {
  // Code and comments are blank there.
  const { prose } = new SourceText(text);
  const runs: Definition[][] = [];
  let run: Definition[] = [];
  let start = 0;
  let isAtBegin = false;
  const close = (): void => {
    if (run.length > 1) runs.push(run);
    run = [];
  };
  for (const line of prose.split(/(?<=\n)/)) {
    const end = start + line.length;
    const written = text.slice(start, end).replace(/\r?\n$/, '');
    const isProse = line.trimStart().startsWith('[');
    const label = isProse ? definition.exec(written)?.[1] : undefined;
    if (label !== undefined && (isAtBegin || run.length > 0) && isTakenIn(made, start, end)) {
      run.push({ label: normalized(label), start, end });
    } else {
      if (title.test(line)) run.pop();
      close();
    }
    isAtBegin = text.slice(start, end).trim() === '' || (isAtBegin && label !== undefined);
    start = end;
  }
  close();
  return runs;
}

function isTakenIn(made: TracedText, start: number, end: number): boolean {
  return (
    made.originOf(start).file !== undefined &&
    made.originOf(Math.max(start, end - 2)).file !== undefined
  );
}

/** What stands in brackets, which may be a reference, without what are definitions. */
function usedIn(text: string): Set<string> {
  const used = new Set<string>();
  for (const { 1: label = '', index, 0: whole } of text.matchAll(/\[((?:[^[\]\\]|\\.)+)\]/gs)) {
    const before = text.slice(text.lastIndexOf('\n', index) + 1, index);
    const isDefinition = /^ {0,3}$/.test(before) && text[index + whole.length] === ':';
    if (!isDefinition) used.add(normalized(label));
  }
  return used;
}

/** As references are compared: without regard to case, and to how many blanks there are. */
function normalized(label: string): string {
  return label
    .replace(/\n[ \t>]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .toUpperCase();
}
