/*
 * Colours as owners write them, `#rgb` or `#rrggbb`, and how well one is read on another
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
 */

/** Whether a text is a colour of the two forms. */
export function isColour(text: string): boolean {
  return /^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(text);
}

type Channels = readonly [red: number, green: number, blue: number];

function channelsOf(colour: string): Channels {
  const digits = colour.slice(1);
  const whole = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const at = (start: number) => Number.parseInt(whole.slice(start, start + 2), 16);
  return [at(0), at(2), at(4)];
}

/** So much of the second colour in the first; `share` from 0 to 1. */
export function mixed(colour: string, other: string, share: number): string {
  const [one, two] = [channelsOf(colour), channelsOf(other)];
  const channels = one.map((value, at) => Math.round(value + ((two[at] ?? 0) - value) * share));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The ratio of contrast of two colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour, or what of it and `towards` is first read on `ground` with this contrast. */
export function readable(colour: string, ground: string, towards: string, ratio: number): string {
  for (let share = 0; share < 1; share += 0.05) {
    const found = mixed(colour, towards, share);
    if (contrast(found, ground) >= ratio) return found;
  }
  return towards;
}
