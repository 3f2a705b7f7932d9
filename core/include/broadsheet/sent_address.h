/// What is sent, mails and articles, which are read far from the page: its bound, and addresses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// What the HTML of a mail or an article may grow to: this many times the body, since styles stand
/// at every element, or kMinSentLimit if that is more; beyond, the post is shown as plain text.
inline constexpr std::size_t kMaxSentFactor = 64;
inline constexpr std::size_t kMinSentLimit = std::size_t{4} << 20U;

/// Where an address of a post leads, and how large the picture there is.
struct SentAddress {
  std::string url;          ///< as Post::links or Post::images has it
  std::string address;      ///< absolute; empty: as the base says
  std::uint32_t width = 0;  ///< in CSS pixels, of a picture; 0: unknown
  std::uint32_t height = 0;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
