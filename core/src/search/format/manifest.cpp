#include "search/format/manifest.h"

#include "search/format/hash.h"

namespace broadsheet::search {
namespace {

constexpr std::string_view kOpening = R"({"format":"broadsheet-search","version":)";
constexpr std::string_view kPosts = R"(,"posts":[)";
constexpr std::string_view kLinks = R"(],"links":[)";
constexpr std::string_view kRoot = R"({"root":")";
constexpr std::string_view kDocuments = R"(","documents":)";
constexpr std::string_view kSuperseded = R"(,"superseded":[)";
constexpr std::string_view kCheck = R"(],"check":")";
constexpr std::string_view kClosing = "\"}\n";

void write_segments(std::string& out, const std::vector<SegmentEntry>& segments) {
  bool first = true;
  for (const SegmentEntry& segment : segments) {
    out += first ? "" : ",";
    first = false;
    out += kRoot;
    out += file_name(segment.root);
    out += kDocuments;
    out += std::to_string(segment.documents);
    out += kSuperseded;
    for (std::size_t i = 0; i < segment.superseded.size(); ++i) {
      out += i == 0 ? "" : ",";
      out += std::to_string(segment.superseded[i]);
    }
    out += "]}";
  }
}

/// Proves all before it.
std::string check_of(std::string_view json) {
  // Against damage and mixtures of two builds, not against attackers, who could compute it, too.
  const std::uint64_t hash = xxh64(json, kFormatVersion);
  return hex(static_cast<std::uint32_t>(hash >> 32U)) + hex(static_cast<std::uint32_t>(hash));
}

/// Reads the one form that is written.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool take(std::string_view literal) {
    if (text_.substr(0, literal.size()) != literal) {
      return false;
    }
    text_.remove_prefix(literal.size());
    return true;
  }

  bool number(std::uint32_t& value) {
    value = 0;
    std::size_t digits = 0;
    // Nine digits cannot overflow, and no index has a thousand million documents.
    while (digits < text_.size() && digits < 9 && text_[digits] >= '0' && text_[digits] <= '9') {
      value = value * 10 + static_cast<std::uint32_t>(text_[digits++] - '0');
    }
    text_.remove_prefix(digits);
    return digits > 0;
  }

  bool segments(std::vector<SegmentEntry>& list) {
    for (bool first = true; first || take(","); first = false) {
      if (!take(kRoot)) {
        return first;
      }
      SegmentEntry& segment = list.emplace_back();
      const auto id = file_id(text_.substr(0, file_name(0).size()));
      if (!id) {
        return false;
      }
      segment.root = *id;
      text_.remove_prefix(file_name(0).size());
      if (!take(kDocuments) || !number(segment.documents) || !take(kSuperseded)) {
        return false;
      }
      std::uint32_t document = 0;
      while (number(document)) {
        segment.superseded.push_back(document);
        if (!take(",")) {
          break;
        }
      }
      if (!take("]}")) {
        return false;
      }
    }
    return true;
  }

 private:
  std::string_view text_;
};

}  // namespace

std::string write_manifest(const SearchManifest& manifest) {
  std::string out(kOpening);
  out += std::to_string(kFormatVersion);
  out += kPosts;
  write_segments(out, manifest.posts);
  out += kLinks;
  write_segments(out, manifest.links);
  const std::string check = check_of(out);
  out += kCheck;
  out += check;
  out += kClosing;
  return out;
}

std::optional<SearchManifest> read_manifest(std::string_view json, FileFault& fault) {
  fault = FileFault::kDamaged;
  Scanner scanner(json);
  std::uint32_t version = 0;
  SearchManifest manifest;
  if (!scanner.take(kOpening) || !scanner.number(version)) {
    return std::nullopt;
  }
  if (version != kFormatVersion) {
    fault = FileFault::kVersion;
    return std::nullopt;
  }
  // Written again, it must be the same to the byte; the check is among that.
  if (!scanner.take(kPosts) || !scanner.segments(manifest.posts) || !scanner.take(kLinks) ||
      !scanner.segments(manifest.links) || write_manifest(manifest) != json) {
    return std::nullopt;
  }
  return manifest;
}

}  // namespace broadsheet::search
