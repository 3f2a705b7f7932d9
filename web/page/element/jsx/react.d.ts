import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { NewsletterArchiveAttributes, NewsletterArchiveListeners } from './attributes.js';
import type { NewsletterArchive } from './newsletter-archive.js';

export * from './newsletter-archive.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'newsletter-archive': DetailedHTMLProps<
        HTMLAttributes<NewsletterArchive>,
        NewsletterArchive
      > &
        NewsletterArchiveAttributes &
        NewsletterArchiveListeners;
    }
  }
}
