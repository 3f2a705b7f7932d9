#include "markdown/parse.h"

#include <md4c.h>

#include <new>
#include <stdexcept>

#include "markdown/shortcodes.h"
#include "markdown/tree_builder.h"
#include "text/script.h"

namespace broadsheet::markdown {
namespace {

/// What the callbacks return to make md4c stop; its own failures are negative.
constexpr int kStopTooLarge = 1;
constexpr int kStopNoMemory = 2;
constexpr int kStopDefect = 3;

struct Parse {
  TreeBuilder builder;
  document::Tree& tree;
};

/// Exceptions must not pass through md4c, which would leak its memory.
template <typename Action>
int guarded(void* userdata, Action action) noexcept {
  try {
    action(static_cast<Parse*>(userdata)->builder);
    return 0;
  } catch (const std::bad_alloc&) {
    return kStopNoMemory;
  } catch (...) {
    return kStopDefect;
  }
}

int on_enter_block(MD_BLOCKTYPE type, void* detail, void* userdata) {
  return guarded(userdata, [&](TreeBuilder& builder) { builder.enter_block(type, detail); });
}

int on_leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* userdata) {
  const int result = guarded(userdata, [&](TreeBuilder& builder) { builder.leave_block(type); });
  return result == 0 && static_cast<Parse*>(userdata)->builder.is_too_large() ? kStopTooLarge
                                                                              : result;
}

int on_enter_span(MD_SPANTYPE type, void* detail, void* userdata) {
  return guarded(userdata, [&](TreeBuilder& builder) { builder.enter_span(type, detail); });
}

int on_leave_span(MD_SPANTYPE type, void* /*detail*/, void* userdata) {
  return guarded(userdata, [&](TreeBuilder& builder) { builder.leave_span(type); });
}

int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* userdata) {
  return guarded(userdata, [&](TreeBuilder& builder) { builder.text(type, {text, size}); });
}

/// The limits that our patches of md4c set; what else it logs shows in its result.
void on_message(const char* text, void* userdata) {
  const std::string_view message = text;
  document::Tree& tree = static_cast<Parse*>(userdata)->tree;
  tree.too_deep = tree.too_deep || message == "Too many nested containers.";
  tree.too_many_brackets = tree.too_many_brackets || message == "Too many link openers.";
}

unsigned flags_of(const ParseSettings& settings, std::string_view body) {
  unsigned flags = settings.commonmark ? MD_DIALECT_COMMONMARK
                                       : MD_DIALECT_GITHUB | MD_FLAG_AUTOLINKSINTEXT |
                                             MD_FLAG_LATEXMATHSPANS | MD_FLAG_FOOTNOTES;
  flags |= MD_FLAG_NOLINKDETAILATEND;
  if (settings.emphasis != Emphasis::kCommonMark) {
    flags |= MD_FLAG_CJKFRIENDLY;
  }
  if (!settings.commonmark && settings.dialect != Dialect::kGitHub) {
    flags |= MD_FLAG_DEFINITIONLISTS;
  }
  if (!settings.commonmark && settings.dialect == Dialect::kKramdown) {
    flags |= MD_FLAG_ATTRIBUTELINES;
  }
  flags |= settings.wiki ? MD_FLAG_WIKILINKS : 0U;
  if (settings.emphasis == Emphasis::kLenient && text::is_cjk(body)) {
    flags |= MD_FLAG_LENIENTEMPHASIS;
  }
  return flags;
}

}  // namespace

ParseResult parse(std::string_view body, std::size_t offset, const ParseSettings& settings,
                  document::Tree& tree) {
  tree.offset = offset;
  tree.text = body;
  if (settings.separate != nullptr && settings.separate(body, settings, tree)) {
    tree.text = tree.prepared.text();
  } else if (!settings.commonmark && settings.shortcodes &&
             may_have_shortcodes(body, settings.dialect)) {
    tree.shortcodes = replace_shortcodes(body, settings.dialect, tree.prepared);
    tree.text = tree.prepared.text();
  }
  Parse parse{TreeBuilder(tree, settings.commonmark, settings.output_limit), tree};
  MD_PARSER parser = {};
  parser.flags = flags_of(settings, body);
  parser.enter_block = on_enter_block;
  parser.leave_block = on_leave_block;
  parser.enter_span = on_enter_span;
  parser.leave_span = on_leave_span;
  parser.text = on_text;
  parser.debug_log = on_message;
  const int result =
      md_parse(tree.text.data(), static_cast<MD_SIZE>(tree.text.size()), &parser, &parse);
  if (result == kStopTooLarge) {
    return ParseResult::kTooLarge;
  }
  if (result == kStopDefect) {
    throw std::logic_error("an unexpected failure while parsing");
  }
  if (result != 0) {
    throw std::bad_alloc();  // md4c has no other failure.
  }
  return ParseResult::kDone;
}

}  // namespace broadsheet::markdown
