#include "passes/heading_levels.h"

namespace broadsheet::passes {
namespace {

class HeadingLevels {
 public:
  /// The level, 2 to 6, of the next heading, which the author gave `level`, 1 to 6. An author's ##
  /// and ##### so become h2 and h3, whatever they begin with.
  std::uint16_t place(std::uint16_t level) {
    while (depth_ > 0 && open_[depth_ - 1] >= level) {
      --depth_;
    }
    open_[depth_++] = level;
    return depth_ < kDeepest ? static_cast<std::uint16_t>(depth_ + 1) : kDeepest;
  }

 private:
  static constexpr std::uint16_t kDeepest = 6;

  std::uint16_t open_[kDeepest] = {};  ///< as the author gave them, growing
  std::uint16_t depth_ = 0;
};

}  // namespace

void shift_heading_levels(const Context& context) {
  if (!context.tree.kinds.has(document::Kind::kHeading)) {
    return;
  }
  HeadingLevels levels;
  std::vector<document::Node>& nodes = context.tree.nodes;
  for (std::uint32_t at = 0; (at = next_of(nodes, at, {document::Kind::kHeading})) < nodes.size();
       ++at) {
    nodes[at].value = levels.place(nodes[at].value);
  }
}

}  // namespace broadsheet::passes
