#include "search/format/stored_document.h"

#include <algorithm>

#include "json/json_value.h"
#include "text/utf8.h"

namespace broadsheet::search {

void write_document(std::string& out, const StoredDocument& document) {
  put_text(out, document.entry);
  put_text(out, document.title);
  put_text(out, document.tags);
  put_varint(out, static_cast<std::uint32_t>(document.sections.size()));
  std::uint32_t at = 0;
  for (const DocumentSection& section : document.sections) {
    put_text(out, section.id);
    put_varint(out, section.begin - at);
    put_varint(out, section.heading_end - section.begin);
    at = section.begin;
  }
  put_text(out, document.text);
}

namespace {

/// Whether a place is none within a character.
bool is_boundary(std::string_view text, std::uint32_t at) {
  return at == text.size() || (at < text.size() && !utf8::is_continuation(text[at]));
}

}  // namespace

// A page writes what is in here as JSON and cuts text out of it: whatever a hostile index holds,
// the answer must be one that can be read.
bool is_sound(const StoredDocument& document) {
  for (const std::string_view text :
       {document.entry, document.title, document.tags, document.text}) {
    if (utf8::find_invalid(text) != std::string_view::npos) {
      return false;
    }
  }
  const auto entry = json::parse_json(document.entry);
  if (!entry || entry->kind != json::JsonValue::Kind::kObject) {
    return false;
  }
  return std::all_of(
      document.sections.begin(), document.sections.end(), [&](const DocumentSection& section) {
        return section.begin <= section.heading_end && is_boundary(document.text, section.begin) &&
               is_boundary(document.text, section.heading_end) &&
               utf8::find_invalid(section.id) == std::string_view::npos;
      });
}

std::optional<StoredDocument> read_document(std::string_view bytes) {
  ByteReader reader(bytes);
  StoredDocument document;
  document.entry = reader.text();
  document.title = reader.text();
  document.tags = reader.text();
  // Three bytes at least for each: a count that the rest cannot hold asks for no memory.
  document.sections.resize(reader.count(3));
  std::uint32_t at = 0;
  for (DocumentSection& section : document.sections) {
    section.id = reader.text();
    at += reader.varint();
    section.begin = at;
    section.heading_end = at + reader.varint();
  }
  document.text = reader.text();
  return reader.ok() && reader.at_end() ? std::optional(std::move(document)) : std::nullopt;
}

DocumentTokens::DocumentTokens(const StoredDocument& document)
    : document_(document), tokens_(document.title) {}

bool DocumentTokens::next(Token& token) {
  while (true) {
    if (tokens_.next(token) && token.position < limit_) {
      if (limit_ == UINT32_MAX) {
        const auto& sections = document_.sections;
        while (section_ < sections.size() && sections[section_].heading_end <= token.begin) {
          ++section_;
        }
        field_ = section_ < sections.size() && token.begin >= sections[section_].begin ? kHeading
                                                                                       : kBody;
      }
      return true;
    }
    if (limit_ == UINT32_MAX) {
      return false;
    }
    if (limit_ == kTagPositions) {
      tokens_ = Tokenizer(document_.tags, kTagPositions);
      limit_ = kBodyPositions;
      field_ = kTags;
    } else {
      tokens_ = Tokenizer(document_.text, kBodyPositions);
      limit_ = UINT32_MAX;
    }
  }
}

}  // namespace broadsheet::search
