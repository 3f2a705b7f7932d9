/** Languages that are written from right to left, unless their tag names another script. */
const rightToLeft = new Set([
  'ar',
  'he',
  'fa',
  'ur',
  'iw',
  'yi',
  'ps',
  'sd',
  'ug',
  'dv',
  'ckb',
  'arc',
]);

/** In which direction a language is written; `auto` where it is not known: by its first letter. */
export function directionOf(lang: string): 'ltr' | 'rtl' | 'auto' {
  const [language = '', ...others] = lang.toLowerCase().split('-');
  if (language === 'und' || language === '') return 'auto';
  const script = others.find((part) => part.length === 4);
  if (script !== undefined) {
    return /^(?:arab|hebr|thaa|syrc|nkoo|adlm|rohg)$/.test(script) ? 'rtl' : 'ltr';
  }
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}
