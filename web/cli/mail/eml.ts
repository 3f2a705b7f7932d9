import type { Mail } from 'broadsheet';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { MailConfiguration } from '../site/mail_configuration.js';

/** What a message is made of. */
export interface Message {
  mail: Mail;
  settings: MailConfiguration;
  /** The archive's name, where the settings name no sender. */
  name: string;
  /** The page: the message is known by it. */
  page?: string | undefined;
  /** In milliseconds; without it, the message has no date, and mail programs give it theirs. */
  date?: number | undefined;
  /** Where a copy goes. */
  to?: string;
}

/** Where the owner has said nothing: who sends the message must, and sees it. */
const placeholder = {
  from: 'sender@example.invalid',
  to: 'list@example.invalid',
  unsubscribe: 'https://example.invalid/put-the-unsubscribe-address-here',
};

/** What of a message its sender still has to say, as the names of settings. */
export function missingSettings({ from, unsubscribe }: MailConfiguration): string[] {
  return [
    ...(from === undefined ? ['from'] : []),
    ...(unsubscribe === undefined ? ['unsubscribe'] : []),
  ];
}

/** The fields of a message, for nodemailer. */
export function fieldsOf({ mail, settings, name, page, date, to }: Message) {
  const { from, replyTo, unsubscribe = placeholder.unsubscribe } = settings;
  return {
    from: from ?? { name, address: placeholder.from },
    to: to ?? placeholder.to,
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: mail.subject || name,
    text: mail.text,
    html: mail.html,
    encoding: 'utf-8',
    textEncoding: 'quoted-printable' as const,
    ...(date === undefined ? {} : { date: new Date(date) }),
    messageId: messageIdOf(page ?? `${name} ${mail.subject}`),
    headers: {
      // RFC 8058: one click, without a page to be asked on.
      'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      // Mail programs open it as a draft of one's own.
      'X-Unsent': '1',
    },
    // No clock and no dice: the same issue makes the same file.
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: 'broadsheet',
    newline: 'windows',
  };
}

/** The message as a file. */
export async function emlOf(message: Message): Promise<Buffer> {
  const fields = fieldsOf(message);
  const node = new MailComposer(fields).compile();
  // A date that nobody knows is none.
  if (message.date === undefined) node.setHeader('date', new Date(0).toUTCString());
  return node.build();
}

/** The same for the same issue, so that a second sending is known for what it is. */
function messageIdOf(what: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(what)) {
    // FNV-1a, 64 bits.
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `<${hash.toString(16)}@broadsheet.invalid>`;
}
