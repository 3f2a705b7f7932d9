/** The words a reader sees, by markdown-it: in the page (labels of images too) and as plain text. */
import MarkdownIt, { type Token } from 'markdown-it';

/** `html`: raw HTML is shown as it is written; `text`: its tags are left out. */
export type View = 'html' | 'text';

// Raw HTML must be known as such, for it ends paragraphs and holds no Markdown.
const markdownIt = new MarkdownIt({ html: true });

/** A Markdown body as markdown-it reads it, once Jekyll's code and addresses are Markdown's. */
export function parseBody(body: string): Token[] {
  const markdown = body
    .replace(/^\{% highlight (\w+) %\}[ \t]*$/gm, '\n```$1')
    .replace(/^\{% endhighlight %\}[ \t]*$/gm, '```\n')
    .replace(/\]\(\{\{.*?\}\}\)/g, '](x)');
  return markdownIt.parse(markdown, {});
}

/** Liquid's tags, which stand in the page as they are written and are no text of the post. */
export const liquidTags = /\{%.*?%\}/gs;

/** The words of a parsed body. */
export function visibleWords(tokens: Token[], view: View): string[] {
  const blocks = tokens.map((token) => {
    switch (token.type) {
      case 'inline':
        return withoutTags(inlineText(token.children ?? [], view), view);
      case 'fence':
      case 'code_block':
        return token.content;
      case 'html_block':
        return rawHtml(token.content, view);
      default:
        return '';
    }
  });
  return wordsOf(blocks.join('\n'));
}

function withoutTags(text: string, view: View): string {
  return view === 'text' ? text.replace(liquidTags, ' ') : text;
}

function inlineText(tokens: Token[], view: View): string {
  return tokens
    .map((token) => {
      switch (token.type) {
        case 'text':
        case 'text_special':
        case 'code_inline':
          return token.content;
        case 'softbreak':
        case 'hardbreak':
          return '\n';
        case 'html_inline':
          return rawHtml(token.content, view);
        case 'image':
          return view === 'html' ? ` ${inlineText(token.children ?? [], view)} ` : '';
        default:
          return '';
      }
    })
    .join('');
}

/** Comments are not for readers. */
function rawHtml(html: string, view: View): string {
  const shown = html.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  if (view === 'html') return shown;
  const isLineBreak = /^<br\b/i.test(shown);
  return isLineBreak ? '\n' : decodeReferences(shown.replace(/<[^>]*>/g, ''));
}

/** The words of rendered HTML; labels of images are words, other attributes are not. */
export function wordsOfHtml(html: string): string[] {
  const labelled = html.replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, ' $1 ');
  return wordsOf(decodeReferences(labelled.replace(/<[^>]+>/g, '')));
}

/** The few references that rendered HTML and these newsletters have. */
function decodeReferences(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');
}

/**
 * Words, or single characters of the scripts that put no blanks between words; punctuation is left
 * out.
 */
export function wordsOf(text: string): string[] {
  const runs = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return runs.flatMap((run) => (/^[ -~]+$/.test(run) ? run : (run.match(unspacedOrRun) ?? [])));
}

const unspacedOrRun =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu;
