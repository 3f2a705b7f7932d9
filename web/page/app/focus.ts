/** Calls `listener` once `wait` milliseconds, or as many as a call says, have passed without a further call. */
export function debounce(wait: number, listener: () => void): (wait?: number) => void {
  let timer = 0;
  return (own = wait) => {
    clearTimeout(timer);
    timer = setTimeout(listener, own);
  };
}

/** What a view stands in: the document, or the tree of an element. */
export type Tree = Node & ParentNode & DocumentOrShadowRoot;

/**
 * Redraws with `draw` and gives the focus back to the element with the same `data-key`, should the
 * focused one have been replaced or moved; to `fallback` when it is gone.
 */
export function keepFocus(
  draw: () => void,
  fallback?: () => HTMLElement | null,
  tree: Tree = document,
): void {
  const key = focusKey(tree);
  draw();
  if (key === undefined || focusKey(tree) === key || focusByKey(key, tree)) return;
  fallback?.()?.focus({ preventScroll: true });
}

/** The `data-key` of the focused element. */
export function focusKey(tree: Tree = document): string | undefined {
  const active = tree.activeElement;
  return active instanceof HTMLElement ? active.dataset.key : undefined;
}

/** Focuses the element with this `data-key`, if there is one, without scrolling. */
export function focusByKey(key: string, tree: Tree = document): boolean {
  const element = tree.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  element?.focus({ preventScroll: true });
  return element !== null;
}
