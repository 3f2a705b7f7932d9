/// Addresses in what is sent: mails and articles, which are read far from the page.
#pragma once

#include <cstdint>
#include <string>

#include "broadsheet/export.h"

namespace broadsheet {
inline namespace BROADSHEET_ABI_NAMESPACE {

/// Where an address of a post leads, and how large the picture there is.
struct SentAddress {
  std::string url;          ///< as Post::links or Post::images has it
  std::string address;      ///< absolute; empty: as the base says
  std::uint32_t width = 0;  ///< in CSS pixels, of a picture; 0: unknown
  std::uint32_t height = 0;
};

}  // namespace BROADSHEET_ABI_NAMESPACE
}  // namespace broadsheet
