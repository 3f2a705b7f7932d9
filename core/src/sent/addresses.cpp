#include "sent/addresses.h"

#include <algorithm>
#include <utility>

#include "html/url.h"

namespace broadsheet::sent {
namespace {

/// With a scheme, so that it means the same everywhere; empty if that cannot be said.
std::string absolute(std::string_view url) {
  std::string cleaned = html::cleaned_url(url);
  if (cleaned.substr(0, 2) == "//") {
    return "https:" + cleaned;
  }
  // A backslash is a slash to browsers, and to nobody else.
  return html::scheme_of(cleaned).empty() ? std::string() : cleaned;
}

bool is_http(std::string_view url) {
  const std::string scheme = html::scheme_of(url);
  return scheme == "http" || scheme == "https";
}

}  // namespace

SentAddresses::SentAddresses(std::string_view page, std::vector<KnownAddress> known)
    : page_(is_http(page) ? page : std::string_view()), known_(std::move(known)) {
  std::stable_sort(known_.begin(), known_.end(),
                   [](const KnownAddress& a, const KnownAddress& b) { return a.url < b.url; });
}

const KnownAddress* SentAddresses::find(std::string_view url) const {
  const auto found = std::lower_bound(
      known_.begin(), known_.end(), url,
      [](const KnownAddress& known, std::string_view wanted) { return known.url < wanted; });
  return found != known_.end() && found->url == url ? &*found : nullptr;
}

std::string SentAddresses::of_link(std::string_view url, std::uint32_t place) {
  if (url.substr(0, 1) == "#") {
    return of_section(url.substr(1));
  }
  const KnownAddress* const known = find(url);
  std::string address =
      absolute(known != nullptr && !known->address.empty() ? known->address : url);
  // Whatever profile the post is rendered with: a mail runs nothing.
  if (address.empty() && !url.empty()) {
    report(AddressFinding::Kind::kRelative, url, place);
  }
  return html::may_link(address) ? address : std::string();
}

SentPicture SentAddresses::of_picture(std::string_view url, std::uint32_t place) {
  SentPicture picture;
  const KnownAddress* const known = find(url);
  picture.address = absolute(known != nullptr && !known->address.empty() ? known->address : url);
  if (known != nullptr) {
    picture.width = known->width;
    picture.height = known->height;
  }
  if (!picture.address.empty() && !is_http(picture.address)) {
    if (html::scheme_of(picture.address) == "data") {
      report(AddressFinding::Kind::kDataPicture, url.substr(0, 40), place);
    }
    picture.address.clear();
  } else if (picture.address.empty() && !url.empty()) {
    report(AddressFinding::Kind::kRelative, url, place);
  }
  return picture;
}

std::string SentAddresses::of_section(std::string_view id) const {
  if (page_.empty()) {
    return {};
  }
  std::string address(page_.substr(0, page_.find('#')));
  return address.append("#").append(id);
}

void SentAddresses::report(AddressFinding::Kind kind, std::string_view url, std::uint32_t place) {
  // A post says the same of few addresses; of hostile ones nobody reads more.
  constexpr std::size_t kMost = 100;
  const bool is_told =
      std::any_of(findings_.begin(), findings_.end(),
                  [&](const AddressFinding& finding) { return finding.url == url; });
  if (!is_told && findings_.size() < kMost) {
    findings_.push_back({kind, place, url});
  }
}

}  // namespace broadsheet::sent
