/**
 * The link that a click means to follow in the page; undefined for clicks that are the browser's or
 * somebody else's: with keys held, on links that open elsewhere, download, or ask to be left alone.
 */
export function clickedLink(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  // What is clicked may lie in a shadow tree, and be told to its host only as the host.
  const [target] = event.composedPath();
  const link = target instanceof Element ? target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.hasAttribute('download')) {
    return undefined;
  }
  return link.dataset.native === undefined ? link : undefined;
}
