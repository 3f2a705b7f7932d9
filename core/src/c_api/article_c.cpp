// broadsheet_render_article() of broadsheet_c.h.
#include "broadsheet/broadsheet_c.h"
#include "broadsheet/render.h"
#include "c_api/argument.h"
#include "c_api/post_json.h"
#include "c_api/render_options.h"
#include "c_api/reply.h"
#include "text/utf8.h"

namespace broadsheet::c_api {
namespace {

broadsheet_reply* article_reply(std::string_view body, const broadsheet_render_options& given) {
  broadsheet_reply* const refusal =
      refuse_unknown({{"emphasis", given.emphasis, BROADSHEET_EMPHASIS_LENIENT},
                      {"headings", given.headings, BROADSHEET_HEADINGS_KEEP},
                      {"dialect", given.dialect, BROADSHEET_DIALECT_KRAMDOWN},
                      {"encoding", given.encoding, BROADSHEET_ENCODING_UTF16}});
  if (refusal != nullptr) {
    return refusal;
  }
  ArticleOptions options;
  options.emphasis = static_cast<Emphasis>(given.emphasis);
  options.headings = static_cast<Headings>(given.headings);
  options.dialect = static_cast<Dialect>(given.dialect);
  options.lang = utf8::valid(view(given.lang, given.lang_size));
  const Article article = render_article(body, options);
  return make_reply(article.html, {}, to_json(article),
                    static_cast<broadsheet_encoding>(given.encoding));
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" broadsheet_reply* broadsheet_render_article(const char* body, uint32_t body_size,
                                                       const broadsheet_render_options* options) {
  return broadsheet::c_api::guarded([&] {
    const broadsheet_render_options defaults = {};
    return broadsheet::c_api::article_reply(broadsheet::c_api::view(body, body_size),
                                            options == nullptr ? defaults : *options);
  });
}
