#include "front_matter/scalar_schema.h"

#include <algorithm>
#include <string>
#include <vector>

#include "text/fold.h"

namespace broadsheet::front_matter {
namespace {

using Kind = Node::Kind;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

void write_map(json::Writer& out, const Node& node) {
  struct Member {
    std::string_view key;
    const Node* value;
  };
  std::vector<Member> members;
  members.reserve(node.children.size() / 2);
  for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
    // JSON has no other keys than text.
    if (node.children[i].kind == Kind::kScalar) {
      members.push_back({node.children[i].scalar, &node.children[i + 1]});
    }
  }
  // Duplicates stand together after a stable sort of positions by key; the last one wins. Sorting
  // keeps this from becoming quadratic in the number of keys.
  std::vector<std::size_t> order(members.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return members[a].key < members[b].key; });
  std::vector<const Node*> winner(members.size(), nullptr);
  for (std::size_t i = 0; i < order.size();) {
    std::size_t last = i;
    while (last + 1 < order.size() && members[order[last + 1]].key == members[order[i]].key) {
      ++last;
    }
    winner[order[i]] = members[order[last]].value;
    i = last + 1;
  }
  out.begin_object();
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (winner[i] != nullptr) {
      out.foreign_key(members[i].key);
      write_json(out, *winner[i]);
    }
  }
  out.end_object();
}

}  // namespace

bool is_json_number(std::string_view text) {
  // At most 15 digits: JSON numbers are IEEE doubles to most readers and those are exact.
  constexpr std::size_t kMaxDigits = 15;
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  const std::size_t whole = at;
  while (at < text.size() && is_digit(text[at])) {
    ++at;
  }
  std::size_t digits = at - whole;
  if (digits == 0 || (digits > 1 && text[whole] == '0')) {
    return false;
  }
  const bool negative_zero = text[0] == '-' && text[whole] == '0';
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = ++at;
    while (at < text.size() && is_digit(text[at])) {
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
      if (node.literal) {
        out.raw(node.scalar);
      } else if (node.plain &&
                 (node.scalar == "true" || node.scalar == "True" || node.scalar == "TRUE")) {
        out.boolean(true);
      } else if (node.plain &&
                 (node.scalar == "false" || node.scalar == "False" || node.scalar == "FALSE")) {
        out.boolean(false);
      } else if (node.plain && is_json_number(node.scalar)) {
        out.raw(node.scalar);
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
