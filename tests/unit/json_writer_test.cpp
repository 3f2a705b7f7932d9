#include "json/json_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace broadsheet::json {
namespace {

TEST(JsonWriter, SetsCommas) {
  text::Buffer text;
  Writer out(text);
  out.begin_object();
  out.key("a");
  out.begin_array();
  out.number(-1);
  out.boolean(true);
  out.begin_object();
  out.end_object();
  out.end_array();
  out.key("b");
  out.string("x");
  out.end_object();
  EXPECT_EQ(text.view(), R"({"a":[-1,true,{}],"b":"x"})");
}

TEST(JsonWriter, EscapesAsAnotherReaderExpects) {
  std::string every;
  for (int c = 0; c < 0x80; ++c) {
    every += static_cast<char>(c);
  }
  every += "中文\xF0\x9F\x98\x80";
  text::Buffer text;
  append_string(text, every);
  EXPECT_EQ(nlohmann::json::parse(text.view()).get<std::string>(), every);
}

}  // namespace
}  // namespace broadsheet::json
