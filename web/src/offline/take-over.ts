/** What a page that was just loaded says to the worker that waits. */
export const takeOver = 'take-over';

/** What a worker that has taken over says to the pages of the build before. */
export const renewed = 'renewed';
