/* The forms in which an issue is sent, by what the owner says of them. */
import {
  type Mail,
  type MailSettings,
  type RenderOptions,
  type WeChatArticle,
  type WeChatSettings,
  renderMail,
  renderWechat,
} from 'broadsheet';
import type { Archive } from '../archive/archive.js';
import type { FarIssue } from './issue.js';

/** An issue as a mail. @param more comes before what the configuration says */
export function mailOf(archive: Archive, issue: FarIssue, more: MailSettings = {}): Mail {
  const { page, home, addresses } = issue;
  const { header, footer, footerText, accent } = archive.site.mail ?? {};
  return renderMail(issue.source, optionsOf(archive, issue), {
    name: archive.title,
    ...(home === undefined ? {} : { home }),
    ...(page === undefined ? {} : { url: page }),
    ...(header === undefined ? {} : { header }),
    ...(footer === undefined ? {} : { footer }),
    ...(footerText === undefined ? {} : { footerText }),
    ...(accent === undefined ? {} : { accent }),
    addresses,
    ...more,
  });
}

/** An issue as an article for WeChat. */
export async function wechatOf(
  archive: Archive,
  issue: FarIssue,
  more: WeChatSettings = {},
): Promise<WeChatArticle> {
  // Grammars are large, and few ask for an article.
  const { colored } = await import('../../page/site/grammars.js');
  const accent = archive.site.mail?.accent;
  return renderWechat(
    issue.source,
    { ...optionsOf(archive, issue), highlight: colored },
    { addresses: issue.addresses, ...(accent === undefined ? {} : { accent }), ...more },
  );
}

function optionsOf({ site }: Archive, { path }: FarIssue): RenderOptions {
  const [lang] = site.languages;
  return { ...site.rendering, file: path, ...(lang === undefined ? {} : { lang }) };
}
