// Addresses in what is read far from the page: all of them absolute.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/sent_address.h"

namespace broadsheet::sent {

/// What was found where an address could not be written.
struct AddressFinding {
  enum class Kind : std::uint8_t {
    kRelative,     ///< nothing tells where it leads
    kKept,         ///< the same, and it is written as it is
    kDataPicture,  ///< a picture in the address itself
  };
  Kind kind;
  std::uint32_t place;  ///< in the text that was parsed
  std::string_view url;
};

/// A picture as it is fetched; no address: it is not.
struct SentPicture {
  std::string address;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

/// What becomes of an address when nothing tells where it leads.
enum class Relative : std::uint8_t { kLeftOut, kKept };

class SentAddresses {
 public:
  /// `page` is the issue's own address, or empty; `known` must outlive this.
  SentAddresses(std::string_view page, const std::vector<SentAddress>& known,
                Relative relative = Relative::kLeftOut);

  /// Where a link leads, http, https, mailto or tel, or relative if such are kept; empty: its text
  /// stands alone.
  [[nodiscard]] std::string of_link(std::string_view url, std::uint32_t place);
  [[nodiscard]] SentPicture of_picture(std::string_view url, std::uint32_t place);
  /// The section `id` of the page; empty without one.
  [[nodiscard]] std::string of_section(std::string_view id) const;

  /// In the order of asking, each address once.
  [[nodiscard]] const std::vector<AddressFinding>& findings() const { return findings_; }

 private:
  /// Where `url` leads; reports what is relative.
  [[nodiscard]] std::string resolved(const SentAddress* known, std::string_view url,
                                     std::uint32_t place);
  [[nodiscard]] const SentAddress* find(std::string_view url) const;
  void report(AddressFinding::Kind kind, std::string_view url, std::uint32_t place);

  std::string_view page_;
  Relative relative_;
  std::map<std::string, std::size_t, std::less<>> known_;  ///< by url: index in addresses_
  const std::vector<SentAddress>& addresses_;
  std::vector<AddressFinding> findings_;
};

}  // namespace broadsheet::sent
