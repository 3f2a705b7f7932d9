// Runs before anything is painted, so that what the reader has chosen does not flash as something
// else first. Stands in the page itself; the content security policy knows it by its hash.
try {
  const theme = localStorage.getItem('broadsheet-theme');
  const view = localStorage.getItem('broadsheet-view');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (view === 'cards') document.documentElement.dataset.view = view;
} catch {
  // Storage is refused: the defaults it is.
}
if (
  'shell' in document.documentElement.dataset ||
  (document.documentElement.dataset.search || '') !== location.search
) {
  document.documentElement.dataset.pending = '';
}
