// broadsheet_render_wechat() of broadsheet_c.h.
#include <string>
#include <string_view>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/wechat.h"
#include "c_api/argument.h"
#include "c_api/post_json.h"
#include "c_api/reply.h"
#include "c_api/settings_reader.h"

namespace broadsheet::c_api {
namespace {

/// Returns the name of a member that cannot be read; empty if there is none.
std::string_view read_settings(const json::JsonValue& given, WeChatSettings& settings) {
  SettingsReader reader(given);
  std::string theme = "plain";
  reader.text("theme", theme);
  reader.text("accent", settings.accent);
  reader.addresses("addresses", settings.addresses);
  if (theme != "plain" && theme != "banner") {
    return "theme";
  }
  settings.theme = theme == "banner" ? WeChatTheme::kBanner : WeChatTheme::kPlain;
  return reader.wrong();
}

broadsheet_reply* render(std::string_view source, const broadsheet_render_options& given,
                         std::string_view settings_json) {
  return render_sent<WeChatSettings>(
      given, settings_json, read_settings,
      [&](const RenderOptions& options, const WeChatSettings& settings) {
        const WeChatArticle article = render_wechat(source, options, settings);
        return make_reply(article.html, {}, to_json(article),
                          static_cast<broadsheet_encoding>(given.encoding));
      });
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" broadsheet_reply* broadsheet_render_wechat(const char* source, uint32_t source_size,
                                                      const broadsheet_render_options* options,
                                                      const char* settings,
                                                      uint32_t settings_size) {
  return broadsheet::c_api::guarded([&] {
    const broadsheet_render_options defaults = {};
    return broadsheet::c_api::render(broadsheet::c_api::view(source, source_size),
                                     options == nullptr ? defaults : *options,
                                     broadsheet::c_api::view(settings, settings_size));
  });
}
