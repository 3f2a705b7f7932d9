import { repeat } from './inputs.ts';

/** Where units stand: what is before all, around each, and behind all. */
interface Place {
  name: string;
  before?: string;
  around?: [string, string];
  behind?: string;
}

export const places: Place[] = [
  { name: 'on one line' },
  { name: 'between words', around: [' a ', ' b'] },
  { name: 'on lines', around: ['', '\n'] },
  { name: 'in paragraphs', around: ['', '\n\n'] },
  { name: 'in one item', before: '- a ' },
  { name: 'in one ordered item', before: '1. a' },
  { name: 'in items', around: ['- ', '\n'] },
  { name: 'on lines of an item', before: '- a\n', around: ['  ', '\n'] },
  { name: 'in loose items', around: ['- ', '\n\n'] },
  { name: 'in one quote', before: '> ' },
  { name: 'on lines of a quote', around: ['> ', '\n'] },
  { name: 'in quotes', around: ['> ', '\n\n'] },
  { name: 'in one cell', before: '|a|b|\n|-|-|\n|', behind: '|c|\n' },
  { name: 'in cells', before: '|a|b|\n|-|-|\n', around: ['|', '|c|\n'] },
  { name: 'in one heading', before: '# ' },
  { name: 'in headings', around: ['# ', '\n'] },
  { name: 'in one note', before: 'a[^n]\n\n[^n]: ' },
  { name: 'on lines of a note', before: 'a[^n]\n\n[^n]:\n', around: ['    ', '\n'] },
  { name: 'in notes', around: ['[^n]: ', '\n\n'] },
  { name: 'in the text of one link', before: '[', behind: '](b)' },
  { name: 'in the text of links', around: ['[', '](b) '] },
  { name: 'in the text of dead links', around: ['[', '](a:b) '] },
  { name: 'in one label', before: '![', behind: '](b)' },
  { name: 'in labels', around: ['![', '](b) '] },
  { name: 'in one bold text', before: '**', behind: '**' },
  { name: 'in emphasis', around: ['*', '* '] },
  { name: 'in code', around: ['`', '` '] },
  { name: 'in a block of HTML', before: '<div>\n', behind: '\n</div>' },
  { name: 'in an open table', before: '<table><tr><td>' },
  { name: 'in elements of HTML', around: ['<p>', '</p>'] },
  { name: 'in addresses', around: ['[a](', ') '] },
  { name: 'in definitions', around: ['[n]: ', '\n'] },
];

/** A text of about `bytes` bytes with `units`, one behind the other, again and again. */
export function placed(place: Place, units: string[], bytes: number): string {
  const [left, right] = place.around ?? ['', ''];
  const each = units.map((unit) => left + unit + right).join('');
  return (place.before ?? '') + repeat(each, bytes) + (place.behind ?? '');
}
