#include "post/feed_reader.h"

#include <optional>
#include <utility>

#include "post/body.h"
#include "post/sent.h"
#include "sent/html_writer.h"
#include "sent/styles.h"

namespace broadsheet {

void FeedReader::read(const document::Tree& tree, const Post& /*post*/, Reporter& reporter) {
  sent::SentAddresses addresses(settings_.url, settings_.addresses, sent::Relative::kKept);
  std::optional<sent::SentHtml> written =
      sent::HtmlWriter(tree, sent::Destination::kFeed, {}, addresses, sent_limit(tree)).run();
  report_addresses(addresses, tree, reporter);
  if (!written) {
    read_plain(tree.text);
    return;
  }
  text_.html = std::move(written->html);
}

void FeedReader::read_plain(std::string_view body) {
  text_.html = plain_html(body);
}

}  // namespace broadsheet
