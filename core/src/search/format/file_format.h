// What all files of an index have in common: a header, a checksum, a name made of it.
//
//   offset 0  "BSIX"
//          4  format version
//          5  kind of file
//          6  salt: raised until the name is no other file's
//          7  0
//          8  XXH64 of the payload, seeded with version, kind and salt; little-endian
//         16  payload
//
// A file's name is 24 bits of its checksum and 8 of its number among the files of its kind, in
// hexadecimal, and a file is found by the name that another file holds. So a file that has been
// changed, cut or mixed up is noticed: its bytes do not fit its header, or its header does not fit
// the name. (Checksums do not compress: a directory holds 24 bits of each and counts the rest.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace broadsheet::search {

inline constexpr std::string_view kMagic = "BSIX";
inline constexpr std::uint8_t kFormatVersion = 2;
inline constexpr std::size_t kHeaderSize = 16;
inline constexpr std::string_view kFileSuffix = ".bsx";

enum class FileKind : std::uint8_t {
  kRoot = 1,       ///< a segment's directory
  kColumns = 2,    ///< what filters and ranking need of every document
  kTerms = 3,      ///< terms with documents and frequencies; in small segments positions, too
  kPositions = 4,  ///< positions of a kTerms file's terms
  kDocuments = 5,  ///< documents to show
};

/// 24 bits of a checksum << 8 | 8 bits of a number.
using FileId = std::uint32_t;

[[nodiscard]] constexpr FileId make_id(std::uint32_t checksum, std::size_t number) {
  return checksum << 8U | (static_cast<FileId>(number) & 0xFFU);
}
/// The part of a checksum that an id holds.
[[nodiscard]] constexpr std::uint32_t checksum_of(FileId id) {
  return id >> 8U;
}

/// Eight hexadecimal digits.
[[nodiscard]] std::string hex(std::uint32_t value);
[[nodiscard]] std::string file_name(FileId id);
[[nodiscard]] std::optional<FileId> file_id(std::string_view name);

/// A whole file around `payload`.
[[nodiscard]] std::string make_file(FileKind kind, std::uint8_t salt, std::string_view payload);

/// The id of a file that make_file() has made, the one of that number.
[[nodiscard]] FileId id_of(std::string_view file, std::size_t number);

enum class FileFault : std::uint8_t {
  kNone,
  kDamaged,  ///< cut, changed, or no file of an index at all
  kVersion,  ///< of a format version that this code does not read
  kOther,    ///< sound, but not the file of that name
  kMissing,  ///< cannot be had
};

/// What is wrong with which file.
struct Fault {
  FileFault kind = FileFault::kNone;
  FileId file = 0;
};

/// Checks all of a file's bytes against its header and its name.
[[nodiscard]] FileFault check_file(std::string_view file, FileId id);

/// The kind of a file that check_file() has passed.
[[nodiscard]] FileKind kind_of(std::string_view file);

/// The payload of a file that check_file() has passed.
[[nodiscard]] inline std::string_view payload_of(std::string_view file) {
  return file.substr(kHeaderSize);
}

}  // namespace broadsheet::search
