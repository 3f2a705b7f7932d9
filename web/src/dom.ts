/** What {@link h} accepts as content. Nothing is made of `null`, `undefined` and `false`. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];

type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>
>;

/**
 * Makes an element. Functions become listeners (`onclick`), `true` an empty attribute; `false`,
 * `null` and `undefined` none. Text always becomes text, never HTML.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.appendChild(child);
    else if (child != null && child !== false) parent.appendChild(new Text(String(child)));
  }
}

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
export function keepFocus(draw: () => void, fallback?: HTMLElement): void {
  const key = focusKey();
  draw();
  if (key === undefined || focusKey() === key || focusByKey(key)) return;
  fallback?.focus({ preventScroll: true });
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
