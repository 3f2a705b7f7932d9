// What is decided about a post's tree, in which order.
#pragma once

#include <cstdint>
#include <string_view>

#include "broadsheet/render.h"
#include "diagnostics/reporter.h"
#include "document/tree.h"
#include "html/url.h"

namespace broadsheet::passes {

struct Context;

/// What the decisions depend on; RenderOptions with the profile's defaults filled in.
struct Policy {
  bool commonmark = false;                ///< no extensions, no ids
  RawHtml raw_html = RawHtml::kSanitize;  ///< one of the three policies
  bool shift_headings = true;
  Dialect dialect = Dialect::kGitHub;
  html::Addresses addresses;
  std::string_view lang;  ///< of the post; empty: as the script of `body` tells
  std::string_view body;
  std::uint32_t syntax = 0;  ///< bits of namespace syntax
  /// Reads it; null where there is none. Modules that have no use for it are linked without.
  void (*read_syntax)(const Context& context) = nullptr;
};

struct Context {
  document::Tree& tree;
  const Policy& policy;
  Reporter& reporter;
};

/// Takes all decisions. Writers read the tree then and decide nothing that shows in two of them.
void decide(const Context& context);

}  // namespace broadsheet::passes
