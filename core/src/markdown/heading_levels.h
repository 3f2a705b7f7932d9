// Levels of headings without gaps, from h2 on.
#pragma once

#include <cstdint>

namespace broadsheet::markdown {

/// Gives each heading the level that its place in the outline has: the page's title is the only h1,
/// and a heading is at most one level deeper than the one it stands under. An author's ## and #####
/// so become h2 and h3, whatever they begin with.
class HeadingLevels {
 public:
  /// The level, 2 to 6, of the next heading, which the author gave `level`, 1 to 6.
  std::uint32_t place(std::uint32_t level) {
    while (depth_ > 0 && open_[depth_ - 1] >= level) {
      --depth_;
    }
    open_[depth_++] = level;
    return depth_ < kDeepest ? depth_ + 1 : kDeepest;
  }

 private:
  static constexpr std::uint32_t kDeepest = 6;

  std::uint32_t open_[kDeepest] = {};  ///< as the author gave them, growing
  std::uint32_t depth_ = 0;
};

}  // namespace broadsheet::markdown
