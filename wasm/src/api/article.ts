import { acquire } from '../engine/engine.js';
import { invalidArgument } from '../engine/errors.js';
import { packOptions } from '../marshal/options.js';
import { checkedSource } from './source.js';
import { transfer } from './transfer.js';
import type { Article, ArticleOptions } from './types.js';

/**
 * Renders the body of a post whose front matter is known already: the same HTML, outline and links as
 * {@link renderPost} made. The module for issues is enough for it.
 *
 * @param source the bytes of the post's file that `renderPost` had
 * @param options `article` of what it returned
 * @throws {BroadsheetError} as {@link renderPost} does
 */
export function renderArticle(source: Uint8Array, options: ArticleOptions): Article {
  const { start, ...rendering } = options;
  const bytes = checkedSource(source);
  if (typeof bytes === 'string') {
    throw invalidArgument(
      "The post is a text; expected the bytes of its file: 'start' counts them.",
    );
  }
  const body = bytes.subarray(start);
  return transfer(
    'broadsheet_render_article',
    acquire('issue'),
    body,
    packOptions(rendering),
    0,
    ({ primary, json }, instance) => ({
      html: instance.decode(primary),
      ...(JSON.parse(instance.decode(json)) as Pick<Article, 'toc' | 'links'>),
    }),
  );
}
