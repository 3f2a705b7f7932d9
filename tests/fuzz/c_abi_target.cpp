// The input is a program for the C interface. An instruction is an operation byte, then what it
// asks for: numbers of one byte, texts as a size byte (times 16 for sources) and their bytes. What
// the program leaves open is closed at its end, so that every leak is the library's.
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
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
  kOpenIndex,
  kPrepare,
  kAdd,
  kFinish,
  kNext,
  kFreeIndex,
  kOpenSearch,
  kSearch,
  kProvide,
  kMiss,
  kFreeSearch,
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
    broadsheet_index_free(index_);
    broadsheet_search_free(search_);
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
      default:
        step_of_search(operation);
        break;
    }
  }

  void step_of_search(Operation operation) {
    switch (operation) {
      case Operation::kOpenIndex: {
        broadsheet_index_free(std::exchange(index_, nullptr));
        const std::string_view options = text(1);
        finished_ = false;
        keep(broadsheet_index_open(options.data(), size_of(options), &index_));
        break;
      }
      case Operation::kPrepare: {
        const std::string_view path = text(1);
        const std::string_view source = text(16);
        broadsheet_reply* const reply =
            broadsheet_index_prepare(path.data(), size_of(path), source.data(), size_of(source));
        prepared_.assign(broadsheet_reply_primary(reply), reply->primary_size);
        keep(reply);
        break;
      }
      case Operation::kAdd: {
        // What was prepared, or any bytes.
        const bool any = byte() % 2 != 0;
        const std::string_view bytes = any ? text(1) : std::string_view(prepared_);
        if (index_ != nullptr && !finished_) {
          keep(broadsheet_index_add(index_, bytes.data(), size_of(bytes)));
        }
        break;
      }
      case Operation::kFinish:
        if (index_ != nullptr && !std::exchange(finished_, true)) {
          keep(broadsheet_index_finish(index_));
        }
        break;
      case Operation::kNext: {
        const std::string_view read = text(1);
        if (index_ != nullptr) {
          keep(broadsheet_index_next(index_, read.data(), size_of(read)));
        }
        break;
      }
      case Operation::kFreeIndex:
        broadsheet_index_free(std::exchange(index_, nullptr));
        break;
      case Operation::kOpenSearch:
        broadsheet_search_free(std::exchange(search_, nullptr));
        keep(broadsheet_search_open(byte() << (byte() % 24), &search_));
        break;
      case Operation::kSearch: {
        const std::string_view query = text(1);
        if (search_ != nullptr) {
          keep(broadsheet_search_query(search_, query.data(), size_of(query)));
        }
        break;
      }
      case Operation::kProvide: {
        const std::string_view name = text(1);
        const std::string_view bytes = text(1);
        if (search_ != nullptr) {
          keep(broadsheet_search_provide(search_, name.data(), size_of(name), bytes.data(),
                                         size_of(bytes)));
        }
        break;
      }
      case Operation::kMiss: {
        const std::string_view name = text(1);
        if (search_ != nullptr) {
          keep(broadsheet_search_miss(search_, name.data(), size_of(name)));
        }
        break;
      }
      case Operation::kFreeSearch:
        broadsheet_search_free(std::exchange(search_, nullptr));
        break;
      default:
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
    options.headings = byte() % 4;
    const std::string_view base = text(1);
    const std::string_view file = text(1);
    const std::string_view page_links = text(1);
    options.page_links = page_links.empty() ? nullptr : page_links.data();
    options.page_links_size = size_of(page_links);
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
    // An error says something; what a call of the index or the search answers may be empty.
    expect(sum != 0 || reply->status == BROADSHEET_OK, "an error says something");
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
  broadsheet_index* index_ = nullptr;
  bool finished_ = false;
  std::string prepared_;
  broadsheet_search* search_ = nullptr;
};

}  // namespace

void c_abi(std::string_view input) {
  Program(input).run();
}

}  // namespace broadsheet::fuzz
