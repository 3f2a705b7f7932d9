// The table of named character references, beside the list that md4c brings for its own renderer.
#include "html/named_references.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "text/utf8.h"

extern "C" {
#include "md4c_references.h"
}

namespace broadsheet::html {
namespace {

constexpr std::string_view kLetters =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::span<const ENTITY> references() {
  std::size_t count = 0;
  const ENTITY* const list = md4c_references(&count);
  return {list, count};
}

std::string_view name_of(const ENTITY& entity) {
  const std::string_view reference = entity.name;
  return reference.substr(1, reference.size() - 2);
}

std::string meaning_of(const ENTITY& entity) {
  std::string text;
  for (const unsigned c : entity.codepoints) {
    if (c != 0) {
      utf8::append(text, c);
    }
  }
  return text;
}

TEST(NamedReferences, AllNamesStandForWhatTheStandardSays) {
  ASSERT_EQ(references().size(), 2125U);
  for (const ENTITY& entity : references()) {
    std::string text = "before ";
    EXPECT_TRUE(append_named_reference(text, name_of(entity))) << entity.name;
    EXPECT_EQ(text, "before " + meaning_of(entity)) << entity.name;
  }
}

TEST(NamedReferences, WhatIsNoNameAppendsNothing) {
  std::set<std::string, std::less<>> names;
  for (const ENTITY& entity : references()) {
    names.emplace(name_of(entity));
  }
  std::set<std::string, std::less<>> others = {"", "A", "z", std::string(1000, 'z')};
  for (const std::string& name : names) {
    for (std::size_t at = 0; at <= name.size(); ++at) {
      others.insert(name.substr(0, at));
      others.insert(name.substr(0, at) + "b" + name.substr(at));
      others.insert(name.substr(0, at) + "z" + name.substr(std::min(at + 1, name.size())));
    }
  }
  for (const char first : kLetters) {
    for (const char second : kLetters) {
      others.insert({first, second});
    }
  }
  for (const std::string& other : others) {
    std::string text = "before ";
    EXPECT_EQ(append_named_reference(text, other), names.contains(other)) << other;
    EXPECT_EQ(text == "before ", !names.contains(other)) << other;
  }
}

}  // namespace
}  // namespace broadsheet::html
