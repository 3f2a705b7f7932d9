import { createTransport } from 'nodemailer';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { type Message, fieldsOf } from './eml.js';

/** The variable that holds the password of the server, which no process list shows. */
export const passwordVariable = 'BROADSHEET_SMTP_PASSWORD';

/** How long a server may say nothing, in milliseconds. */
const patience = 20_000;

/**
 * Sends one copy to oneself.
 *
 * @param server `smtp://user@mail.example.org:587`, or `smtps:` for TLS from the first byte on
 * @throws {Failure} when the server does not take it, with what it said
 */
export async function sendTestCopy(
  server: string,
  message: Message & { to: string },
): Promise<void> {
  const url = serverOf(server);
  const isSecure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  const password = process.env[passwordVariable];
  if (user !== '' && password === undefined) {
    throw new Failure(`there is no password for ${printable(user)}`, {
      status: exitStatus.usage,
      hint: `Put it into the environment: ${passwordVariable}.`,
    });
  }
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    // A password is never said in the clear, but to this machine itself.
    requireTLS: !isSecure && user !== '' && !isThisMachine(url.hostname),
    ...(user === '' ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  try {
    await transport.sendMail(fieldsOf(message));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(`${printable(url.host)} has not taken the mail: ${printable(said)}`, {
      status: exitStatus.unusable,
      hint: 'Check address, user and password; the files have been written.',
      cause,
    });
  } finally {
    transport.close();
  }
}

function isThisMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}

function serverOf(server: string): URL {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new Failure(`${printable(server)} is no address of a mail server`, {
      status: exitStatus.usage,
      hint: 'Write it as smtp://user@mail.example.org:587.',
    });
  }
  if (url.password !== '') {
    throw new Failure('a password does not belong on the command line, where others can read it', {
      status: exitStatus.usage,
      hint: `Put it into the environment: ${passwordVariable}.`,
    });
  }
  return url;
}
