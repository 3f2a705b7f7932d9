// A document of an index: what is searched of it, and what results show of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/format/bytes.h"
#include "search/terms/tokenizer.h"

namespace broadsheet::search {

// Where the positions of each field begin. What of title or tags would reach into the next field is
// not indexed.
inline constexpr std::uint32_t kTagPositions = 512;
inline constexpr std::uint32_t kBodyPositions = 1024;

/// Bits: the fields in which a term stands besides the body.
enum Field : std::uint8_t { kBody = 0, kTitle = 1, kTags = 2, kHeading = 4 };

struct DocumentSection {
  std::string_view id;
  std::uint32_t begin = 0;        ///< bytes of the text
  std::uint32_t heading_end = 0;  ///< where its heading ends
};

/// Views of what is kept elsewhere.
struct StoredDocument {
  std::string_view entry;  ///< what results show, JSON
  std::string_view title;
  std::string_view tags;  ///< a line each
  std::vector<DocumentSection> sections;
  std::string_view text;
};

/// Appends a document as a kDocuments file holds it.
void write_document(std::string& out, const StoredDocument& document);

/// Reads one; nothing if the bytes are none. The views are of `bytes`. What works with its text may
/// do so only if is_sound().
[[nodiscard]] std::optional<StoredDocument> read_document(std::string_view bytes);

/// Whether a document's texts are UTF-8, its entry is a JSON object, and its sections lie in the
/// text.
[[nodiscard]] bool is_sound(const StoredDocument& document);

/// All tokens of a document, field by field, with the positions of the fields.
class DocumentTokens {
 public:
  explicit DocumentTokens(const StoredDocument& document);

  /// The next token; its offsets are of the field's text.
  [[nodiscard]] bool next(Token& token);

  [[nodiscard]] Field field() const { return field_; }

 private:
  const StoredDocument& document_;
  Tokenizer tokens_;
  Field field_ = kTitle;
  std::uint32_t limit_ = kTagPositions;
  std::size_t section_ = 0;
};

}  // namespace broadsheet::search
