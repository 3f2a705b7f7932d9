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
}

/** The names of all of them. */
export const mailSettings = [
  'from',
  'replyTo',
  'header',
  'footer',
  'footerText',
  'unsubscribe',
  'accent',
] as const satisfies readonly (keyof MailConfiguration)[];

/** The first of them that is not as it should be, or that there is not. */
export function wrongMailSetting(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  return Object.entries(value).find(
    ([name, text]) =>
      !mailSettings.includes(name as keyof MailConfiguration) ||
      typeof text !== 'string' ||
      (name === 'accent' && !/^#[0-9a-f]{6}$/i.test(text)) ||
      // A line more would be a header more.
      (/^(?:from|replyTo|unsubscribe)$/.test(name) && /[\r\n]/.test(text)),
  )?.[0];
}
