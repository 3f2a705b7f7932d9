// Answers requests on stdin with the hashes of the library's replies, one line a reply, so that the
// replies of the native library and of the WebAssembly module can be held against each other.
//
//   broadsheet_parity_dump render    count, then `count` settings; then pairs of file and source
//   broadsheet_parity_dump sent      settings as JSON, base; then pairs of file and source
//   broadsheet_parity_dump catalog   the posts as JSON; then queries
//   broadsheet_parity_dump index     options as JSON; then pairs of path and source
//
// A number is a uint32_t in little-endian; a text is its size in bytes and its bytes. A setting is
// profile, html, emphasis, front_matter, headings, parts (numbers), base and page_links (texts).
// Every source is rendered with every setting. A line is the reply's status and the FNV-1a hashes
// (64 bit, hexadecimal) of its primary, text and json blocks. Of an index a line is the name of a
// file and the hash of its bytes, in the order in which they are written.
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/broadsheet_c.h"

namespace {

struct Setting {
  broadsheet_render_options options;
  std::string base;
  std::string page_links;
};

[[noreturn]] void fail(const char* message) {
  std::fprintf(stderr, "broadsheet_parity_dump: %s\n", message);
  std::exit(2);
}

/// Reads exactly `size` bytes. Returns false at the end of the input, where a request may end.
bool read_bytes(void* bytes, std::size_t size) {
  const std::size_t read = std::fread(bytes, 1, size, stdin);
  if (read != size && read != 0) {
    fail("the input ends in the middle of a request");
  }
  return read == size;
}

bool read_number(std::uint32_t& number) {
  unsigned char bytes[4];
  if (!read_bytes(bytes, sizeof bytes)) {
    return false;
  }
  number = 0;
  for (unsigned index = 0; index < sizeof bytes; ++index) {
    number |= std::uint32_t{bytes[index]} << (8 * index);
  }
  return true;
}

bool read_text(std::string& text) {
  std::uint32_t size = 0;
  if (!read_number(size)) {
    return false;
  }
  text.resize(size);
  if (size != 0 && !read_bytes(text.data(), size)) {
    fail("a text is shorter than its size says");
  }
  return true;
}

void require(bool read) {
  if (!read) {
    fail("the input ends too early");
  }
}

std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  return hash;
}

/// Prints a reply's line and gives the reply back.
void print_and_free(broadsheet_reply* reply) {
  std::printf("%" PRIu32 " %016" PRIx64 " %016" PRIx64 " %016" PRIx64 "\n", reply->status,
              fnv1a({broadsheet_reply_primary(reply), reply->primary_size}),
              fnv1a({broadsheet_reply_text(reply), reply->text_size}),
              fnv1a({broadsheet_reply_json(reply), reply->json_size}));
  broadsheet_reply_free(reply);
}

std::uint32_t size_of(const std::string& text) {
  return static_cast<std::uint32_t>(text.size());
}

void dump_renders() {
  std::uint32_t count = 0;
  require(read_number(count));
  std::vector<Setting> settings(count);
  for (auto& [options, base, page_links] : settings) {
    options = {};
    require(read_number(options.profile) && read_number(options.html) &&
            read_number(options.emphasis) && read_number(options.front_matter) &&
            read_number(options.headings) && read_number(options.dialect) &&
            read_number(options.parts) && read_text(base) && read_text(page_links));
    options.base = base.data();
    options.base_size = size_of(base);
    options.page_links = page_links.data();
    options.page_links_size = size_of(page_links);
  }
  std::string file;
  std::string source;
  while (read_text(file)) {
    require(read_text(source));
    for (Setting& setting : settings) {
      setting.options.file = file.data();
      setting.options.file_size = size_of(file);
      print_and_free(broadsheet_render(source.data(), size_of(source), &setting.options));
    }
  }
}

