#include "html/attribute_list.h"

#include <algorithm>

namespace broadsheet::html {
namespace {

/// Reads one attribute after the other.
class Reader {
 public:
  explicit Reader(std::string_view attributes) : attributes_(attributes) {}

  /// Goes on to the next; false if there is none.
  bool next() {
    begin_ = end_;
    if (begin_ >= attributes_.size() || attributes_[begin_] != ' ') {
      return false;
    }
    end_ = std::min(attributes_.find_first_of(" =>", begin_ + 1), attributes_.size());
    name_ = attributes_.substr(begin_ + 1, end_ - begin_ - 1);
    value_ = {};
    if (attributes_.substr(end_, 2) == "=\"") {
      const std::size_t first = end_ + 2;
      const std::size_t last = std::min(attributes_.find('"', first), attributes_.size());
      value_ = attributes_.substr(first, last - first);
      end_ = std::min(last + 1, attributes_.size());
    }
    return !name_.empty();
  }

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view value() const { return value_; }
  [[nodiscard]] std::string_view whole() const { return attributes_.substr(begin_, end_ - begin_); }
  /// Where the attribute begins that was read last, or what is none.
  [[nodiscard]] std::size_t at() const { return begin_; }

 private:
  std::string_view attributes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string_view name_;
  std::string_view value_;
};

}  // namespace

std::optional<std::string_view> attribute_in(std::string_view attributes, std::string_view name) {
  for (Reader reader(attributes); reader.next();) {
    if (reader.name() == name) {
      return reader.value();
    }
  }
  return std::nullopt;
}

std::size_t append_missing(text::Buffer& out, std::string_view added, std::string_view present) {
  Reader reader(added);
  while (reader.next()) {
    if (!attribute_in(present, reader.name())) {
      out += reader.whole();
    }
  }
  return reader.at();
}

}  // namespace broadsheet::html
