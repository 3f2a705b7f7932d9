/**
 * Stands in the page for offline readers where others say how far up the archive lies: it is shown
 * at any depth, and where the archive will lie is not known when it is made.
 */
export const rootMark = '/~archive-root~/';
