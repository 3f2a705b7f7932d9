#include "front_matter/scalar_schema.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "text/ascii.h"
#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

/// The last one of duplicate keys wins, at the place of the first.
void write_map(json::Writer& out, const Node& node) {
  struct Member {
    std::string_view key;
    const Node* value;
  };
  std::vector<Member> members;
  std::map<std::string, std::uint32_t> places;
  for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
    const Node& key = node.children[i];
    // JSON has no other keys than text.
    if (key.kind != Kind::kScalar) {
      continue;
    }
    const auto [place, is_new] =
        places.try_emplace(std::string(key.scalar), static_cast<std::uint32_t>(members.size()));
    if (is_new) {
      members.push_back({key.scalar, nullptr});
    }
    members[place->second].value = &node.children[i + 1];
  }
  out.begin_object();
  for (const Member& member : members) {
    out.foreign_key(member.key);
    write_json(out, *member.value);
  }
  out.end_object();
}

}  // namespace

bool is_json_number(std::string_view text) {
  // At most 15 digits: JSON numbers are IEEE doubles to most readers and those are exact.
  constexpr std::size_t kMaxDigits = 15;
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  const std::size_t whole = at;
  while (at < text.size() && text::is_digit(text[at])) {
    ++at;
  }
  std::size_t digits = at - whole;
  if (digits == 0 || (digits > 1 && text[whole] == '0')) {
    return false;
  }
  const bool negative_zero = text[0] == '-' && text[whole] == '0';
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = ++at;
    while (at < text.size() && text::is_digit(text[at])) {
      ++at;
    }
    // A trailing zero would be lost, and small fractions are printed with an exponent.
    if (at == fraction || text[at - 1] == '0' || at - fraction > 6) {
      return false;
    }
    digits += at - fraction;
  } else if (negative_zero) {
    return false;
  }
  return at == text.size() && digits <= kMaxDigits;
}

void write_json(json::Writer& out, const Node& node) {
  switch (node.kind) {
    case Kind::kNull:
      out.raw("null");
      return;
    case Kind::kScalar:
      if (node.literal || (node.plain && is_json_number(node.scalar))) {
        out.raw(node.scalar);
      } else if (node.plain &&
                 (node.scalar == "true" || node.scalar == "True" || node.scalar == "TRUE")) {
        out.boolean(true);
      } else if (node.plain &&
                 (node.scalar == "false" || node.scalar == "False" || node.scalar == "FALSE")) {
        out.boolean(false);
      } else {
        out.string(node.scalar);
      }
      return;
    case Kind::kSequence:
      out.begin_array();
      for (const Node& child : node.children) {
        write_json(out, child);
      }
      out.end_array();
      return;
    case Kind::kMap:
      write_map(out, node);
      return;
  }
}

std::optional<bool> read_boolean(const Node& node) {
  if (node.kind != Kind::kScalar) {
    return std::nullopt;
  }
  const std::string value = text::fold(node.scalar);
  if (value == "true" || value == "yes" || value == "on" || value == "1") {
    return true;
  }
  if (value == "false" || value == "no" || value == "off" || value == "0") {
    return false;
  }
  return std::nullopt;
}

}  // namespace broadsheet::front_matter
