#include "search/writing/prepared_post.h"

#include <vector>

#include "search/format/bytes.h"
#include "text/utf8.h"

namespace broadsheet::search {
namespace {

void put_size(std::string& out, std::size_t size) {
  put_varint(out, static_cast<std::uint32_t>(size));
}

void put_texts(std::string& out, const std::vector<std::string>& texts) {
  put_size(out, texts.size());
  for (const std::string& text : texts) {
    put_text(out, text);
  }
}

/// What follows counts on texts to be UTF-8.
class PreparedPostReader : public ByteReader {
 public:
  using ByteReader::ByteReader;

  [[nodiscard]] std::string_view text() {
    const std::string_view text = ByteReader::text();
    if (utf8::find_invalid(text) != std::string_view::npos) {
      fail();
    }
    return text;
  }
};

std::vector<std::string> read_texts(PreparedPostReader& in) {
  std::vector<std::string> texts(in.count());
  for (std::string& text : texts) {
    text = in.text();
  }
  return texts;
}

/// An index makes no difference between what is missing and what is empty.
std::string_view or_empty(const std::optional<std::string>& text) {
  return text ? std::string_view(*text) : std::string_view{};
}

}  // namespace

std::string write_prepared_post(std::string_view path, std::string_view entry, const Post& post) {
  const PostData& data = post.data;
  std::string out;
  put_text(out, path);
  put_text(out, entry);
  for (const std::string_view text :
       {or_empty(data.title), or_empty(data.date), or_empty(data.lang)}) {
    put_text(out, text);
  }
  put_varint(out, data.draft.value_or(false) ? 1 : 0);
  for (const auto* const texts : {&data.tags, &data.categories, &data.authors}) {
    put_texts(out, *texts);
  }
  put_text(out, post.text);
  put_size(out, post.sections.size());
  for (const Section& section : post.sections) {
    put_text(out, section.id);
    put_varint(out, section.begin);
    put_varint(out, section.end);
  }
  put_size(out, post.links.size());
  for (const Link& link : post.links) {
    put_text(out, link.url);
    put_text(out, link.text);
    put_text(out, link.section);
  }
  return out;
}

std::optional<PreparedPost> read_prepared_post(std::string_view bytes) {
  PreparedPostReader in(bytes);
  PreparedPost prepared;
  PostData& data = prepared.post.data;
  prepared.path = in.text();
  prepared.entry = in.text();
  for (auto* const text : {&data.title, &data.date, &data.lang}) {
    *text = in.text();
  }
  data.draft = in.varint() != 0;
  for (auto* const texts : {&data.tags, &data.categories, &data.authors}) {
    *texts = read_texts(in);
  }
  prepared.post.text = in.text();
  prepared.post.sections.resize(in.count(3));
  for (Section& section : prepared.post.sections) {
    section.id = in.text();
    section.begin = in.varint();
    section.end = in.varint();
    // Prepared in another thread or process, so not to be trusted more than a file.
    if (section.begin > section.end || section.end > prepared.post.text.size()) {
      in.fail();
    }
  }
  prepared.post.links.resize(in.count(3));
  for (Link& link : prepared.post.links) {
    link.url = in.text();
    link.text = in.text();
    link.section = in.text();
  }
  if (!in.ok() || !in.at_end()) {
    return std::nullopt;
  }
  return prepared;
}

}  // namespace broadsheet::search
