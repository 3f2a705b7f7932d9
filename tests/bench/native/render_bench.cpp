// How much longer rendering takes as WebAssembly than natively, beside md4c with its own writer of
// HTML: this program compiled to both, run by tests/bench/wasm_to_native.mjs.
//
//   broadsheet_render_bench POSTS ROUNDS WARM_UP
//
// POSTS is a file of posts, each behind its size in bytes (32 bits, least first). Prints for every
// contender the processor time of each round in milliseconds, as a line of JSON. The contenders
// take turns within a round.
#include <md4c-html.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/render.h"
#include "broadsheet/sent.h"

#ifdef __EMSCRIPTEN__
#include <emscripten.h>

// The C library's clock() is the wall's here.
// clang-format off
EM_JS(double, processor_ms, (), {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
})
// clang-format on
#else
#include <ctime>

static double processor_ms() {
  return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}
#endif

namespace {

struct Contender {
  const char* name;
  void (*render)(std::string_view post, std::size_t& size);
  std::vector<double> times;
};

void render_html(std::string_view post, std::size_t& size) {
  broadsheet::RenderOptions options;
  options.parts = {true, false, false};
  size += broadsheet::render_post(post, options).html.size();
}

void render_whole(std::string_view post, std::size_t& size) {
  size += broadsheet::render_post(post).html.size();
}

/// Page, mail, its text and the article of WeChat's: of one tree.
void render_sent(std::string_view post, std::size_t& size) {
  broadsheet::SentSettings settings;
  settings.mail.emplace().url = "https://letters.example/one/";
  settings.wechat.emplace();
  const broadsheet::SentPost sent = broadsheet::render_sent(post, {}, settings);
  size += sent.post.html.size() + sent.mail->html.size() + sent.wechat->html.size();
}

void render_md4c(std::string_view post, std::size_t& size) {
  std::string html;
  md_html(
      post.data(), static_cast<MD_SIZE>(post.size()),
      [](const MD_CHAR* text, MD_SIZE length, void* out) {
        static_cast<std::string*>(out)->append(text, length);
      },
      &html, MD_DIALECT_GITHUB, 0);
  size += html.size();
}

std::vector<std::string> read_posts(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::string> posts;
  for (std::size_t at = 0; at + 4 <= bytes.size();) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      size |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    }
    posts.push_back(bytes.substr(at + 4, size));
    at += 4 + size;
  }
  return posts;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: broadsheet_render_bench POSTS ROUNDS WARM_UP\n", stderr);
    return 2;
  }
  const std::vector<std::string> posts = read_posts(argv[1]);
  const int rounds = std::atoi(argv[2]);
  const int warm_up = std::atoi(argv[3]);
  std::array<Contender, 4> contenders{{{"broadsheet, HTML alone", render_html, {}},
                                       {"broadsheet, whole step", render_whole, {}},
                                       {"page, mail, text, article", render_sent, {}},
                                       {"md4c with md4c-html", render_md4c, {}}}};
  std::size_t size = 0;
  for (int round = -warm_up; round < rounds; ++round) {
    for (Contender& contender : contenders) {
      const double began = processor_ms();
      for (const std::string& post : posts) {
        contender.render(post, size);
      }
      if (round >= 0) {
        contender.times.push_back(processor_ms() - began);
      }
    }
  }
  for (const Contender& contender : contenders) {
    std::printf("{\"name\": \"%s\", \"times\": [", contender.name);
    for (std::size_t i = 0; i < contender.times.size(); ++i) {
      std::printf("%s%.3f", i == 0 ? "" : ", ", contender.times[i]);
    }
    std::puts("]}");
  }
  return size == 0 ? 1 : 0;
}
