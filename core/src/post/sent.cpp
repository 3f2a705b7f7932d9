#include "post/sent.h"

#include <algorithm>

#include "broadsheet/sent_address.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet {

RenderOptions sent_options(const RenderOptions& given) {
  RenderOptions options = given;
  const bool passes = given.html == RawHtml::kPass ||
                      (given.html == RawHtml::kByProfile && given.profile == Profile::kCommonMark);
  options.html = passes ? RawHtml::kSanitize : given.html;
  return options;
}

std::size_t sent_limit(const document::Tree& tree) {
  return std::max(kMinSentLimit, tree.text.size() * kMaxSentFactor);
}

void report_addresses(const sent::SentAddresses& addresses, const document::Tree& tree,
                      Reporter& reporter) {
  for (const sent::AddressFinding& finding : addresses.findings()) {
    const std::string url(utf8::prefix(finding.url, 100));
    const std::size_t offset = tree.source_offset(finding.place);
    if (finding.kind == sent::AddressFinding::Kind::kKept) {
      reporter.report("sent-address", Severity::kWarning, offset,
                      "`" + url + "` is relative, which few feed readers can follow",
                      "name the archive's address: `baseURL` in the configuration");
    } else if (finding.kind == sent::AddressFinding::Kind::kRelative) {
      reporter.report("sent-address", Severity::kError, offset,
                      "nobody far from the page can tell where `" + url + "` is; it is left out",
                      "name the archive's address: `baseURL` in the configuration");
    } else {
      reporter.report("sent-picture", Severity::kWarning, offset,
                      "the picture `" + url +
                          "` is part of its address, which mail clients and editors do not show; "
                          "its description stands in its place",
                      "put it into a file beside the post");
    }
  }
}

bool is_of_sending(const Diagnostic& diagnostic) {
  return diagnostic.code.substr(0, 5) == "sent-" || diagnostic.code == "mail-size";
}

std::string line_of(std::string_view text) {
  std::string out(text::trim(text));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

}  // namespace broadsheet
