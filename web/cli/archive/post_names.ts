/*
 * What can be said of a file by its name alone. Paths are relative to the archive's folder, with
 * `/` between segments on every system.
 */

const markdownName = /\.(?:md|markdown)$/i;

/** Hugo's section pages, `_index.md`, also by language: `_index.zh.md`. */
const sectionPage = /^_index(?:\.[\w-]+)?\.(?:md|markdown)$/i;

/** Papers that lie in the root of a repository and are no posts unless they have front matter. */
const repositoryPaper = new RegExp(
  '^(?:(?:readme|contributing)(?:[._-][a-z]{2,3}(?:[_-][a-z]{2,4})?)?' +
    '|licen[cs]e|copying|notice|changelog|changes|history|code[_-]of[_-]conduct|security|authors' +
    '|contributors|maintainers|governance|support|pull_request_template|issue_template)' +
    '\\.(?:md|markdown)$',
  'i',
);

/** The last segment of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether the file would be a post by its ending. */
export function isMarkdownName(path: string): boolean {
  return markdownName.test(path);
}

/** Whether a segment is not for readers: dotfiles, dot folders, installed packages. */
export function isHiddenSegment(segment: string): boolean {
  return segment.startsWith('.') || segment === 'node_modules';
}

/** Whether any segment of the path is hidden. */
export function isHiddenPath(path: string): boolean {
  return path.split('/').some(isHiddenSegment);
}

/** Whether the file is a page about a section, which lists posts and is none. */
export function isSectionPage(path: string): boolean {
  return sectionPage.test(fileName(path));
}

/** Whether the file lies in the root and is named like a paper about the repository. */
export function isRepositoryPaper(path: string): boolean {
  return repositoryPaper.test(path);
}

/**
 * Whether a text opens with a front matter delimiter. This only decides if a README is meant as a
 * post; what the front matter says is read by the core.
 */
export function opensWithFrontMatter(source: Uint8Array): boolean {
  const opening = new TextDecoder().decode(source.subarray(0, 512));
  return /^\s*(?:---|\+\+\+)[ \t]*\r?$/m.exec(opening)?.index === 0;
}
