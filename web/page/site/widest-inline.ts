/** Wider images stand on a line of their own; narrower ones, like badges, in their line. In pixels. */
export const widestInline = 240;
