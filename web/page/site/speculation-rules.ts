/**
 * Which pages browsers may fetch ahead (Speculation Rules). The same text for all pages: the content
 * security policy knows it by its hash, which the build of the page takes of it.
 */
export const speculationRules = JSON.stringify({
  prefetch: [
    {
      where: { selector_matches: '.issue-link, .neighbours a, .related a' },
      eagerness: 'moderate',
    },
  ],
});
