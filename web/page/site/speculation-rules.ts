/** Links that are known to lead to issues: the rows of lists, an issue's neighbours and relatives. */
export const issueLinks = '.issue-link, .neighbours a, .related a';

/**
 * Which pages browsers may fetch ahead (Speculation Rules). The same text for all pages: the content
 * security policy knows it by its hash, which the build of the page takes of it.
 */
export const speculationRules = /* @__PURE__ */ JSON.stringify({
  prefetch: [{ where: { selector_matches: issueLinks }, eagerness: 'moderate' }],
});
