/** Chooses a form by the language's rules for plurals and puts the number, written its way, for `#`. */
export function plurals(
  locale: string,
): (count: number, forms: { one?: string; other: string }) => string {
  let rules: Intl.PluralRules | undefined;
  let numbers: Intl.NumberFormat | undefined;
  return (count, { one, other }) => {
    rules ??= new Intl.PluralRules(locale);
    numbers ??= new Intl.NumberFormat(locale);
    const form = rules.select(count) === 'one' ? (one ?? other) : other;
    return form.replace('#', numbers.format(count));
  };
}
