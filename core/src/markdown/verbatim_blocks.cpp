#include "markdown/verbatim_blocks.h"

#include <md4c.h>

#include <algorithm>
#include <new>

#include "text/fold.h"

namespace broadsheet::markdown {
namespace {

constexpr int kStopNoMemory = 1;

struct Finder {
  std::string_view body;
  std::vector<VerbatimBlock> blocks;
  bool in_block = false;
  bool is_fenced = false;
  bool is_html = false;
};

/// Whether the HTML block that begins with `html` ends at a text of its own.
bool has_own_end(std::string_view html) {
  constexpr std::string_view kBeginnings[] = {"<script", "<pre", "<style", "<textarea", "<!", "<?"};
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings), [&](std::string_view begin) {
    return text::fold(html.substr(0, begin.size())) == begin;
  });
}

/// Whether the line at `at` is a comment from its first to its last character and names no tag.
/// Such an HTML block ends with the line (CommonMark 4.6, kind 2).
bool is_comment_of_a_line(std::string_view body, std::size_t at) {
  const std::string_view rest = body.substr(at, body.find('\n', at) - at);
  return rest.substr(0, 4) == "<!--" && rest.find("-->", 4) != std::string_view::npos &&
         rest.find('{') == std::string_view::npos;
}

/// Whether some tag may stand in a verbatim block. Finding blocks is a part of a parse, and most
/// posts need none: a fence, an opening of HTML or an indented tag is seen without.
bool may_hold_tags(std::string_view body) {
  if (body.find("```") != std::string_view::npos || body.find("~~~") != std::string_view::npos) {
    return true;
  }
  for (std::size_t at = body.find('<'); at != std::string_view::npos; at = body.find('<', at + 1)) {
    if (has_own_end(body.substr(at, 10)) && !is_comment_of_a_line(body, at)) {
      return true;
    }
  }
  std::size_t line = 0;
  std::size_t seen = 0;
  for (std::size_t at = body.find('{'); at != std::string_view::npos; at = body.find('{', at + 1)) {
    if (at + 1 == body.size() ||
        (body[at + 1] != '{' && body[at + 1] != '%' && body.substr(at, 3) != "{::")) {
      continue;
    }
    const std::size_t feed = body.substr(seen, at - seen).rfind('\n');
    line = feed == std::string_view::npos ? line : seen + feed + 1;
    // Four columns make code, behind whatever marks of quotes and lists (CommonMark 4.4). What was
    // looked at for the tag before on this line is not looked at again, but for three blanks.
    const std::size_t begin = std::max(line, seen - std::min<std::size_t>(seen, 3));
    const std::string_view before = body.substr(begin, at - begin);
    if (before.find("    ") != std::string_view::npos ||
        before.find('\t') != std::string_view::npos) {
      return true;
    }
    seen = at;
  }
  return false;
}

int on_enter_block(MD_BLOCKTYPE type, void* detail, void* userdata) {
  Finder& finder = *static_cast<Finder*>(userdata);
  if (type != MD_BLOCK_CODE && type != MD_BLOCK_HTML) {
    return 0;
  }
  finder.in_block = true;
  finder.is_html = type == MD_BLOCK_HTML;
  finder.is_fenced =
      !finder.is_html && static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->fence_char != 0;
  try {
    finder.blocks.push_back({finder.body.size(), 0});
  } catch (const std::bad_alloc&) {
    return kStopNoMemory;
  }
  return 0;
}

int on_leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* userdata) {
  Finder& finder = *static_cast<Finder*>(userdata);
  if (type != MD_BLOCK_CODE && type != MD_BLOCK_HTML) {
    return 0;
  }
  finder.in_block = false;
  VerbatimBlock& block = finder.blocks.back();
  if (block.end == 0 || (finder.is_html && !has_own_end(finder.body.substr(block.begin)))) {
    finder.blocks.pop_back();
    return 0;
  }
  // Whole lines; of fenced code, the one with the fence, too.
  std::size_t line = finder.body.find_last_of('\n', block.begin);
  if (finder.is_fenced && line != std::string_view::npos && line > 0) {
    line = finder.body.find_last_of('\n', line - 1);
  }
  block.begin = line == std::string_view::npos ? 0 : line + 1;
  return 0;
}

int on_span(MD_SPANTYPE /*type*/, void* /*detail*/, void* /*userdata*/) {
  return 0;
}

int on_text(MD_TEXTTYPE /*type*/, const MD_CHAR* text, MD_SIZE size, void* userdata) {
  Finder& finder = *static_cast<Finder*>(userdata);
  const char* const body = finder.body.data();
  if (finder.in_block && text >= body && text < body + finder.body.size()) {
    const auto begin = static_cast<std::size_t>(text - body);
    VerbatimBlock& block = finder.blocks.back();
    block.begin = std::min(block.begin, begin);
    block.end = std::max(block.end, begin + size);
  }
  return 0;
}

}  // namespace

std::vector<VerbatimBlock> verbatim_blocks_around_tags(std::string_view body, Dialect dialect) {
  if (!may_hold_tags(body)) {
    return {};
  }
  Finder finder;
  finder.body = body;
  MD_PARSER parser = {};
  parser.flags = MD_DIALECT_GITHUB | MD_FLAG_FOOTNOTES | MD_FLAG_BLOCKSONLY;
  parser.flags |= dialect != Dialect::kGitHub ? MD_FLAG_DEFINITIONLISTS : 0;
  parser.flags |= dialect == Dialect::kKramdown ? MD_FLAG_ATTRIBUTELINES : 0;
  parser.enter_block = on_enter_block;
  parser.leave_block = on_leave_block;
  parser.enter_span = on_span;
  parser.leave_span = on_span;
  parser.text = on_text;
  if (md_parse(body.data(), static_cast<MD_SIZE>(body.size()), &parser, &finder) != 0) {
    throw std::bad_alloc();  // There is no other failure.
  }
  return std::move(finder.blocks);
}

}  // namespace broadsheet::markdown
