// The way of a post into an index: tokens -> terms in memory -> runs -> merged -> files.
#include <algorithm>
#include <optional>
#include <utility>

#include "broadsheet/search.h"
#include "catalog/sort_keys.h"
#include "json/json_value.h"
#include "json/json_writer.h"
#include "search/format/columns.h"
#include "search/format/manifest.h"
#include "search/format/stored_document.h"
#include "search/terms/link_words.h"
#include "search/terms/qualifiers.h"
#include "search/writing/segment_writer.h"
#include "search/writing/term_table.h"

namespace broadsheet {
namespace search {
namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line;
    text += '\n';
  }
  return text;
}

/// Where the heading ends that a section begins with.
std::uint32_t heading_end(const Section& section, std::string_view text) {
  if (section.id.empty()) {
    return section.begin;
  }
  const std::size_t line = text.find('\n', section.begin);
  return static_cast<std::uint32_t>(std::min<std::size_t>(line, section.end));
}

/// One segment in the making: posts or links.
class SegmentBuilder {
 public:
  SegmentBuilder(FileQueue& files, bool links) : files_(files), segment_(files, links) {}

  std::uint32_t add(const StoredDocument& document, const PostData& data,
                    const std::vector<std::string>& hosts) {
    const std::uint32_t number = columns_.count();
    std::uint32_t title_length = 0;
    std::uint32_t length = 0;
    DocumentTokens tokens(document);
    Token token;
    while (tokens.next(token)) {
      terms_.add(token.term, token.position, tokens.field());
      if (token.kind != TokenKind::kPart) {
        ++length;
        title_length += tokens.field() == kTitle ? 1 : 0;
      }
    }
    add_filters(data, hosts);
    terms_.end_document(number, title_length);
    columns_.add(data, length);
    std::string bytes;
    write_document(bytes, document);
    segment_.add_document(bytes, length);
    return number;
  }

  [[nodiscard]] std::uint32_t count() const { return columns_.count(); }
  [[nodiscard]] std::size_t memory() const { return terms_.memory(); }

  /// Hands the terms in memory to the host, as its run number `run`.
  void spill(std::uint32_t run) {
    IndexStep step;
    step.kind = IndexStep::Kind::kRun;
    step.bytes = terms_.take_run();
    seals_.push_back(seal_run(step.bytes));
    runs_.push_back(run);
    files_.put(std::move(step));
  }

  [[nodiscard]] bool has_runs() const { return !runs_.empty(); }

  void start_merge() {
    segment_.end_documents(columns_.payload());
    if (runs_.empty()) {
      merge_.emplace(terms_.take_run());
    } else {
      merge_.emplace(std::move(seals_));
    }
  }

  /// Merges until a file is finished, a run must be read or all is done (true).
  bool merge() {
    MergedTerm term;
    while (files_.empty()) {
      if (std::optional<RunRead> wanted = merge_->wanted()) {
        IndexStep step;
        step.kind = IndexStep::Kind::kRead;
        step.run = runs_[wanted->run];
        step.offset = wanted->offset;
        step.size = wanted->size;
        files_.put(std::move(step));
        return false;
      }
      if (!merge_->next(term)) {
        entry_.root = segment_.finish();
        entry_.documents = columns_.count();
        return true;
      }
      segment_.add_term(term);
    }
    return false;
  }

  /// Whether a run is waited for and these are its bytes.
  [[nodiscard]] bool provide(std::string_view bytes) { return merge_ && merge_->provide(bytes); }
  [[nodiscard]] const SegmentEntry& entry() const { return entry_; }

 private:
  void add_filters(const PostData& data, const std::vector<std::string>& hosts) {
    const std::pair<Qualifier, const std::vector<std::string>&> lists[] = {
        {Qualifier::kTag, data.tags},
        {Qualifier::kCategory, data.categories},
        {Qualifier::kAuthor, data.authors},
        {Qualifier::kHost, hosts}};
    for (const auto& [qualifier, values] : lists) {
      for (const std::string& value : values) {
        terms_.add_plain(qualifier_term(qualifier, value));
      }
    }
  }

  FileQueue& files_;
  SegmentWriter segment_;
  ColumnsWriter columns_;
  TermTable terms_;
  std::vector<std::uint32_t> runs_;
  std::vector<RunSeal> seals_;
  std::optional<RunMerge> merge_;
  SegmentEntry entry_;
};

