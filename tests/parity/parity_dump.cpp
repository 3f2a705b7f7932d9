// Answers requests on stdin with the hashes of the library's replies, one line a reply, so that the
// replies of the native library and of the WebAssembly module can be held against each other.
//
//   broadsheet_parity_dump render    count, then `count` settings; then pairs of file and source
//   broadsheet_parity_dump catalog   the posts as JSON; then queries
//
// A number is a uint32_t in little-endian; a text is its size in bytes and its bytes. A setting is
// profile, html, emphasis, front_matter, headings, parts (numbers), base and page_links (texts).
// Every source is rendered with every setting. A line is the reply's status and the FNV-1a hashes
// (64 bit, hexadecimal) of its primary, text and json blocks.
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
            read_number(options.headings) && read_number(options.parts) && read_text(base) &&
            read_text(page_links));
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

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc == 2 ? argv[1] : "";
  if (mode == "render") {
    dump_renders();
  } else if (mode == "catalog") {
    dump_queries();
  } else {
    fail("usage: broadsheet_parity_dump render|catalog < requests");
  }
  return 0;
}
