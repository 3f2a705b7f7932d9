#include "writers/sections.h"

namespace broadsheet::writers {

std::vector<Section> write_sections(const document::Tree& tree, const PlainText& text) {
  std::vector<Section> sections;
  sections.reserve(tree.outline.size() + 1);
  if (tree.outline.empty() || text.headings.front() > 0) {
    sections.emplace_back();
  }
  for (std::size_t at = 0; at < tree.outline.size(); ++at) {
    Section& section = sections.emplace_back();
    section.id = tree.outline[at].id;
    section.begin = text.headings[at];
  }
  for (std::size_t at = 0; at < sections.size(); ++at) {
    sections[at].end = at + 1 < sections.size() ? sections[at + 1].begin
                                                : static_cast<std::uint32_t>(text.text.size());
  }
  return sections;
}

}  // namespace broadsheet::writers
