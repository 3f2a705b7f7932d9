// broadsheet_render_mail() of broadsheet_c.h.
#include <string_view>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/mail.h"
#include "c_api/argument.h"
#include "c_api/post_json.h"
#include "c_api/reply.h"
#include "c_api/settings_reader.h"
#include "json/json_value.h"

namespace broadsheet::c_api {
namespace {

/// Returns the name of a member that cannot be read; empty if there is none.
std::string_view read_settings(const json::JsonValue& given, MailSettings& settings) {
  SettingsReader reader(given);
  reader.text("name", settings.name);
  reader.text("home", settings.home);
  reader.text("url", settings.url);
  reader.text("header", settings.header);
  reader.text("footer", settings.footer);
  reader.text("footerText", settings.footer_text);
  reader.text("accent", settings.accent);
  reader.number("mostBytes", settings.most_bytes);
  reader.addresses("addresses", settings.addresses);
  return reader.wrong();
}

broadsheet_reply* render(std::string_view source, const broadsheet_render_options& given,
                         std::string_view settings_json) {
  return render_sent<MailSettings>(given, settings_json, read_settings,
                                   [&](const RenderOptions& options, const MailSettings& settings) {
                                     const Mail mail = render_mail(source, options, settings);
                                     return make_reply(
                                         mail.html, mail.text, to_json(mail),
                                         static_cast<broadsheet_encoding>(given.encoding));
                                   });
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" broadsheet_reply* broadsheet_render_mail(const char* source, uint32_t source_size,
                                                    const broadsheet_render_options* options,
                                                    const char* settings, uint32_t settings_size) {
  return broadsheet::c_api::guarded([&] {
    const broadsheet_render_options defaults = {};
    return broadsheet::c_api::render(broadsheet::c_api::view(source, source_size),
                                     options == nullptr ? defaults : *options,
                                     broadsheet::c_api::view(settings, settings_size));
  });
}
