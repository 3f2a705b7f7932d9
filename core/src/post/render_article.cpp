// A post whose front matter has been read elsewhere: nothing of the code for that is called here.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "document/tree.h"
#include "post/body.h"
#include "writers/links.h"

namespace broadsheet {

Article BROADSHEET_ABI_NAMESPACE::render_article(std::string_view body,
                                                 const ArticleOptions& options) {
  const ReadableSource source(body);
  body = source.text();
  Article article;
  BodySettings settings;
  apply(options, settings);
  // Whoever reads the post whole is told what is wrong with it.
  Reporter reporter(body);
  document::Tree tree;
  std::optional<std::string> html;
  if (body.size() <= kMaxPostBytes && read_body(body, 0, settings, reporter, tree)) {
    html = body_html(tree, body, settings.commonmark);
  }
  if (!html) {
    article.html = plain_html(body);
    return article;
  }
  article.html = *std::move(html);
  std::vector<Image> images;
  writers::list_links(tree, article.links, images);
  article.toc = std::move(tree.outline);
  return article;
}

}  // namespace broadsheet