/// What is sent: mails, articles of WeChat's, feeds.
void dump_sent() {
  std::string settings;
  std::string base;
  require(read_text(settings) && read_text(base));
  broadsheet_render_options options = {};
  options.parts = BROADSHEET_PART_ALL;
  options.base = base.data();
  options.base_size = size_of(base);
  std::string file;
  std::string source;
  while (read_text(file)) {
    require(read_text(source));
    options.file = file.data();
    options.file_size = size_of(file);
    print_and_free(broadsheet_render_sent(source.data(), size_of(source), &options, settings.data(),
                                          size_of(settings)));
  }
}

void dump_queries() {
  std::string json;
  require(read_text(json));
  broadsheet_catalog* catalog = nullptr;
  print_and_free(broadsheet_catalog_open(json.data(), size_of(json), &catalog));
  if (catalog == nullptr) {
    fail("the catalog does not open");
  }
  std::string query;
  while (read_text(query)) {
    print_and_free(broadsheet_catalog_query(catalog, query.data(), size_of(query)));
  }
  broadsheet_catalog_free(catalog);
}

/// The value of a member that is a text or a number, in what the library writes.
std::string member_of(std::string_view json, std::string_view name) {
  const std::string key = '"' + std::string(name) + "\":";
  const std::size_t at = json.find(key);
  if (at == std::string_view::npos) {
    return {};
  }
  std::string_view value = json.substr(at + key.size());
  value = value.substr(0, value.find_first_of(",}"));
  return std::string(value.front() == '"' ? value.substr(1, value.size() - 2) : value);
}

/// Does what an index asks for, with the runs in memory.
void serve(broadsheet_index* index, std::vector<std::string>& runs) {
  std::string read;
  while (true) {
    broadsheet_reply* reply = broadsheet_index_next(index, read.data(), size_of(read));
    read.clear();
    if (reply->status != BROADSHEET_OK) {
      fail("the index is not written");
    }
    const std::string_view json(broadsheet_reply_json(reply), reply->json_size);
    const std::string kind = member_of(json, "kind");
    const std::string_view bytes(broadsheet_reply_primary(reply), reply->primary_size);
    if (kind == "run") {
      runs.emplace_back(bytes);
    } else if (kind == "read") {
      read =
          runs.at(std::stoul(member_of(json, "run")))
              .substr(std::stoul(member_of(json, "offset")), std::stoul(member_of(json, "size")));
    } else if (kind != "nothing") {
      std::printf("%s %016" PRIx64 "\n", member_of(json, "name").c_str(), fnv1a(bytes));
    }
    broadsheet_reply_free(reply);
    if (kind == "nothing") {
      return;
    }
  }
}

void dump_index() {
  std::string options;
  require(read_text(options));
  broadsheet_index* index = nullptr;
  broadsheet_reply_free(broadsheet_index_open(options.data(), size_of(options), &index));
  if (index == nullptr) {
    fail("the index does not open");
  }
  std::vector<std::string> runs;
  std::string path;
  std::string source;
  while (read_text(path)) {
    require(read_text(source));
    broadsheet_reply* prepared =
        broadsheet_index_prepare(path.data(), size_of(path), source.data(), size_of(source));
    broadsheet_reply_free(broadsheet_index_add(index, broadsheet_reply_primary(prepared),
                                               static_cast<std::uint32_t>(prepared->primary_size)));
    broadsheet_reply_free(prepared);
    serve(index, runs);
  }
  broadsheet_reply_free(broadsheet_index_finish(index));
  serve(index, runs);
  broadsheet_index_free(index);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc == 2 ? argv[1] : "";
  if (mode == "render") {
    dump_renders();
  } else if (mode == "sent") {
    dump_sent();
  } else if (mode == "catalog") {
    dump_queries();
  } else if (mode == "index") {
    dump_index();
  } else {
    fail("usage: broadsheet_parity_dump render|sent|catalog|index < requests");
  }
  return 0;
}
