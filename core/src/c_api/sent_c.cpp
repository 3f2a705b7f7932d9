// broadsheet_render_sent() of broadsheet_c.h.
#include <optional>
#include <string>
#include <string_view>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/sent.h"
#include "c_api/argument.h"
#include "c_api/post_json.h"
#include "c_api/prepared.h"
#include "c_api/render_options.h"
#include "c_api/reply.h"
#include "c_api/settings_reader.h"
#include "json/json_value.h"
#include "text/buffer.h"
#include "text/utf8.h"

namespace broadsheet::c_api {
namespace {

void read_mail(SettingsReader& reader, MailSettings& settings) {
  reader.text("name", settings.name);
  reader.text("home", settings.home);
  reader.text("url", settings.url);
  reader.text("header", settings.header);
  reader.text("footer", settings.footer);
  reader.text("footerText", settings.footer_text);
  reader.text("accent", settings.accent);
  reader.number("mostBytes", settings.most_bytes);
  reader.addresses("addresses", settings.addresses);
}

void read_wechat(SettingsReader& reader, WeChatSettings& settings) {
  std::string theme = "plain";
  reader.text("theme", theme);
  reader.text("accent", settings.accent);
  reader.addresses("addresses", settings.addresses);
  reader.flag("namesLanguages", settings.names_languages);
  if (theme != "plain" && theme != "banner") {
    reader.refuse("theme");
  }
  settings.theme = theme == "banner" ? WeChatTheme::kBanner : WeChatTheme::kPlain;
}

void read_feed(SettingsReader& reader, FeedSettings& settings) {
  reader.text("url", settings.url);
  reader.addresses("addresses", settings.addresses);
}

/// Returns the error for settings of another form, or NULL.
broadsheet_reply* read_settings(std::string_view text, SentSettings& settings) {
  if (text.empty()) {
    return nullptr;
  }
  const std::optional<json::JsonValue> json = json::parse_json(text);
  if (!json || json->kind != json::JsonValue::Kind::kObject) {
    return make_error(BROADSHEET_INVALID_ARGUMENT, "settings-unreadable",
                      "the settings are no JSON object", "see broadsheet_c.h for their form");
  }
  SettingsReader reader(*json);
  reader.group("mail", settings.mail, read_mail);
  reader.group("wechat", settings.wechat, read_wechat);
  reader.group("feed", settings.feed, read_feed);
  if (!reader.wrong().empty()) {
    return make_error(BROADSHEET_INVALID_ARGUMENT, "settings-unreadable",
                      "the setting `" + std::string(reader.wrong()) + "` cannot have this value",
                      "see broadsheet_c.h for their form");
  }
  return nullptr;
}

broadsheet_reply* render(std::string_view source, const broadsheet_render_options& given,
                         std::string_view settings_json) {
  RenderOptions options;
  if (broadsheet_reply* const refusal = read_options(given, options)) {
    return refusal;
  }
  SentSettings settings;
  if (broadsheet_reply* const unreadable = read_settings(settings_json, settings)) {
    return unreadable;
  }
  const bool details = (given.parts & BROADSHEET_PART_DETAILS) != 0;
  const bool index = (given.parts & BROADSHEET_PART_INDEX) != 0;
  options.parts.html = (given.parts & BROADSHEET_PART_HTML) != 0;
  options.parts.text = index || (given.parts & BROADSHEET_PART_TEXT) != 0;
  options.parts.details = index || details;
  const SentPost sent = render_sent(source, options, settings);
  text::Buffer texts;
  const auto append = [&](std::string_view text) {
    // Escapes in front matter and settings may make a NUL, which here ends a text.
    if (text.find('\0') == std::string_view::npos) {
      texts += text;
    } else {
      texts += utf8::without_nulls(text);
    }
    texts += '\0';
  };
  append(sent.post.html);
  append(sent.mail ? sent.mail->html : std::string_view());
  append(sent.mail ? sent.mail->text : std::string_view());
  append(sent.wechat ? sent.wechat->html : std::string_view());
  append(sent.feed ? sent.feed->html : std::string_view());
  const auto encoding = static_cast<broadsheet_encoding>(given.encoding);
  if (index) {
    return make_reply(texts.view(), prepared_for_index(options.file, sent.post),
                      to_json(sent, details), encoding, BROADSHEET_BLOCK_TEXT);
  }
  return make_reply(texts.view(), options.parts.text ? sent.post.text : std::string_view{},
                    to_json(sent, details), encoding);
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" broadsheet_reply* broadsheet_render_sent(const char* source, uint32_t source_size,
                                                    const broadsheet_render_options* options,
                                                    const char* settings, uint32_t settings_size) {
  return broadsheet::c_api::guarded([&] {
    broadsheet_render_options defaults = {};
    defaults.parts = BROADSHEET_PART_ALL;
    return broadsheet::c_api::render(broadsheet::c_api::view(source, source_size),
                                     options == nullptr ? defaults : *options,
                                     broadsheet::c_api::view(settings, settings_size));
  });
}
