#include "passes/addresses.h"

#include <string>

#include "html/elements.h"
#include "text/utf8.h"

namespace broadsheet::passes {
namespace {

using document::Kind;
using document::Node;
using document::Target;
namespace flag = document::flag;

void refuse(const Context& context, Node& node) {
  node.flags |= flag::kRefused;
  context.tree.has_refused = true;
}

void report_address(const Context& context, const Node& node, std::string_view code,
                    Severity severity, std::string_view before, std::string_view behind,
                    std::string_view hint) {
  if (!kTellsDiagnostics) {
    return;
  }
  std::string message(before);
  message += utf8::prefix(context.tree.targets[node.size].url, 100);
  message += behind;
  context.reporter.report(code, severity, context.tree.source_offset(node.extra),
                          std::move(message), std::string(hint));
}

void report_unknown(const Context& context, const Node& node) {
  report_address(context, node, "shortcode", Severity::kWarning, "the address `",
                 "` cannot be known here", "write the address itself");
}

void decide_link(const Context& context, Node& node) {
  const html::Addresses& addresses = context.policy.addresses;
  Target& target = context.tree.targets[node.size];
  if ((node.flags & flag::kUnknownAddress) != 0) {
    refuse(context, node);
    report_unknown(context, node);
  } else {
    if (!(addresses.base.empty() && addresses.pages.empty())) {
      target.url = context.tree.arena.keep(addresses.of_link(target.url));
    }
    if (context.policy.raw_html == RawHtml::kPass || html::may_link(target.url)) {
      return;
    }
    refuse(context, node);
    const bool is_autolink = (node.flags & flag::kAutolink) != 0;
    report_address(context, node, "link-scheme", is_autolink ? Severity::kInfo : Severity::kWarning,
                   "the link to `",
                   "` is not clickable: its scheme is not http, https, mailto or tel",
                   "check the address for a typing error");
  }
  // What stands in angle brackets is text then, with its brackets.
  node.flags |= (node.flags & flag::kAutolink) != 0 ? flag::kInBrackets : std::uint8_t{0};
}

void decide_image(const Context& context, Node& node) {
  Target& target = context.tree.targets[node.size];
  if ((node.flags & flag::kUnknownAddress) != 0) {
    refuse(context, node);
    report_unknown(context, node);
    return;
  }
  if (!context.policy.addresses.base.empty()) {
    target.url = context.tree.arena.keep(context.policy.addresses.of_image(target.url));
  }
  if (context.policy.raw_html != RawHtml::kPass && !html::may_load_image(target.url)) {
    refuse(context, node);
    report_address(context, node, "image-scheme", Severity::kWarning, "the image `",
                   "` is not shown: its scheme is not http or https",
                   "check the address for a typing error");
  }
}

}  // namespace

void decide_addresses(const Context& context) {
  document::Tree& tree = context.tree;
  if (tree.targets.empty()) {
    return;
  }
  std::uint32_t link_end = 0;  // of the link that is open, of Markdown or of raw HTML
  constexpr document::Kinds kKinds = {Kind::kImage, Kind::kLink, Kind::kElement};
  for (std::uint32_t at = 0; (at = next_of(tree.nodes, at, kKinds)) < tree.nodes.size();) {
    Node& node = tree.nodes[at];
    if (node.kind == Kind::kImage) {
      decide_image(context, node);
      at = node.end;
      continue;
    }
    if (node.kind == Kind::kLink && at < link_end) {
      // md4c finds bare URLs in link labels too; a link within a link is not HTML.
      node.kind = Kind::kGroup;
    } else if (node.kind == Kind::kLink) {
      link_end = node.end;
      decide_link(context, node);
    } else if (node.kind == Kind::kElement && at >= link_end &&
               node.value == static_cast<std::uint16_t>(html::Element::kA)) {
      link_end = node.end;
    }
    ++at;
  }
}

}  // namespace broadsheet::passes
