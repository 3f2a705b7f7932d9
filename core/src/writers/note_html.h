// Footnotes in HTML, in GitHub's form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "document/tree.h"
#include "text/buffer.h"

namespace broadsheet::writers {

/// A reference to `note`; `reference` is its number among the links, 0: it cannot be one.
void append_note_reference(text::Buffer& out, const document::Note& note, std::uint32_t reference);

void append_notes_begin(text::Buffer& out, const document::Labels& labels);
void append_notes_end(text::Buffer& out);
void append_note_begin(text::Buffer& out, const document::Note& note);
void append_note_end(text::Buffer& out);

/// The links to all references, unless `out` grows beyond `limit`; `before` stands before the first
/// one.
void append_back_links(text::Buffer& out, const document::Note& note,
                       const document::Labels& labels, std::string_view before, std::size_t limit);

/// The paragraph, of Markdown or the author's HTML, that the note at `note` ends with; 0 for none.
[[nodiscard]] std::uint32_t last_paragraph_of(const document::Tree& tree, std::uint32_t note);

}  // namespace broadsheet::writers
