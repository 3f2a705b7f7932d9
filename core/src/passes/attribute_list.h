// The text between the braces of an attribute list.
#pragma once

#include <string_view>
#include <vector>

#include "html/tokenizer.h"

namespace broadsheet::passes {

/// `#id` as the attribute `id`, `.class` as `class`, and words, as `toc`, without a value.
struct AttributeList {
  std::vector<html::Attribute> attributes;
  /// Nothing in it was passed over, and all have a value.
  bool is_well_formed = true;

  void clear() {
    attributes.clear();
    is_well_formed = true;
  }

  /// The first value of `name`; a null view if there is none.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  [[nodiscard]] bool has_class(std::string_view name) const { return has("class", name); }
  [[nodiscard]] bool has_word(std::string_view name) const { return has(name, {}); }

 private:
  [[nodiscard]] bool has(std::string_view name, std::string_view value) const;
};

/// Reads `text` and appends what it has: `#id`, `.class`, `key=value` with or without quotation
/// marks, and words, divided by blanks or commas. Goldmark, kramdown and pandoc write all but the
/// words alike.
void read_attribute_list(std::string_view text, AttributeList& list);

}  // namespace broadsheet::passes
