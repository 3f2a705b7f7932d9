let marks: typeof import('./marks.js') | undefined;

/** Marks what a search has found in an issue. Only those who search load what does it. */
export function markFound(main: ParentNode): void {
  marks?.markFound(main);
  if (marks !== undefined || !/[?&]q=/.test(location.search)) return;
  if (main.querySelector('.article') === null) return;
  import('./marks.js').then(
    (loaded) => {
      marks = loaded;
      loaded.markFound(main);
    },
    // The issue is read without marks.
    () => {},
  );
}
