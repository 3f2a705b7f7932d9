import type { SentPost, SentSettings } from './sent_types.js';
import type { Highlighter } from './types.js';

/** A block of code as the core writes it; its text holds no `<`. */
const codeBlock = /(<pre><code(?: class="language-([^"]*)")?>)([^<]*)<\/code><\/pre>/g;

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** Gives the code blocks of rendered HTML to `highlight` and puts its HTML in their place. */
export function addHighlighting(html: string, highlight: Highlighter): string {
  return html.replace(
    codeBlock,
    (block, opening: string, lang: string | undefined, code: string) => {
      const marked = highlight(plain(code), plain(lang ?? ''));
      return typeof marked === 'string' ? `${opening}${marked}</code></pre>` : block;
    },
  );
}

function plain(escaped: string): string {
  return escaped.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);
}

/** A block of code of an article for WeChat, whose lines and blanks are markup. */
const articleBlock = /<pre data-language="([^"]*)"([^>]*)>([^<]*(?:<br>[^<]*)*)<\/pre>/g;

/** Colors by the first class of highlight.js or Prism that fits: the editor keeps no classes. */
const colors: readonly (readonly [classes: RegExp, color: string])[] = [
  [/comment|prolog|doctype|cdata|quote/, '#6a737d'],
  [/keyword|atrule|important|selector-tag/, '#d73a49'],
  [/string|regexp?|\bchar|attr-value|addition|inserted/, '#032f62'],
  [/number|literal|boolean|constant|symbol|variable|attr|property|meta|params/, '#005cc5'],
  [/title|function|class-name|section|selector/, '#6f42c1'],
  [/built_?in|type/, '#e36209'],
  [/tag|\bname/, '#22863a'],
  [/deletion|deleted/, '#b31d28'],
];

/** What {@link highlightSent} has to be told by the core. */
export function namingLanguages(settings: SentSettings): SentSettings {
  const { wechat } = settings;
  return wechat === undefined
    ? settings
    : { ...settings, wechat: { ...wechat, namesLanguages: true } };
}

/** The same of what {@link renderSent} makes: its page, and the article, whose languages are named. */
export function highlightSent({ post, wechat }: SentPost, highlight: Highlighter): void {
  post.html = addHighlighting(post.html, highlight);
  if (wechat === undefined) return;
  wechat.html = wechat.html.replace(
    articleBlock,
    (_, lang: string, style: string, content: string) => {
      const code = plain(content.replaceAll('<br>', '\n').replaceAll('&nbsp;', ' '));
      const marked = highlight(code, plain(lang));
      return `<pre${style}>${typeof marked === 'string' ? inlined(marked) : content}</pre>`;
    },
  );
}

/** A highlighter's HTML with styles in place of classes, and with what keeps lines and blanks. */
function inlined(marked: string): string {
  const open: string[] = [];
  return marked.replace(/<[^>]*>|[ \t\n]/g, (piece) => {
    if (piece === '\n') return '<br>';
    if (piece === '\t') return '&nbsp;&nbsp;&nbsp;&nbsp;';
    if (piece === ' ') return '&nbsp;';
    if (piece.startsWith('</span')) return open.pop() ?? '';
    if (!piece.startsWith('<span')) return '';
    const style = styleOf(piece);
    open.push(style === '' ? '' : '</span>');
    return style === '' ? '' : `<span style="${style}">`;
  });
}

function styleOf(tag: string): string {
  const written = / style="([^"]*)"/.exec(tag)?.[1];
  if (written !== undefined) {
    // Shiki keeps the colors of other themes in variables, which the editor does not know.
    const literal = written.split(';').filter((one) => !/^\s*--|var\(|url\(/.test(one));
    return literal.join(';');
  }
  const classes = / class="([^"]*)"/.exec(tag)?.[1] ?? '';
  const color = colors.find(([fitting]) => fitting.test(classes))?.[1];
  return color === undefined ? '' : `color:${color}`;
}
