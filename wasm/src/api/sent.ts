import { PART_ALL, PART_DETAILS } from '../engine/layout.js';
import { checkNames, checkType } from '../marshal/names.js';
import { packOptions } from '../marshal/options.js';
import { highlightSent, namingLanguages } from './highlight.js';
import { named } from './hooked.js';
import type {
  FeedSettings,
  FeedText,
  Mail,
  MailSettings,
  SentPost,
  SentSettings,
  WeChatArticle,
  WeChatSettings,
} from './sent_types.js';
import { sentTexts, transferSent } from './transfer.js';
import type { Post, RenderOptions } from './types.js';

/** What may be asked for, and its settings. */
const NAMES = {
  mail: 'name home url header footer footerText accent addresses mostBytes',
  wechat: 'theme accent addresses namesLanguages',
  feed: 'url addresses',
};

/**
 * Renders one post for its page and for where it is sent, as `settings` name it: all from one parse.
 * What is not named is not made.
 *
 * In mails and articles all addresses are absolute, by `addresses` or against `base`; one that cannot
 * be is a diagnostic, and its text stands alone. Raw HTML that the options would pass is sanitized
 * there.
 *
 * @throws {BroadsheetError} as {@link renderPost} does, and for settings of another form
 */
export function renderSent<Settings extends SentSettings>(
  source: string | Uint8Array,
  options: RenderOptions = {},
  settings: Settings = {} as Settings,
): SentPost<Settings> {
  return rendered(source, options, settings, PART_ALL) as SentPost<Settings>;
}

/**
 * Renders one post as a mail: HTML that mail clients show as it is meant, and plain text.
 *
 * @param options as of {@link renderSent}; `highlight` is not looked at
 * @throws {BroadsheetError} as {@link renderSent} does
 */
export function renderMail(
  source: string | Uint8Array,
  options: RenderOptions = {},
  settings: MailSettings = {},
): Mail {
  return rendered(source, options, { mail: settings }, PART_DETAILS).mail as Mail;
}

/**
 * Renders one post as an article of WeChat's: HTML that its editor keeps when it is pasted as rich
 * text. Links to anywhere but mp.weixin.qq.com become numbered notes at the end.
 *
 * @param options as of {@link renderSent}; of `highlight`'s HTML, spans become colored ones by their
 *   styles or by the classes of highlight.js and Prism, and other elements are left out
 * @throws {BroadsheetError} as {@link renderSent} does
 */
export function renderWechat(
  source: string | Uint8Array,
  options: RenderOptions = {},
  settings: WeChatSettings = {},
): WeChatArticle {
  return rendered(source, options, { wechat: settings }, PART_DETAILS).wechat as WeChatArticle;
}

/**
 * Renders one post as the text of a feed.
 *
 * @param options as of {@link renderSent}
 * @throws {BroadsheetError} as {@link renderSent} does
 */
export function renderFeed(
  source: string | Uint8Array,
  options: RenderOptions = {},
  settings: FeedSettings = {},
): FeedText {
  return rendered(source, options, { feed: settings }, 0).feed;
}

function rendered(
  source: string | Uint8Array,
  options: RenderOptions,
  settings: SentSettings,
  parts: number,
): SentPost<Required<SentSettings>> {
  checkNames(settings, Object.keys(NAMES).join(' '), 'The settings');
  for (const [name, names] of Object.entries(NAMES)) {
    const given = settings[name as keyof SentSettings];
    checkType(name, given, 'object');
    if (given !== undefined) checkNames(given, names, `The settings of '${name}'`);
  }
  const packed = packOptions(options);
  const given = options.highlight ? namingLanguages(settings) : settings;
  const sent = transferSent(source, packed, given, parts, (blocks, instance) => {
    const { primary, text, json } = blocks;
    return unpacked(
      settings,
      instance.decode(primary),
      instance.decode(text),
      instance.decode(json),
    );
  });
  named(sent.post, packed.file);
  if (options.highlight !== undefined) highlightSent(sent, options.highlight);
  return sent;
}

/** @param texts as {@link sentTexts} takes them */
function unpacked(
  { feed }: SentSettings,
  texts: string,
  text: string,
  json: string,
): SentPost<Required<SentSettings>> {
  const { html, mailHtml, mailText, article, feedHtml } = sentTexts(texts);
  const { mail, wechat, ...post } = JSON.parse(json) as Post & {
    mail?: Partial<Mail>;
    wechat?: Partial<WeChatArticle>;
  };
  const { data, diagnostics } = post;
  return {
    post: { ...post, html, text },
    ...(mail && { mail: { ...mail, html: mailHtml, text: mailText, data, diagnostics } }),
    ...(wechat && { wechat: { ...wechat, html: article, data, diagnostics } }),
    ...(feed && { feed: { html: feedHtml, diagnostics } }),
  } as SentPost<Required<SentSettings>>;
}
