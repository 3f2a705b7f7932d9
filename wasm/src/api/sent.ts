import type { ReplyBlocks } from '../engine/instance.js';
import type { Instance } from '../engine/instance.js';
import { acquire } from '../engine/engine.js';
import type { FunctionName } from '../engine/exports.js';
import { PART_ALL } from '../engine/layout.js';
import { compact, roomFor } from '../engine/memory.js';
import { transact } from '../marshal/marshal.js';
import { checkNames } from '../marshal/names.js';
import { packOptions, roomForOptions, writeOptions } from '../marshal/options.js';
import type { Mail, MailSettings, WeChatArticle, WeChatSettings } from './sent_types.js';
import { checkedSource } from './source.js';
import type { Diagnostic, RenderOptions } from './types.js';

const MAIL_NAMES = 'name home url header footer footerText accent addresses mostBytes';
const WECHAT_NAMES = 'theme accent addresses';

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
  checkNames(settings, MAIL_NAMES, 'The settings of the mail');
  return sent(
    'broadsheet_render_mail',
    source,
    options,
    settings,
    ({ primary, text, json }, instance) => {
      const mail = JSON.parse(instance.decode(json)) as Mail;
      mail.html = instance.decode(primary);
      mail.text = instance.decode(text);
      return mail;
    },
  );
}

/**
 * Renders one post as an article of WeChat's: HTML that its editor keeps when it is pasted as rich
 * text. Links to anywhere but mp.weixin.qq.com become numbered notes at the end.
 *
 * @param options as of {@link renderMail}
 * @throws {BroadsheetError} as {@link renderMail} does
 */
export function renderWechat(
  source: string | Uint8Array,
  options: RenderOptions = {},
  settings: WeChatSettings = {},
): WeChatArticle {
  checkNames(settings, WECHAT_NAMES, 'The settings of the article');
  return sent(
    'broadsheet_render_wechat',
    source,
    options,
    settings,
    ({ primary, json }, instance) => {
      const article = JSON.parse(instance.decode(json)) as WeChatArticle;
      article.html = instance.decode(primary);
      return article;
    },
  );
}

function sent<Result extends { diagnostics: Diagnostic[] }>(
  name: FunctionName,
  source: string | Uint8Array,
  options: RenderOptions,
  settings: object,
  receive: (blocks: ReplyBlocks, instance: Instance) => Result,
): Result {
  const packed = packOptions(options);
  const input = compact(checkedSource(source));
  const given = compact(JSON.stringify(settings));
  const instance = acquire();
  const result = transact(
    instance,
    roomForOptions(packed) + roomFor(input) + roomFor(given),
    (buffer) => {
      const inputAt = writeOptions(instance.memory, buffer, packed, PART_ALL);
      const inputSize = instance.memory.write(inputAt, input);
      const givenAt = inputAt + inputSize;
      const givenSize = instance.memory.write(givenAt, given);
      return instance.invoke(name, inputAt, inputSize, buffer, givenAt, givenSize);
    },
    (blocks) => receive(blocks, instance),
  );
  if (packed.file !== '') {
    for (const diagnostic of result.diagnostics) diagnostic.file ??= packed.file;
  }
  return result;
}
