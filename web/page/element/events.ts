/** What `newsletter-open` tells: the issue that a reader is about to open. */
export interface NewsletterOpenDetail {
  /** The path of its Markdown file below the archive's `posts/`. */
  issue: string;
  /** The issue's own page, absolute. */
  url: string;
}

/** What `newsletter-change` tells: what is on view now. */
export interface NewsletterChangeDetail {
  /** As the attribute: the path of the issue's Markdown file, or `null` while a list is on view. */
  issue: string | null;
  /** As the attribute: the list's filter as a query string, or `null`. */
  filter: string | null;
  /** What is on view, in words: the issue's title, or the list's. */
  title: string;
}

/** What `newsletter-error` tells. */
export interface NewsletterErrorDetail {
  /** What went wrong and with which address. */
  message: string;
}

/** The events by name, with what each tells. */
interface Details {
  'newsletter-ready': NewsletterChangeDetail;
  'newsletter-open': NewsletterOpenDetail;
  'newsletter-change': NewsletterChangeDetail;
  'newsletter-error': NewsletterErrorDetail;
}

declare global {
  interface HTMLElementEventMap {
    'newsletter-ready': CustomEvent<NewsletterChangeDetail>;
    'newsletter-open': CustomEvent<NewsletterOpenDetail>;
    'newsletter-change': CustomEvent<NewsletterChangeDetail>;
    'newsletter-error': CustomEvent<NewsletterErrorDetail>;
  }
}

/** Tells the page; false if it prevented what was to come, which only `newsletter-open` allows. */
export function tell<Name extends keyof Details>(
  element: HTMLElement,
  name: Name,
  detail: Details[Name],
): boolean {
  const cancelable = name === 'newsletter-open';
  return element.dispatchEvent(
    new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }),
  );
}
