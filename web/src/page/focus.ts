/** Calls `listener` once `wait` milliseconds have passed without a further call. */
export function debounce(wait: number, listener: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(listener, wait);
  };
}

/**
 * Redraws with `draw` and gives the focus back to the element with the same `data-key`, should the
 * focused one have been replaced or moved; to `fallback` when it is gone.
 */
export function keepFocus(draw: () => void, fallback?: () => HTMLElement | null): void {
  const key = focusKey();
  draw();
  if (key === undefined || focusKey() === key || focusByKey(key)) return;
  fallback?.()?.focus({ preventScroll: true });
}

/** The `data-key` of the focused element. */
export function focusKey(): string | undefined {
  const active = document.activeElement;
  return active instanceof HTMLElement ? active.dataset.key : undefined;
}

/** Focuses the element with this `data-key`, if there is one, without scrolling. */
export function focusByKey(key: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  element?.focus({ preventScroll: true });
  return element !== null;
}
