/** How every `sw.js` of an archive begins, */
const beginning = 'self.archiveBuild=';

/** and how that of one build does. */
export function firstLine(build: string): string {
  return `${beginning}${JSON.stringify(build)};`;
}

/** Whether a text is such a script at all: hosts may answer with a page of theirs. */
export function isWorker(text: string): boolean {
  return text.startsWith(beginning);
}
