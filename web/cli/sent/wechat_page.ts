import type { WeChatArticle } from 'broadsheet';
import { escapeHtml } from '../../page/site/escape-html.js';

/**
 * A page with an article as WeChat shows it, and a button that copies it as rich text. Nothing but
 * the article is copied, with title and digest beside it, which the editor has fields for.
 *
 * @param nonce of its script, where a policy asks for one
 */
export function wechatPage(
  { title, author, digest, html, pictures }: WeChatArticle,
  nonce?: string,
): string {
  const fields = [
    ['标题', title],
    ['作者', author],
    ['摘要', digest],
  ].filter(([, text]) => text !== '');
  return `<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>
body { margin: 0; background: #ededed; font-family: -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
main { max-width: 677px; margin: 0 auto; padding: 24px 20px; background: #fff; }
header { position: sticky; top: 0; padding: 12px 20px; background: #fff; border-bottom: 1px solid #ddd; }
header > * { max-width: 677px; margin: 0 auto 8px; font-size: 14px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; } dt { color: #888; } dd { margin: 0; }
button { padding: 8px 16px; font: inherit; }
</style>
</head>
<body>
<header>
<dl>${fields.map(([name = '', text = '']) => `<dt>${name}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl>
<p><button type="button" id="copy">复制正文</button> <output for="copy" id="said"></output></p>
${pictures.length === 0 ? '' : `<details><summary>外链图片 ${pictures.length}</summary><ol>${pictures.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ol></details>`}
</header>
<main id="article">
${html}</main>
<script${nonce === undefined ? '' : ` nonce="${nonce}"`}>
document.getElementById('copy').addEventListener('click', () => {
  // A selection works on pages that were opened as files, too, where the clipboard is out of reach.
  const range = document.createRange();
  range.selectNodeContents(document.getElementById('article'));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  const isCopied = document.execCommand('copy');
  if (isCopied) selection.removeAllRanges();
  document.getElementById('said').textContent = isCopied ? '已复制' : '请按 Ctrl+C';
});
</script>
</body>
</html>
`;
}