/// What results show of a link.
std::string link_entry(std::string_view path, const Post& post, const Link& link,
                       std::string_view host) {
  text::Buffer text;
  json::Writer out(text);
  const auto member = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) {
      out.key(key);
      out.string(value);
    }
  };
  out.begin_object();
  member("path", path);
  member("url", link.url);
  member("text", link.text);
  member("host", host);
  member("section", link.section);
  member("title", post.data.title.value_or(""));
  member("date", post.data.date.value_or(""));
  out.end_object();
  return text.take();
}

/// What results show must be read by whoever shows it.
bool is_entry(std::string_view json) {
  using Kind = json::JsonValue::Kind;
  const std::optional<json::JsonValue> entry = json::parse_json(json);
  const json::JsonValue* const path = entry ? entry->member("path") : nullptr;
  return path != nullptr && path->kind == Kind::kString;
}

Error order_error(std::string_view what) {
  return {ErrorCode::kIndexOrder, std::string(what), "see broadsheet/search.h", {}};
}

/// Why a manifest cannot be added to.
Error base_error(FileFault fault) {
  if (fault == FileFault::kVersion) {
    return {ErrorCode::kVersionMismatch, "the index to add to is of another version",
            "write the index again, with all posts", std::string(kSearchManifestName)};
  }
  return {ErrorCode::kIndexBase, "the index to add to has no manifest that can be read",
          "pass the bytes of its search.json, or nothing for an index of its own",
          std::string(kSearchManifestName)};
}

std::uint64_t documents_of(const std::vector<SegmentEntry>& segments) {
  return segments.empty() ? 0 : segments.front().documents;
}

}  // namespace
}  // namespace search

using search::FileQueue;
using search::SegmentBuilder;

namespace {

constexpr std::string_view kMovedFrom = "the writer was moved from";

}  // namespace

class IndexWriter::Impl {
 public:
  explicit Impl(IndexOptions options) : options_(std::move(options)) {}

  /// Reads what the index adds to.
  std::optional<Error> start() {
    if (options_.base.empty()) {
      return options_.superseded.empty()
                 ? std::nullopt
                 : std::optional(Error{ErrorCode::kIndexBase,
                                       "posts are superseded, but there is no index to add to",
                                       "pass its manifest as the base",
                                       {}});
    }
    search::FileFault fault{};
    auto base = search::read_manifest(options_.base, fault);
    if (!base) {
      return search::base_error(fault);
    }
    for (const IndexedPost& post : options_.superseded) {
      if (post.document >= search::documents_of(base->posts) ||
          std::uint64_t{post.first_link} + post.links > search::documents_of(base->links)) {
        return Error{ErrorCode::kIndexBase,
                     "the index to add to has no post " + std::to_string(post.document) +
                         " with the links that are superseded",
                     "pass what add() has told of the posts of that index",
                     {}};
      }
    }
    base_ = *std::move(base);
    return std::nullopt;
  }

  Result<std::optional<IndexedPost>> add(std::string_view path, const Post& post,
                                         std::string_view entry) {
    if (finished_) {
      return search::order_error("a post was added to an index that is finished");
    }
    if (!search::is_entry(entry)) {
      return Error{ErrorCode::kIndexEntry, "the entry of a post is not a JSON object with a path",
                   "pass an object like {\"path\": \"2020/1.md\"}", std::string(path)};
    }
    if (post.data.draft.value_or(false) && !options_.drafts) {
      return std::optional<IndexedPost>();
    }
    IndexedPost indexed;
    indexed.first_link = links_.count();
    // `host:` finds the posts that link there, too.
    std::vector<std::string> hosts;
    for (const Link& link : post.links) {
      add_link(path, post, link, hosts);
    }
    indexed.links = links_.count() - indexed.first_link;
    search::StoredDocument document;
    const std::string title = post.data.title.value_or("");
    const std::string tags = search::joined(post.data.tags);
    document.entry = entry;
    document.title = title;
    document.tags = tags;
    document.text = post.text;
    for (const Section& section : post.sections) {
      document.sections.push_back(
          {section.id, section.begin, search::heading_end(section, post.text)});
    }
    indexed.document = posts_.add(document, post.data, hosts);
    // A merge of sorted runs (Managing Gigabytes, 5.2) needs memory for one term, whatever the
    // archive.
    if (posts_.memory() + links_.memory() > options_.memory) {
      spill();
    }
    return std::optional(indexed);
  }

