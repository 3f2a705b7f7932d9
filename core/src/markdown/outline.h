// The outline sink: headings, their ids, and the sections of the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "broadsheet/post.h"
#include "markdown/unique_ids.h"

namespace broadsheet::markdown {

/// More headings get neither id nor entry: an outline of that length serves nobody, and hostile
/// input could make it much larger than itself.
inline constexpr std::size_t kMaxHeadings = 10'000;

/// Longer ids are cut: each link and image names the section it stands in.
inline constexpr std::size_t kMaxIdBytes = 256;

class Outline {
 public:
  /// Whether there is room for another heading.
  [[nodiscard]] bool has_room() const { return headings_.size() < kMaxHeadings; }

  /// Adds a heading and returns its id, valid until the next call. `text`, which is trimmed, is not
  /// blank; `text_begin` is where it begins in the plain text.
  std::string_view add(std::uint32_t level, std::string_view text, std::size_t text_begin);

  /// The same with an id that the author chose; see claim().
  void add_with_id(std::string_view id, std::uint32_t level, std::string_view text,
                   std::size_t text_begin);

  /// Adds a paragraph that is all bold, one level below the last real heading.
  std::string_view add_pseudo(std::string_view text, std::size_t text_begin);

  /// Keeps headings off an id; false if it is taken.
  bool claim(std::string id) { return ids_.claim(std::move(id)); }
  /// Whether an id is taken.
  [[nodiscard]] bool has(const std::string& id) const { return ids_.has(id); }

  /// Id of the section that the parser is in; empty before the first heading.
  [[nodiscard]] const std::string& section() const;

  [[nodiscard]] std::vector<Heading> take_headings() { return std::move(headings_); }
  [[nodiscard]] std::vector<Section> take_sections(std::size_t text_size);

 private:
  std::string unique_id(std::string_view text);
  std::string_view push(std::string id, std::uint32_t level, std::string_view text,
                        std::size_t text_begin);

  std::vector<Heading> headings_;
  std::vector<Section> sections_;
  UniqueIds ids_;
  std::uint32_t level_ = 1;
  std::string no_section_;
};

/// A heading's id as GitHub makes it (npm package github-slugger 2.0.0): lower case, letters,
/// marks, decimal digits, connectors and hyphens kept, blanks as hyphens, all else dropped. Not
/// unique; cut at kMaxIdBytes.
[[nodiscard]] std::string slug(std::string_view text);

}  // namespace broadsheet::markdown
