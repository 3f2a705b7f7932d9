#include "html/named_references.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "html/named_reference_table.h"
#include "text/utf8.h"

namespace broadsheet::html {
namespace {

/// Reads the names of a bucket one after the other.
class Bucket {
 public:
  explicit Bucket(std::size_t number) : at_(kNames + kBuckets[number]) {}

  std::string_view next() {
    std::size_t size = *at_++;
    std::uint8_t byte = 0;
    do {
      byte = *at_++;
      name_[size++] = static_cast<char>(byte & ~kEndOfName);
    } while ((byte & kEndOfName) == 0);
    return {name_, size};
  }

 private:
  const std::uint8_t* at_;
  char name_[kLongestName] = {};
};

/// The place of a name in the order.
std::optional<std::size_t> place_of(std::string_view name) {
  std::size_t number = 0;
  std::size_t end = std::size(kBuckets);
  while (end - number > 1) {
    const std::size_t middle = number + (end - number) / 2;
    (Bucket(middle).next() <= name ? number : end) = middle;
  }
  std::size_t place = number * kNamesPerBucket;
  const std::size_t behind = std::min(place + kNamesPerBucket, std::size(kLowBytes));
  for (Bucket bucket(number); place != behind; ++place) {
    if (bucket.next() == name) {
      return place;
    }
  }
  return std::nullopt;
}

}  // namespace

bool append_named_reference(std::string& out, std::string_view name) {
  const std::optional<std::size_t> place = place_of(name);
  if (!place) {
    return false;
  }
  const std::uint32_t code = kHighBytes[*place] * 0x100U + kLowBytes[*place];
  if (code < kFirstPairCode || code >= kFirstPairCode + std::size(kPairs)) {
    const bool astral = code >= kFirstAstralCode && code < kFirstPairCode;
    utf8::append(out, code + (astral ? kAstralOffset : 0));
    return true;
  }
  for (const std::uint16_t c : kPairs[code - kFirstPairCode]) {
    utf8::append(out, c);
  }
  return true;
}

}  // namespace broadsheet::html
