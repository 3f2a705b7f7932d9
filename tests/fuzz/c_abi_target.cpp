// The input is a program for the C interface. An instruction is an operation byte, then what it
// asks for: numbers of one byte, texts as a size byte (times 16 for sources) and their bytes. What
// the program leaves open is closed at its end, so that every leak is the library's.
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include "broadsheet/broadsheet_c.h"
#include "expect.h"
#include "targets.h"

namespace broadsheet::fuzz {
namespace {

enum class Operation : std::uint8_t {
  kRender,
  kOpenCatalog,
  kQuery,
  kFreeCatalog,
  kFreeReply,
  kAllocate,
  kCount,
};

class Program {
 public:
  explicit Program(std::string_view code) : code_(code) {}

  ~Program() {
    for (broadsheet_reply* reply : replies_) {
      broadsheet_reply_free(reply);
    }
    for (broadsheet_catalog* catalog : catalogs_) {
      broadsheet_catalog_free(catalog);
    }
  }

  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void run() {
    while (!code_.empty()) {
      step(static_cast<Operation>(byte() % static_cast<unsigned>(Operation::kCount)));
    }
  }

 private:
  void step(Operation operation) {
    switch (operation) {
      case Operation::kRender:
        render();
        break;
      case Operation::kOpenCatalog:
        open_catalog();
        break;
      case Operation::kQuery: {
        const broadsheet_catalog* catalog = catalogs_[slot()];
        const std::string_view query = text(1);
        if (catalog != nullptr) {
          keep(broadsheet_catalog_query(catalog, query.data(), size_of(query)));
        }
        break;
      }
      case Operation::kFreeCatalog:
        broadsheet_catalog_free(std::exchange(catalogs_[slot()], nullptr));
        break;
      case Operation::kFreeReply:
        broadsheet_reply_free(std::exchange(replies_[slot()], nullptr));
        break;
      case Operation::kAllocate: {
        const std::uint32_t size = byte() * 16;
        void* const memory = broadsheet_alloc(size);
        expect(memory != nullptr, "there is memory");
        std::memset(memory, 0xAA, size);
        broadsheet_free(memory);
        break;
      }
      case Operation::kCount:
        break;
    }
  }

  void render() {
    broadsheet_render_options options = {};
    // Values beyond the last that exists are asked for as well.
    options.profile = byte() % 4;
    options.html = byte() % 6;
    options.emphasis = byte() % 5;
    options.front_matter = byte() % 4;
    options.parts = byte() % 16;
    options.encoding = byte() % 3;
    const std::string_view base = text(1);
    const std::string_view file = text(1);
    options.base = base.empty() ? nullptr : base.data();
    options.base_size = size_of(base);
    options.file = file.empty() ? nullptr : file.data();
    options.file_size = size_of(file);
    const std::string_view source = text(16);
    keep(broadsheet_render(source.data(), size_of(source), &options));
  }

  void open_catalog() {
    broadsheet_catalog*& catalog = catalogs_[slot()];
    broadsheet_catalog_free(catalog);
    const std::string_view json = text(16);
    broadsheet_reply* const reply = broadsheet_catalog_open(json.data(), size_of(json), &catalog);
    expect((reply->status == BROADSHEET_OK) == (catalog != nullptr),
           "a catalog is open, or there is an error");
    keep(reply);
  }

  /// Reads every byte of a reply, so that AddressSanitizer sees each, and keeps it for a while.
  void keep(broadsheet_reply* reply) {
    expect(reply != nullptr, "a reply is never NULL");
    expect(reply->status <= BROADSHEET_INVALID_ARGUMENT, "nothing fails but by its arguments",
           {broadsheet_reply_json(reply), reply->json_size});
    std::uint32_t sum = 0;
    const auto read = [&sum](const char* block, std::uint32_t size) {
      for (std::uint32_t at = 0; at < size; ++at) {
        sum += static_cast<unsigned char>(block[at]);
      }
    };
    read(broadsheet_reply_primary(reply), reply->primary_size);
    read(broadsheet_reply_text(reply), reply->text_size);
    read(broadsheet_reply_json(reply), reply->json_size);
    expect(sum != 0, "a reply says something");
    broadsheet_reply*& kept = replies_[next_reply_++ % replies_.size()];
    broadsheet_reply_free(kept);
    kept = reply;
  }

  unsigned byte() {
    if (code_.empty()) {
      return 0;
    }
    const auto value = static_cast<unsigned char>(code_.front());
    code_.remove_prefix(1);
    return value;
  }

  std::size_t slot() { return byte() % catalogs_.size(); }

  std::string_view text(std::size_t unit) {
    const std::size_t size = byte() * unit;
    const std::string_view text = code_.substr(0, size);
    code_.remove_prefix(text.size());
    return text;
  }

  static std::uint32_t size_of(std::string_view text) {
    return static_cast<std::uint32_t>(text.size());
  }

  std::string_view code_;
  std::array<broadsheet_catalog*, 4> catalogs_ = {};
  std::array<broadsheet_reply*, 4> replies_ = {};
  std::size_t next_reply_ = 0;
};

}  // namespace

void c_abi(std::string_view input) {
  Program(input).run();
}

}  // namespace broadsheet::fuzz
