#include "text/script.h"

#include <cstddef>

namespace broadsheet::text {

bool is_cjk(std::string_view text) {
  constexpr std::size_t kLettersForOne = 32;
  std::size_t letters = 0;
  std::size_t east_asian = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    letters += (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z' ? 1 : 0;
    // The first bytes of U+3000 to U+DFFF, and of the full-width forms.
    east_asian += (byte >= 0xE3 && byte <= 0xED) || byte == 0xEF ? 1 : 0;
  }
  return east_asian * kLettersForOne > letters;
}

}  // namespace broadsheet::text
