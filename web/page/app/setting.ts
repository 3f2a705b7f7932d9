/** A choice of the reader that lasts beyond the visit, where the browser allows it. */
export interface Setting {
  read(): string | undefined;
  /** `undefined` forgets the choice. */
  write(value: string | undefined): void;
}

/** A choice kept under `key`. Browsers that refuse storage forget it with the page. */
export function setting(key: string): Setting {
  let current: string | undefined;
  return {
    read() {
      try {
        return localStorage.getItem(key) ?? undefined;
      } catch {
        return current;
      }
    },
    write(value) {
      current = value;
      try {
        if (value === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Kept in `current` for as long as the page lives.
      }
    },
  };
}
