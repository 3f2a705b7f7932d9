#include "spec/example_file.h"

#include <fstream>
#include <iterator>
#include <sstream>

namespace broadsheet::spec {
namespace {

std::string with_tabs(std::string text) {
  const std::string arrow = "→";
  for (std::size_t at = text.find(arrow); at != std::string::npos; at = text.find(arrow, at)) {
    text.replace(at, arrow.size(), "\t");
  }
  return text;
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<Example> read_example_file(const std::string& path) {
  const std::string fence(32, '`');
  std::vector<Example> examples;
  std::istringstream lines(read_file(path));
  std::string title;
  std::string line;
  enum { kBetween, kMarkdown, kHtml } place = kBetween;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (place == kBetween) {
      if (line.rfind("# ", 0) == 0) {
        title = line.substr(2);
      } else if (line.rfind(fence + " example", 0) == 0) {
        examples.push_back({title, number, line.substr(fence.size() + 8), "", ""});
        place = kMarkdown;
      }
    } else if (place == kMarkdown && line == ".") {
      place = kHtml;
    } else if (line == fence) {
      place = kBetween;
    } else {
      std::string& into = place == kMarkdown ? examples.back().markdown : examples.back().html;
      into += with_tabs(line) + "\n";
    }
  }
  return examples;
}

}  // namespace broadsheet::spec
