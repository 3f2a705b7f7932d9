// Writes JSON text straight into a buffer: the reply of a render call is made on the hot path, so
// no tree is built for it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/buffer.h"

namespace broadsheet::json {

/// Appends `text`, valid UTF-8, as a JSON string with its quotes (RFC 8259, section 7).
void append_string(text::Buffer& out, std::string_view text);

/// Writes members and elements in order and sets the commas. The caller closes what it opens.
class Writer {
 public:
  explicit Writer(text::Buffer& out) : out_(out) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }

  /// A key of ours, which needs no escapes.
  void key(std::string_view name);

  /// A key that somebody else has written.
  void foreign_key(std::string_view name) {
    string(name);
    out_ += ':';
    first_ = true;
  }

  void string(std::string_view text) {
    separate();
    append_string(out_, text);
  }

  void number(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
  }

  void boolean(bool value) { raw(value ? "true" : "false"); }

  /// A value that is JSON text already.
  void raw(std::string_view json) {
    separate();
    out_ += json;
  }

 private:
  void separate() {
    if (!first_) {
      out_ += ',';
    }
    first_ = false;
  }

  void begin(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
  }

  void end(char bracket) {
    out_ += bracket;
    first_ = false;
  }

  text::Buffer& out_;
  bool first_ = true;
};

}  // namespace broadsheet::json
