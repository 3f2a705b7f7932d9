/** A post as a module of JavaScript, for bundlers. */
import type { Post } from '../api/types.js';
import { fileOf } from './addresses.js';
import { renderFile, type ToolOptions, withImages } from './rendering.js';

/** What `import post from './post.md'` gives; each member is an export of its own, too. */
export type PostModule = Omit<Post, 'article' | 'diagnostics'>;

const members = ['html', 'toc', 'excerpt', 'text', 'words', 'minutes', 'links', 'images'] as const;

/** Stands for the address of an imported picture in the HTML, until that is written as a program. */
const marker = /\/@broadsheet-asset\/(\d+)\//g;

/**
 * Renders a post into the text of a module.
 *
 * @param isImported whether a picture is imported as the bundler imports files; its address stands in
 *   the HTML. Default: none is.
 */
export async function postModule(
  source: string,
  file: string,
  options: ToolOptions,
  isImported?: (url: string) => boolean,
): Promise<{ code: string; post: Post }> {
  const imported: string[] = [];
  const given =
    isImported === undefined
      ? options
      : withImages(options, ({ url }) => {
          if (!isImported(url)) return undefined;
          if (!imported.includes(url)) imported.push(url);
          return { attributes: { src: `/@broadsheet-asset/${imported.indexOf(url)}/` } };
        });
  const post = await renderFile(source, file, given);
  const imports = imported.map((url, at) => {
    const path = fileOf(url);
    const specifier = path.startsWith('.') ? path : `./${path}`;
    return `import asset${at} from ${JSON.stringify(specifier)};\n`;
  });
  // As JSON within a text: a key `__proto__` would otherwise be no key.
  const data = `JSON.parse(${JSON.stringify(JSON.stringify(post.data))})`;
  const values = members.map((name) => {
    const value =
      name === 'html' ? htmlProgram(post.html, imported.length) : JSON.stringify(post[name]);
    return `export const ${name} = ${value};\n`;
  });
  return {
    post,
    code: `${imports.join('')}export const data = ${data};
${values.join('')}export default { data, ${members.join(', ')} };
`,
  };
}

/** The HTML as an expression: texts, and between them the addresses of what is imported. */
function htmlProgram(html: string, imported: number): string {
  let end = 0;
  let program = '';
  for (const { 0: mark, 1: number, index } of html.matchAll(marker)) {
    // Whoever writes such an address into a post has imported nothing by it.
    if (Number(number) >= imported) continue;
    program += `${JSON.stringify(html.slice(end, index))} + asset${Number(number)} + `;
    end = index + mark.length;
  }
  return program + JSON.stringify(html.slice(end));
}
