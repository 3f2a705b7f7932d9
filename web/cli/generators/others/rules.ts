/** What is taken of the rules of generators that are not run beside ours in tests, as data. */
export interface OtherRules {
  generator: 'zola' | 'hexo' | 'eleventy' | 'astro';
  /** From the site's folder to that whose posts are read; with a slash at its end, or empty. */
  prefix: string;
  /** From the site's folder to its content, likewise. */
  content: string;
  /** Hexo's pattern for addresses. */
  permalink: string;
  timeZone: string | undefined;
}
