// The attributes of an author's tag: which are allowed, and how they are written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "html/elements.h"
#include "html/presentation.h"
#include "html/tokenizer.h"
#include "text/buffer.h"

namespace broadsheet::html {

enum class AttributeKey : std::uint8_t {
  kAlign,
  kAlt,
  kClass,
  kColor,
  kColspan,
  kDir,
  kHeight,
  kHref,
  kId,
  kLang,
  kName,
  kOpen,
  kReversed,
  kRowspan,
  kScope,
  kSize,
  kSrc,
  kStart,
  kStyle,
  kTarget,
  kTitle,
  kType,
  kValign,
  kValue,
  kWidth,
  kCount,
};

/// The attributes of one tag, sorted out. Meant to be used again for the next tag.
class AuthorAttributes {
 public:
  void read(const Token& tag);

  [[nodiscard]] bool has(AttributeKey key) const { return raw(key).data() != nullptr; }

  /// The decoded value, valid until the next call; empty if there is none.
  [[nodiscard]] std::string_view value(AttributeKey key);

  /// The first attribute that is left out and that would have done something; empty if there is
  /// none.
  [[nodiscard]] std::string_view dropped() const { return dropped_; }

  /// Appends the attributes that `element` may have, all but id, href, src and alt.
  void append(text::Buffer& out, Element element);

 private:
  [[nodiscard]] std::string_view raw(AttributeKey key) const {
    return raw_[static_cast<std::size_t>(key)];
  }
  void append_classes(text::Buffer& out, Element element);
  void append_size(text::Buffer& out, AttributeKey key, std::string_view styled);
  void append_number(text::Buffer& out, AttributeKey key, std::uint32_t most);
  void append_word(text::Buffer& out, AttributeKey key, std::string_view words);

  std::array<std::string_view, static_cast<std::size_t>(AttributeKey::kCount)> raw_;
  std::string_view dropped_;
  std::string buffer_;
  std::string style_;
  std::string classes_;
  Presentation presentation_;
};

}  // namespace broadsheet::html
