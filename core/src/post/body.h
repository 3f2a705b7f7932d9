// The body of a post as a tree with all decisions, and as HTML: what every way of a post needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "document/tree.h"
#include "html/url.h"
#include "markdown/parse.h"
#include "passes/passes.h"

namespace broadsheet {

/// A source without bytes that are no UTF-8, and without NUL.
class ReadableSource {
 public:
  /// `source` must outlive it.
  explicit ReadableSource(std::string_view source);

  [[nodiscard]] std::string_view text() const { return text_; }
  /// Of what was given.
  [[nodiscard]] std::size_t given_size() const { return given_size_; }
  /// Where the first byte was that is no UTF-8; npos if there was none.
  [[nodiscard]] std::size_t invalid() const { return invalid_; }
  [[nodiscard]] bool repaired() const { return !repaired_.empty(); }

 private:
  std::string_view text_;
  std::string repaired_;
  std::size_t invalid_;
  std::size_t given_size_;
};

/// How a body is to be read; RenderOptions with the profile's defaults filled in.
struct BodySettings {
  bool commonmark = false;                ///< no extensions, no ids
  RawHtml raw_html = RawHtml::kSanitize;  ///< one of the three policies
  bool shift_headings = true;
  Emphasis emphasis = Emphasis::kLenient;
  Dialect dialect = Dialect::kGitHub;
  bool shortcodes = true;
  std::uint32_t syntax = 0;  ///< bits of namespace syntax
  /// See markdown::ParseSettings and passes::Policy.
  bool (*separate)(std::string_view body, const markdown::ParseSettings& settings,
                   document::Tree& tree) = nullptr;
  void (*read_syntax)(const passes::Context& context) = nullptr;
  html::Addresses addresses;
  std::string_view lang;  ///< of the post; empty: as the script of the body tells
};

/// Lets the options that say something decide.
void apply(const ArticleOptions& options, BodySettings& settings);

/// How much HTML a body may make.
[[nodiscard]] std::size_t output_limit(std::string_view body);

/// Parses `body`, valid UTF-8, into `tree` and takes all decisions. False if its HTML would surely
/// be longer than output_limit(). `body_offset` is its place in the source, for diagnostics. Throws
/// nothing but std::bad_alloc.
[[nodiscard]] bool read_body(std::string_view body, std::size_t body_offset,
                             const BodySettings& settings, Reporter& reporter,
                             document::Tree& tree);

/// Nothing if it would be longer than output_limit() and `more` bytes.
[[nodiscard]] std::optional<std::string> body_html(const document::Tree& tree,
                                                   std::string_view body, bool commonmark,
                                                   std::size_t more = 0);

/// A body that is not parsed: as text in a `<pre>`.
[[nodiscard]] std::string plain_html(std::string_view body);

}  // namespace broadsheet
