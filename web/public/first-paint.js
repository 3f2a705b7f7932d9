// Runs before anything is painted, so that a chosen theme does not flash the other one first.
// A file of its own because the content security policy allows no inline scripts.
try {
  const theme = localStorage.getItem('broadsheet-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is refused: the system's theme it is.
}
