import type { NewsletterArchiveAttributes } from './attributes.js';
import type {
  NewsletterArchive,
  NewsletterChangeDetail,
  NewsletterErrorDetail,
  NewsletterOpenDetail,
} from './newsletter-archive.js';

export * from './newsletter-archive.js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'newsletter-archive': HTMLAttributes<NewsletterArchive> &
        NewsletterArchiveAttributes & {
          'on:newsletter-ready'?: (event: CustomEvent<NewsletterChangeDetail>) => void;
          'on:newsletter-open'?: (event: CustomEvent<NewsletterOpenDetail>) => void;
          'on:newsletter-change'?: (event: CustomEvent<NewsletterChangeDetail>) => void;
          'on:newsletter-error'?: (event: CustomEvent<NewsletterErrorDetail>) => void;
        };
    }
  }
}
