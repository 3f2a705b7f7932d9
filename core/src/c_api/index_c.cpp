// The half of broadsheet_c.h that writes a search index.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/search.h"
#include "c_api/argument.h"
#include "c_api/reply.h"
#include "json/json_value.h"
#include "json/json_writer.h"
#include "search/writing/prepared_post.h"
#include "text/buffer.h"

struct broadsheet_index {
  broadsheet::IndexWriter writer;
};

namespace broadsheet::c_api {
namespace {

using json::JsonValue;
using json::parse_json;
using Kind = JsonValue::Kind;

std::optional<std::uint32_t> whole_number(const JsonValue& value) {
  constexpr double kMost = 4'294'967'295;
  if (value.kind != Kind::kNumber || !(value.number >= 0) || value.number > kMost) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(value.number);
}

/// Nothing, if the options are of another form.
std::optional<IndexOptions> options_from_json(std::string_view json) {
  IndexOptions options;
  if (json.empty()) {
    return options;
  }
  const std::optional<JsonValue> root = parse_json(json);
  if (!root || root->kind != Kind::kObject) {
    return std::nullopt;
  }
  if (const JsonValue* const drafts = root->member("drafts")) {
    options.drafts = drafts->boolean;
  }
  if (const JsonValue* const base = root->member("base")) {
    options.base = base->string;
  }
  if (const JsonValue* const memory = root->member("memory")) {
    const auto bytes = whole_number(*memory);
    if (!bytes) {
      return std::nullopt;
    }
    options.memory = *bytes;
  }
  if (const JsonValue* const superseded = root->member("superseded")) {
    for (const JsonValue& post : superseded->children) {
      std::uint32_t numbers[3] = {};
      if (post.children.size() != std::size(numbers)) {
        return std::nullopt;
      }
      for (std::size_t i = 0; i < std::size(numbers); ++i) {
        const auto number = whole_number(post.children[i]);
        if (!number) {
          return std::nullopt;
        }
        numbers[i] = *number;
      }
      options.superseded.push_back({numbers[0], numbers[1], numbers[2]});
    }
  }
  return options;
}

broadsheet_reply* open(std::string_view json, broadsheet_index** index) {
  std::optional<IndexOptions> options = options_from_json(json);
  if (!options) {
    return make_error(BROADSHEET_INVALID_ARGUMENT, "index-options",
                      "the options of the index are of another form", "see broadsheet_c.h");
  }
  auto writer = IndexWriter::open(*std::move(options));
  if (!writer) {
    return make_error(writer.error());
  }
  *index = new broadsheet_index{*std::move(writer)};
  return make_reply({}, {}, {});
}

broadsheet_reply* add(IndexWriter& writer, std::string_view prepared) {
  const std::optional<search::PreparedPost> post = search::read_prepared_post(prepared);
  if (!post) {
    return make_error(BROADSHEET_INVALID_ARGUMENT, "index-post",
                      "the bytes are no post that was prepared for an index",
                      "pass what broadsheet_index_prepare() has answered");
  }
  const auto added = writer.add(post->path, post->post, post->entry);
  if (!added) {
    return make_error(added.error());
  }
  const std::optional<IndexedPost>& indexed = *added;
  text::Buffer json;
  json::Writer out(json);
  out.begin_object();
  if (indexed) {
    out.key("indexed");
    out.begin_array();
    for (const std::uint32_t number : {indexed->document, indexed->first_link, indexed->links}) {
      out.number(number);
    }
    out.end_array();
  }
  out.end_object();
  return make_reply({}, {}, json.view());
}

broadsheet_reply* next(IndexWriter& writer, std::string_view read) {
  if (!read.empty()) {
    if (const auto error = writer.provide(read)) {
      return make_error(*error);
    }
  }
  const IndexStep step = writer.next();
  text::Buffer json;
  json::Writer out(json);
  constexpr std::string_view kKinds[] = {"nothing", "file", "manifest", "run", "read"};
  out.begin_object();
  out.key("kind");
  out.string(kKinds[static_cast<std::size_t>(step.kind)]);
  if (!step.name.empty()) {
    out.key("name");
    out.string(step.name);
  }
  if (step.links) {
    out.key("links");
    out.boolean(true);
  }
  if (step.kind == IndexStep::Kind::kRead) {
    out.key("run");
    out.number(step.run);
    out.key("offset");
    out.number(static_cast<std::int64_t>(step.offset));
    out.key("size");
    out.number(step.size);
  }
  out.end_object();
  return make_reply(step.bytes, {}, json.view());
}

}  // namespace
}  // namespace broadsheet::c_api

extern "C" {

using broadsheet::c_api::guarded_with;

broadsheet_reply* broadsheet_index_open(const char* options, uint32_t options_size,
                                        broadsheet_index** index) {
  return guarded_with(index, [&](broadsheet_index*& made) {
    made = nullptr;
    return broadsheet::c_api::open(broadsheet::c_api::view(options, options_size), &made);
  });
}

broadsheet_reply* broadsheet_index_add(broadsheet_index* index, const char* prepared,
                                       uint32_t prepared_size) {
  return guarded_with(index, [&](broadsheet_index& written) {
    return broadsheet::c_api::add(written.writer, broadsheet::c_api::view(prepared, prepared_size));
  });
}

broadsheet_reply* broadsheet_index_finish(broadsheet_index* index) {
  return guarded_with(index, [&](broadsheet_index& written) {
    const auto error = written.writer.finish();
    return error ? broadsheet::c_api::make_error(*error)
                 : broadsheet::c_api::make_reply({}, {}, {});
  });
}

broadsheet_reply* broadsheet_index_next(broadsheet_index* index, const char* read,
                                        uint32_t read_size) {
  return guarded_with(index, [&](broadsheet_index& written) {
    return broadsheet::c_api::next(written.writer, broadsheet::c_api::view(read, read_size));
  });
}

void broadsheet_index_free(broadsheet_index* index) {
  delete index;
}

}  // extern "C"
