import type { HTMLAttributes } from 'preact';
import type { NewsletterArchiveAttributes, NewsletterArchiveListeners } from './attributes.js';
import type { NewsletterArchive } from './newsletter-archive.js';

export * from './newsletter-archive.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'newsletter-archive': HTMLAttributes<NewsletterArchive> &
        NewsletterArchiveAttributes &
        NewsletterArchiveListeners;
    }
  }
}
