import type {
  NewsletterChangeDetail,
  NewsletterErrorDetail,
  NewsletterOpenDetail,
} from './newsletter-archive.js';

/** The attributes of `<newsletter-archive>` besides those that all elements have. */
export interface NewsletterArchiveAttributes {
  /** The address of the archive's manifest. */
  src: string;
  /** The path of an issue's Markdown file below the archive's `posts/`. */
  issue?: string | undefined;
  /** As a query string: `tag=spring&year=2024`. */
  filter?: string | undefined;
  view?: 'cards' | undefined;
  address?: 'none' | undefined;
}

/** Listeners as React and Preact take them of elements that they do not know. */
export interface NewsletterArchiveListeners {
  'onnewsletter-ready'?: ((event: CustomEvent<NewsletterChangeDetail>) => void) | undefined;
  'onnewsletter-open'?: ((event: CustomEvent<NewsletterOpenDetail>) => void) | undefined;
  'onnewsletter-change'?: ((event: CustomEvent<NewsletterChangeDetail>) => void) | undefined;
  'onnewsletter-error'?: ((event: CustomEvent<NewsletterErrorDetail>) => void) | undefined;
}
