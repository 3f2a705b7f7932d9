/** What a page that was just loaded says to the worker that waits. */
export const takeOver = 'take-over';

/** What a worker that has taken over says to the pages of the build before. */
export const renewed = 'renewed';

/** What a page asks when it stands, */
export const isCurrent = 'is-current';

/** and what it is answered when the host has another build than the one it came from. */
export const newer = 'newer';

/** What a page says before it loads again to show that. */
export const showNewer = 'show-newer';
