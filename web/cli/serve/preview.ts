import { randomBytes } from 'node:crypto';
import type { WeChatArticle } from 'broadsheet';
import { escapeHtml } from '../../page/site/escape-html.js';
import type { Archive } from '../archive/archive.js';
import { mailOf, wechatOf } from '../sent/forms.js';
import { type FarIssue, FarIssues } from '../sent/issue.js';
import { shownMail } from '../sent/shown_mail.js';
import { wechatPage } from '../sent/wechat_page.js';
import type { PrerenderModule } from '../site/prerender.js';

/** What a preview is sent as. */
export interface PreviewAnswer {
  content: string;
  contentType: string;
  /** What the browser may do with it: it is made of texts that anybody may have written. */
  policy: string;
}

const html = 'text/html; charset=utf-8';
/**
 * A mail: its styles and pictures, and no scripts whatever it holds. Of the same origin, for the
 * server gives its pictures to no other.
 */
const sentPolicy =
  "sandbox allow-same-origin; default-src 'none'; img-src * data:; style-src 'unsafe-inline'";

/** An issue as it will be read elsewhere, for those who write it. */
export class Previews {
  readonly #archive: Archive;
  readonly #prerender: PrerenderModule;

  constructor(archive: Archive, prerender: PrerenderModule) {
    this.#archive = archive;
    this.#prerender = prerender;
  }

  /**
   * What is at an address below `preview/`; undefined for none.
   *
   * @param form what stands behind `preview/`
   * @param search with the issue: its path in the archive
   * @param origin where the archive is served, with a slash at its end
   */
  async answer(form: string, search: string, origin: string): Promise<PreviewAnswer | undefined> {
    const path = new URLSearchParams(search).get('issue');
    if (path === null || !this.#archive.lists(path)) return undefined;
    const [archive, issue] = [this.#archive, await this.#issue(path, origin)];
    switch (form) {
      case '':
        return this.#tabs(path, issue.page ?? origin);
      case 'mail.html':
        return { content: mailOf(archive, issue).html, contentType: html, policy: sentPolicy };
      case 'mail.txt':
        return {
          content: mailOf(archive, issue).text,
          contentType: 'text/plain; charset=utf-8',
          policy: sentPolicy,
        };
      case 'wechat.html':
        return this.#wechat(await wechatOf(archive, issue));
      default:
        return undefined;
    }
  }

  /**
   * The mail of an issue as readers see it in a built archive.
   *
   * @param path of its file
   */
  async mail(path: string, origin: string): Promise<PreviewAnswer> {
    const content = shownMail(this.#archive, await this.#issue(path, origin));
    return { content, contentType: html, policy: sentPolicy };
  }

  #wechat(article: WeChatArticle): PreviewAnswer {
    const nonce = randomBytes(18).toString('base64');
    return {
      content: wechatPage(article, nonce),
      contentType: html,
      policy: `default-src 'none'; img-src * data:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`,
    };
  }

  /** As published at the server's own address: its pictures are there, whatever is on the web. */
  async #issue(path: string, origin: string): Promise<FarIssue> {
    const issues = new FarIssues(this.#archive, this.#prerender, origin);
    try {
      const issue = await issues.of(path);
      if (issue === undefined) throw new Error(`'${path}' is listed and has no page`);
      return issue;
    } finally {
      issues.dispose();
    }
  }

  /** All forms beside each other, each a page of its own. */
  #tabs(path: string, page: string): PreviewAnswer {
    const query = `?issue=${encodeURIComponent(path)}`;
    const forms = [
      ['page', '网页 / Page', page, '100%'],
      ['mail', '邮件 / Mail', `mail.html${query}`, '100%'],
      ['mail-600', '600 px', `mail.html${query}`, '600px'],
      ['mail-375', '375 px', `mail.html${query}`, '375px'],
      ['text', '纯文本 / Text', `mail.txt${query}`, '100%'],
      ['wechat', '微信 / WeChat', `wechat.html${query}`, '100%'],
    ] as const;
    const tabs = forms.map(
      ([name, label], at) =>
        `<input type="radio" name="form" id="${name}"${at === 0 ? ' checked' : ''}><label for="${name}">${label}</label>`,
    );
    const frames = forms.map(
      ([name, label, address, width]) =>
        `<iframe class="${name}" title="${label}" src="${escapeHtml(address)}" style="width:${width}" loading="lazy"></iframe>`,
    );
    const shown = forms.map(([name]) => `#${name}:checked ~ .${name}`).join(',');
    return {
      content: `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(path)}</title>
<style>
body { margin: 0; height: 100vh; display: flex; flex-wrap: wrap; align-content: flex-start; background: #ddd; font: 15px/1.4 sans-serif; }
label { padding: 8px 12px; cursor: pointer; } input { position: absolute; opacity: 0; }
input:checked + label { background: #fff; font-weight: bold; } input:focus-visible + label { outline: 2px solid; }
iframe { display: none; height: calc(100vh - 40px); margin: 0 auto; border: 0; background: #fff; }
${shown} { display: block; }
</style>
</head>
<body>
${[...tabs, ...frames].join('\n')}
</body>
</html>
`,
      contentType: html,
      policy: "default-src 'none'; frame-src 'self'; style-src 'unsafe-inline'",
    };
  }
}
