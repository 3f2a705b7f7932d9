#include "sent/addresses.h"

#include <algorithm>

#include "html/url.h"

namespace broadsheet::sent {
namespace {

/// With a scheme, so that it means the same everywhere; empty if that cannot be said.
std::string absolute(std::string_view url) {
  std::string cleaned = html::cleaned_url(url);
  if (cleaned.substr(0, 2) == "//") {
    return "https:" + cleaned;
  }
  const std::string scheme = html::scheme_of(cleaned);
  if (scheme != "http" && scheme != "https") {
    return scheme.empty() ? std::string() : cleaned;
  }
  // Browsers take any number of slashes and backslashes here (URL Standard, "special authority
  // ignore slashes state"); other programs take two.
  const std::size_t host = cleaned.find_first_not_of("/\\", cleaned.find(':') + 1);
  return host == std::string::npos ? std::string() : scheme + "://" + cleaned.substr(host);
}

}  // namespace

SentAddresses::SentAddresses(std::string_view page, const std::vector<SentAddress>& known,
                             Relative relative)
    : page_(html::is_http(page) ? page : std::string_view()),
      relative_(relative),
      addresses_(known) {
  for (std::size_t at = 0; at < known.size(); ++at) {
    const auto [entry, is_new] = known_.try_emplace(known[at].url, at);
    // Of two that say the same of one address, whichever comes first by what it says.
    if (!is_new && known[at].address < known[entry->second].address) {
      entry->second = at;
    }
  }
}

const SentAddress* SentAddresses::find(std::string_view url) const {
  const auto found = known_.find(url);
  return found == known_.end() ? nullptr : &addresses_[found->second];
}

std::string SentAddresses::of_link(std::string_view url, std::uint32_t place) {
  if (url.substr(0, 1) == "#") {
    return of_section(url.substr(1));
  }
  std::string address = resolved(find(url), url, place);
  // Whatever profile the post is rendered with: a mail runs nothing.
  return html::may_link(address) ? address : std::string();
}

SentPicture SentAddresses::of_picture(std::string_view url, std::uint32_t place) {
  SentPicture picture;
  const SentAddress* const known = find(url);
  picture.address = resolved(known, url, place);
  if (known != nullptr) {
    picture.width = known->width;
    picture.height = known->height;
  }
  if (relative_ == Relative::kKept) {
    // Feed readers show pictures that are part of their address.
    if (!html::may_load_image(picture.address)) {
      picture.address.clear();
    }
  } else if (!picture.address.empty() && !html::is_http(picture.address)) {
    if (html::scheme_of(picture.address) == "data") {
      report(AddressFinding::Kind::kDataPicture, url.substr(0, 40), place);
    }
    picture.address.clear();
  }
  return picture;
}

std::string SentAddresses::resolved(const SentAddress* known, std::string_view url,
                                    std::uint32_t place) {
  std::string address =
      absolute(known != nullptr && !known->address.empty() ? known->address : url);
  if (!address.empty() || url.empty()) {
    return address;
  }
  const bool is_kept = relative_ == Relative::kKept;
  report(is_kept ? AddressFinding::Kind::kKept : AddressFinding::Kind::kRelative, url, place);
  // What has a scheme and no host leads nowhere.
  return is_kept && html::scheme_of(url).empty() ? html::cleaned_url(url) : std::string();
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
