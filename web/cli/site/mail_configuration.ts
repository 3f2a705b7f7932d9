import { isMap } from '../generators/values.js';

/** What an owner says about the mails of an archive: `mail` in the configuration. */
export interface MailConfiguration {
  /** Who sends them: `The Weekly Letter <letters@example.org>`. */
  from?: string;
  /** Where answers go. */
  replyTo?: string;
  /** HTML above the title, in place of the archive's name. */
  header?: string;
  /** HTML at the end: who sends it, and how to unsubscribe. */
  footer?: string;
  /** The same for the plain text. */
  footerText?: string;
  /** The address to unsubscribe at, or the merge tag of whoever sends it. */
  unsubscribe?: string;
  /** The color of links and buttons. */
  accent?: string;
  /** Whether readers may see an issue as it was sent. */
  view?: boolean;
}

const texts = [
  'from',
  'replyTo',
  'header',
  'footer',
  'footerText',
  'unsubscribe',
  'accent',
] as const satisfies readonly (keyof MailConfiguration)[];

export const mailExample = "{ from: 'The Weekly Letter <letters@example.org>', accent: '#0057b8' }";

/** What is wrong with what is said; undefined where nothing is. */
export function wrongWithMail(said: unknown): string | undefined {
  if (!isMap(said)) return `expected ${mailExample}`;
  const names: readonly string[] = [...texts, 'view'];
  const other = Object.keys(said).find((name) => !names.includes(name));
  if (other !== undefined) return `there is no ${other}; expected ${names.join(', ')}`;
  for (const name of texts) {
    const value = said[name];
    if (value === undefined) continue;
    if (typeof value !== 'string') return `${name} is a text`;
    // A line more would be a header more.
    if (/^(?:from|replyTo|unsubscribe)$/.test(name) && /[\r\n]/.test(value))
      return `${name} is one line`;
  }
  const { accent, view } = said;
  if (accent !== undefined && !/^#[0-9a-f]{6}$/i.test(String(accent)))
    return "accent is a color such as '#0057b8'";
  return view === undefined || typeof view === 'boolean' ? undefined : 'view is true or false';
}
