#include "html/named_references.h"

#include <array>
#include <cstdint>

#include "html/named_reference_table.h"
#include "text/packed_numbers.h"
#include "text/utf8.h"

namespace broadsheet::html {
namespace {

/// What a name stands for; the second character is 0 if that is one.
struct Reference {
  std::string_view name;
  char32_t first = 0;
  char32_t second = 0;
};

/// The names by their hash. The table is small to download, not to look things up in.
class Index {
 public:
  Index() {
    const char* name = kNames;
    text::PackedNumbers steps(kSteps);
    text::PackedNumbers pairs(kPairs);
    char32_t first = 0;
    std::size_t pairs_left = kNamesThatMeanTwo;
    std::size_t next_pair = pairs.next();
    for (std::size_t place = 0; place < kNamedReferences; ++place) {
      Reference reference{name, first += steps.next()};
      if (place == next_pair) {
        reference.second = pairs.next();
        next_pair = --pairs_left > 0 ? place + pairs.next() : kNamedReferences;
      }
      name += reference.name.size() + 1;
      slots_[slot_of(reference.name)] = reference;
    }
  }

  [[nodiscard]] const Reference* find(std::string_view name) const {
    const Reference& slot = slots_[slot_of(name)];
    return slot.name.empty() ? nullptr : &slot;
  }

 private:
  /// Half of them stay empty.
  static constexpr std::size_t kSlots = 4096;

  /// Where the name is, or the empty slot in which it would be.
  [[nodiscard]] std::size_t slot_of(std::string_view name) const {
    // FNV-1a.
    std::uint32_t hash = 2166136261U;
    for (const char c : name) {
      hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619U;
    }
    std::size_t slot = (hash ^ (hash >> 16U)) % kSlots;
    while (!slots_[slot].name.empty() && slots_[slot].name != name) {
      slot = (slot + 1) % kSlots;
    }
    return slot;
  }

  std::array<Reference, kSlots> slots_ = {};
};

}  // namespace

bool append_named_reference(std::string& out, std::string_view name) {
  if (name.empty() || name.size() > kLongestName) {
    return false;
  }
  static const Index index;
  const Reference* const reference = index.find(name);
  if (reference == nullptr) {
    return false;
  }
  utf8::append(out, reference->first);
  if (reference->second != 0) {
    utf8::append(out, reference->second);
  }
  return true;
}

}  // namespace broadsheet::html
