import { init, renderPost } from '../entries/browser.js';
import { isElsewhere, isRelative } from './addresses.js';
import type { CodeNode, HookAnswer, Hooks, LinkNode } from '../api/hook_types.js';
import type { Post, RenderOptions } from '../api/types.js';

/** What of VitePress's renderer is replaced, and what of it goes on being used. */
export interface VitePressMarkdown {
  render(source: string, env?: object): string;
  options: {
    highlight?: ((code: string, lang: string, attributes: string) => unknown) | null | undefined;
  };
}

/** What VitePress reads after rendering. */
interface Environment {
  cleanUrls?: boolean;
  frontmatter?: object;
  title?: string;
  links?: string[];
  path?: string;
}

/**
 * Loads the module and makes what `markdown.config` of VitePress takes: pages are rendered by
 * Broadsheet. Code is coloured by VitePress, and links to `.md` lead to its pages. Components and what
 * stands in double braces are text: a post is no program.
 *
 * @param options those of rendering; `headings` is `keep` by default, as a page has its title in it
 */
export async function vitePress(
  options: RenderOptions = {},
): Promise<(markdown: VitePressMarkdown) => void> {
  await init();
  return (markdown) => {
    markdown.render = (source, env: Environment = {}) => {
      const post = renderPost(source, {
        headings: 'keep',
        ...(env.path === undefined ? {} : { file: env.path }),
        ...options,
        on: hooksFor(markdown, env, options.on ?? {}),
      });
      tell(env, post);
      // Vue reads what stands there before it reads references.
      return post.html.replaceAll('{{', '&#123;&#123;');
    };
  };
}

function tell(env: Environment, post: Post): void {
  env.frontmatter = post.data;
  env.title = post.toc.find(({ level }) => level === 1)?.text ?? '';
  env.links = post.links.map(({ url }) => url).filter((url) => !isElsewhere(url));
}

function hooksFor(markdown: VitePressMarkdown, env: Environment, own: Hooks): Hooks {
  return {
    ...own,
    code: (node) => own.code?.(node) ?? coloured(markdown, node),
    // Vue takes an address without the dot for a package's.
    image: (node) =>
      own.image?.(node) ??
      (isRelative(node.url) && !node.url.startsWith('.')
        ? { attributes: { src: `./${node.url}` } }
        : undefined),
    link: (node) => own.link?.(node) ?? pageLink(node, env.cleanUrls === true),
  };
}

/** As VitePress writes code, which its theme and its script know. */
function coloured(
  { options }: VitePressMarkdown,
  { lang, meta, value }: CodeNode,
): HookAnswer | undefined {
  const html = options.highlight?.(`${value}\n`, lang, meta);
  if (typeof html !== 'string') return undefined;
  const name = lang.replace(/[^\w+#-]/g, '');
  return {
    html: `<div class="language-${name} vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">${name}</span>${html}</div>`,
  };
}

function pageLink({ url }: LinkNode, isClean: boolean): HookAnswer | undefined {
  if (isElsewhere(url)) return { attributes: { target: '_blank', rel: 'noreferrer' } };
  const [, path, rest = ''] = /^([^?#]*)\.md([?#].*)?$/s.exec(url) ?? [];
  if (path === undefined) return undefined;
  const page = path.replace(/(^|\/)index$/, '$1');
  const isFolder = page === '' || page.endsWith('/');
  return {
    attributes: { href: `${isFolder ? page || './' : page + (isClean ? '' : '.html')}${rest}` },
  };
}
