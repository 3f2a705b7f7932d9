/** A family of hostile texts: one for every size. */
export interface Family {
  name: string;
  /** Makes a text of about `bytes` bytes of UTF-8. */
  make(bytes: number): string;
}

/** `unit` again and again, up to `bytes` bytes of UTF-8. */
export function repeat(unit: string, bytes: number): string {
  return unit.repeat(Math.max(1, Math.floor(bytes / Buffer.byteLength(unit))));
}

/** Texts one behind the other, each repeated to its share of the size; a share of 0 stands once. */
export function parts(name: string, ...shares: [unit: string, share: number][]): Family {
  return {
    name,
    make: (bytes) =>
      shares.map(([unit, share]) => (share === 0 ? unit : repeat(unit, bytes * share))).join(''),
  };
}

/** `unit(0) unit(1) unit(2) …`, as many as fit. */
export function series(name: string, unit: (index: number) => string): Family {
  return {
    name,
    make: (bytes) => {
      const units: string[] = [];
      for (let index = 0, size = 0; ; index++) {
        const next = unit(index);
        size += Buffer.byteLength(next);
        if (size > bytes && index > 0) return units.join('');
        units.push(next);
      }
    },
  };
}