  std::optional<Error> finish() {
    if (finished_) {
      return search::order_error("an index was finished a second time");
    }
    finished_ = true;
    // Once a run lies outside, the rest joins it there: the merge then holds windows only.
    if (posts_.has_runs()) {
      spill();
    }
    posts_.start_merge();
    links_.start_merge();
    stage_ = Stage::kPosts;
    return std::nullopt;
  }

  /// The host does what a step says and asks again: the core has no files.
  IndexStep next() {
    while (files_.empty()) {
      switch (stage_) {
        case Stage::kPosts:
          stage_ = posts_.merge() ? Stage::kLinks : stage_;
          break;
        case Stage::kLinks:
          if (links_.merge()) {
            put_manifest();
            stage_ = Stage::kNone;
          }
          break;
        case Stage::kNone:
          return {};
      }
    }
    IndexStep step = files_.take();
    reading_ = step.kind == IndexStep::Kind::kRead;
    return step;
  }

  std::optional<Error> provide(std::string_view bytes) {
    if (!reading_) {
      return search::order_error("bytes were provided that no step has asked for");
    }
    if (!(stage_ == Stage::kPosts ? posts_ : links_).provide(bytes)) {
      return Error{ErrorCode::kIndexRun,
                   "the bytes are not those of the run that was asked for",
                   "give back each run as it was, from the offset on and in the size that is asked "
                   "for",
                   {}};
    }
    reading_ = false;
    return std::nullopt;
  }

 private:
  enum class Stage : std::uint8_t { kNone, kPosts, kLinks };

  void add_link(std::string_view path, const Post& post, const Link& link,
                std::vector<std::string>& hosts) {
    const std::string host = search::link_host(link.url);
    if (host.empty() && link.text.empty()) {
      return;
    }
    const std::string entry = search::link_entry(path, post, link, host);
    search::StoredDocument document;
    document.entry = entry;
    document.title = link.text;
    document.text = search::link_words(link.url);
    std::vector<std::string> own;
    if (!host.empty()) {
      own.push_back(host);
      hosts.push_back(host);
    }
    links_.add(document, post.data, own);
  }

  void spill() {
    posts_.spill(runs_++);
    links_.spill(runs_++);
  }

  /// Marks what the base must not answer with any more.
  void supersede(search::SearchManifest& manifest) const {
    if (manifest.posts.empty() || manifest.links.empty()) {
      return;
    }
    std::vector<std::uint64_t> posts;
    std::vector<std::uint64_t> links;
    for (const IndexedPost& post : options_.superseded) {
      posts.push_back(post.document);
      for (std::uint32_t i = 0; i < post.links; ++i) {
        links.push_back(post.first_link + i);
      }
    }
    sort_keys(posts);
    sort_keys(links);
    manifest.posts.front().superseded.assign(posts.begin(), posts.end());
    manifest.links.front().superseded.assign(links.begin(), links.end());
  }

  void put_manifest() {
    search::SearchManifest manifest = std::move(base_);
    supersede(manifest);
    manifest.posts.push_back(posts_.entry());
    manifest.links.push_back(links_.entry());
    IndexStep step;
    step.kind = IndexStep::Kind::kManifest;
    step.name = kSearchManifestName;
    step.bytes = search::write_manifest(manifest);
    files_.put(std::move(step));
  }

  IndexOptions options_;
  FileQueue files_;
  SegmentBuilder posts_{files_, false};
  SegmentBuilder links_{files_, true};
  std::uint32_t runs_ = 0;
  Stage stage_ = Stage::kNone;
  bool finished_ = false;
  bool reading_ = false;  ///< the last step was kRead
  search::SearchManifest base_;
};

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

Result<IndexWriter> IndexWriter::open(IndexOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  if (std::optional<Error> error = impl->start()) {
    return *std::move(error);
  }
  return IndexWriter(std::move(impl));
}

Result<std::optional<IndexedPost>> IndexWriter::add(std::string_view path, const Post& post,
                                                    std::string_view entry) {
  if (impl_ == nullptr) {
    return search::order_error(kMovedFrom);
  }
  return impl_->add(path, post, entry);
}

std::optional<Error> IndexWriter::finish() {
  return impl_ == nullptr ? search::order_error(kMovedFrom) : impl_->finish();
}

IndexStep IndexWriter::next() {
  return impl_ == nullptr ? IndexStep{} : impl_->next();
}

std::optional<Error> IndexWriter::provide(std::string_view bytes) {
  return impl_ == nullptr ? search::order_error(kMovedFrom) : impl_->provide(bytes);
}

}  // namespace broadsheet
