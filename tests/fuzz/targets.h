// The fuzz targets. Each takes any bytes, calls the library with them and ends the program when an
// answer breaks a promise; the sanitizers end it for the rest. libfuzzer_entry.cpp runs one of them
// under libFuzzer, replay_test.cpp all of them over the inputs that are kept.
#pragma once

#include <string_view>

namespace broadsheet::fuzz {

/// Front matter in every dialect: first byte the fence, the rest what stands between. YAML is read
/// by both of its readers.
void front_matter(std::string_view input);

/// A whole post: two bytes of options (post_options.h), then the source. It is made a mail and an
/// article, too.
void markdown(std::string_view input);

/// Raw HTML that stands alone.
void sanitizer(std::string_view input);

/// Two lines: a base, and all else a URL.
void url(std::string_view input);

/// A date as front matter may have it.
void date(std::string_view input);

/// The JSON of a catalog, a line `===`, the JSON of a query.
void catalog(std::string_view input);

/// A segment of a search index in one file: a byte of options and a query on the first line, then
/// the root's payload. The file's name and checksum are made to fit, so that its content is read.
void search_index(std::string_view input);

/// A whole index of several files, and an archive's manifest, edited: names and checksums are made
/// to fit again (search_archive_target.cpp).
void search_archive(std::string_view input);

/// A post's tree and what hooks answer: a byte of syntax, two of options, answers, a line `===`,
/// the source (tree_target.cpp).
void tree(std::string_view input);

/// A query of an index of three posts: a byte of options, then what a reader types.
void search_query(std::string_view input);

/// A sequence of calls of the C interface, one an instruction (c_abi_target.cpp).
void c_abi(std::string_view input);

}  // namespace broadsheet::fuzz
