import { type WeChatArticle, renderWechat } from 'broadsheet';
import type { CheckedPost, Rule, Verdict } from '../finding.js';

/** What WeChat's editor takes, in characters or bytes. */
const most = { title: 32, author: 16, digest: 128, characters: 20_000, bytes: 1 << 20 };

/** What WeChat's editor would not take of a post; asked for with `--wechat`. */
export const wechatRules: readonly Rule[] = [
  {
    code: 'wechat-title',
    severity: 'warning',
    find: (checked) => tooLong(checked, 'title', articleOf(checked).title, most.title),
  },
  {
    code: 'wechat-author',
    severity: 'warning',
    find: (checked) => tooLong(checked, 'author', articleOf(checked).author, most.author),
  },
  {
    code: 'wechat-digest',
    severity: 'warning',
    find: (checked) =>
      tooLong(checked, 'description', checked.post.data.description ?? '', most.digest),
  },
  {
    code: 'wechat-length',
    severity: 'warning',
    *find(checked) {
      const { characters } = articleOf(checked);
      if (characters < most.characters) return;
      yield {
        at: start(checked),
        message: `WeChat takes fewer than ${most.characters} characters; the article has ${characters}`,
        hint: 'divide it into several',
      };
    },
  },
  {
    code: 'wechat-size',
    severity: 'warning',
    *find(checked) {
      const bytes = Buffer.byteLength(articleOf(checked).html);
      if (bytes < most.bytes) return;
      yield {
        at: start(checked),
        message: `WeChat takes less than ${most.bytes} bytes of HTML; the article has ${bytes}`,
        hint: 'divide it into several',
      };
    },
  },
  {
    code: 'wechat-picture',
    severity: 'info',
    *find({ source, post }) {
      const seen = new Set<string>();
      for (const { url } of post.images) {
        const at = source.locate(url);
        if (/^(?:https?:)?\/\/[^/]*\.qpic\.cn\//i.test(url) || seen.has(url)) continue;
        seen.add(url);
        yield {
          at,
          message: 'WeChat shows pictures of its own hosts only',
          hint: 'the editor fetches it when the article is pasted, or it is to be uploaded there',
        };
      }
    },
  },
];

function* tooLong(
  { source }: CheckedPost,
  key: string,
  text: string,
  limit: number,
): Iterable<Verdict> {
  const length = [...text].length;
  if (length <= limit) return;
  yield {
    at: source.locateKey(key),
    message: `WeChat takes at most ${limit} characters; this ${key} has ${length}`,
    hint: `${[...text].slice(0, limit).join('')}`,
  };
}

function start(_checked: CheckedPost): Verdict['at'] {
  return { start: 0, end: 1 };
}

/** The rules ask one after the other. */
let last: { checked: CheckedPost; article: WeChatArticle } | undefined;

function articleOf(checked: CheckedPost): WeChatArticle {
  if (last?.checked !== checked) {
    const { source, site, path } = checked;
    const article = renderWechat(source.text, { ...site.rendering, file: path });
    last = { checked, article };
  }
  return last.article;
}
