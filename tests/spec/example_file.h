// Example files: the specification of Broadsheet's own rules, readable by people.
#pragma once

#include <string>
#include <vector>

namespace broadsheet::spec {

struct Example {
  std::string title;  ///< of the section it stands in
  int line = 0;       ///< of the file, for messages
  std::string options;
  std::string markdown;
  std::string html;
};

/// Reads an example file: sections start with `# Title`; an example is fenced by lines of 32
/// backticks, the first of which ends in `example` and options (`commonmark`, `cjk`, `plain`,
/// `pass`), and divided by a line with a single dot. `→` stands for a tab. Text between is comment.
std::vector<Example> read_example_file(const std::string& path);

/// Reads a file's bytes; empty when it cannot be read.
std::string read_file(const std::string& path);

}  // namespace broadsheet::spec
