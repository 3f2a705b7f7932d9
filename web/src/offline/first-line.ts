/** How `sw.js` begins: it tells of which build it is. */
export function firstLine(build: string): string {
  return `self.archiveBuild=${JSON.stringify(build)};`;
}
