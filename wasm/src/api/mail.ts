import { acquire } from '../engine/engine.js';
import { PART_ALL } from '../engine/layout.js';
import { compact, roomFor } from '../engine/memory.js';
import { transact } from '../marshal/marshal.js';
import { checkNames } from '../marshal/names.js';
import { packOptions, roomForOptions, writeOptions } from '../marshal/options.js';
import type { Mail, MailSettings } from './mail_types.js';
import { checkedSource } from './source.js';
import type { RenderOptions } from './types.js';

const NAMES = 'name home url header footer footerText accent addresses mostBytes';

/**
 * Renders one post as a mail: HTML that mail clients show as it is meant, and plain text.
 *
 * All addresses in it are absolute, by `addresses` or against `base`; one that cannot be is a
 * diagnostic, and its text stands alone. Raw HTML that the options would pass is sanitized.
 *
 * @param options `highlight` is not looked at: mail clients keep no classes
 * @throws {BroadsheetError} as {@link renderPost} does, and for settings of another form
 */
export function renderMail(
  source: string | Uint8Array,
  options: RenderOptions = {},
  settings: MailSettings = {},
): Mail {
  checkNames(settings, NAMES, 'The settings of the mail');
  const packed = packOptions(options);
  const input = compact(checkedSource(source));
  const given = compact(JSON.stringify(settings));
  const instance = acquire();
  return transact(
    instance,
    roomForOptions(packed) + roomFor(input) + roomFor(given),
    (buffer) => {
      const inputAt = writeOptions(instance.memory, buffer, packed, PART_ALL);
      const inputSize = instance.memory.write(inputAt, input);
      const givenAt = inputAt + inputSize;
      const givenSize = instance.memory.write(givenAt, given);
      return instance.invoke(
        'broadsheet_render_mail',
        inputAt,
        inputSize,
        buffer,
        givenAt,
        givenSize,
      );
    },
    ({ primary, text, json }) => {
      const mail = JSON.parse(instance.decode(json)) as Mail;
      mail.html = instance.decode(primary);
      mail.text = instance.decode(text);
      if (packed.file !== '') {
        for (const diagnostic of mail.diagnostics) diagnostic.file ??= packed.file;
      }
      return mail;
    },
  );
}
