/*
 * Which pages browsers may fetch ahead (Speculation Rules). The texts are the same for all archives: the
 * content security policy knows them by their hashes, which the build of the page takes of them.
 */

/** Links that are known to lead to issues: the rows of lists, an issue's neighbours and relatives. */
export const issueLinks = '.issue-link, .neighbours a, .related a';

/** Where the issues of most archives lie, below whatever else. */
const issueFolders = ['issues', 'posts', 'post', 'blog'];

export const speculationRules = {
  /** By the links that lead to issues. */
  byLink: /* @__PURE__ */ rulesFor({ selector_matches: issueLinks }),
  /**
   * By the addresses of issues. With a selector, browsers look at the style of every link anew whenever
   * the list or its address changes: 12 ms with 350 rows, and 1 ms so.
   */
  byAddress: /* @__PURE__ */ rulesFor({
    href_matches: issueFolders.map((folder) => `{/*}?/${folder}/*`),
  }),
} as const;

/** Whether the addresses of issues are told by the folder they lie in. */
export function areInIssueFolders(paths: Iterable<string>): boolean {
  for (const path of paths) {
    const folders = path.split('/').slice(0, -1);
    if (!folders.some((folder) => issueFolders.includes(folder))) return false;
  }
  return true;
}

function rulesFor(where: object): string {
  return JSON.stringify({ prefetch: [{ where, eagerness: 'moderate' }] });
}
