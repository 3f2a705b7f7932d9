#include "document/order.h"

namespace broadsheet::document {

std::vector<const Note*> notes_by_number(const Tree& tree) {
  std::vector<const Note*> notes(tree.notes.size());
  for (const Note& note : tree.notes) {
    notes[note.number - 1] = &note;
  }
  return notes;
}

std::uint32_t next_in_contents(const Tree& tree, std::uint32_t from) {
  const auto end = static_cast<std::uint32_t>(tree.nodes.size());
  for (std::uint32_t at = from;
       (at = next_of(tree.nodes, at, {Kind::kHeading, Kind::kNotes})) < end; ++at) {
    const Node& node = tree.nodes[at];
    if (node.kind == Kind::kNotes) {
      return end;
    }
    if (node.size > 0 &&
        ((node.flags & flag::kAttributed) == 0 || tree.attributes_of(node).is_in_contents)) {
      return at;
    }
  }
  return end;
}

}  // namespace broadsheet::document
