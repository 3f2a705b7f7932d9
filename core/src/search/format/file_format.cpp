#include "search/format/file_format.h"

#include "search/format/bytes.h"
#include "search/format/hash.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kVersionAt = 4;
constexpr std::size_t kKindAt = 5;
constexpr std::size_t kSaltAt = 6;
constexpr std::size_t kReservedAt = 7;
constexpr std::size_t kChecksumAt = 8;

/// The fields in front of the checksum take part in it.
std::uint64_t checksum(std::string_view header, std::string_view payload) {
  std::uint64_t seed = 0;
  for (std::size_t i = kVersionAt; i <= kSaltAt; ++i) {
    seed = seed << 8U | static_cast<unsigned char>(header[i]);
  }
  return xxh64(payload, seed);
}

std::uint64_t stated_checksum(std::string_view file) {
  ByteReader reader(file.substr(kChecksumAt, 8));
  return reader.u64();
}

}  // namespace

std::string hex(std::uint32_t value) {
  std::string text;
  for (unsigned shift = 32; shift > 0; shift -= 4) {
    text += "0123456789abcdef"[value >> (shift - 4) & 0xFU];
  }
  return text;
}

std::string file_name(FileId id) {
  return hex(id) += kFileSuffix;
}

std::optional<FileId> file_id(std::string_view name) {
  FileId id = 0;
  for (const char digit : name.substr(0, 8)) {
    id = id << 4U | static_cast<FileId>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  }
  return file_name(id) == name ? std::optional(id) : std::nullopt;
}

std::string make_file(FileKind kind, std::uint8_t salt, std::string_view payload) {
  std::string file;
  file.reserve(kHeaderSize + payload.size());
  file += kMagic;
  file += static_cast<char>(kFormatVersion);
  file += static_cast<char>(kind);
  file += static_cast<char>(salt);
  file += '\0';
  put_u64(file, checksum(file, payload));
  file += payload;
  return file;
}

FileId id_of(std::string_view file, std::size_t number) {
  return make_id(static_cast<std::uint32_t>(stated_checksum(file)), number);
}

FileFault check_file(std::string_view file, FileId id) {
  if (file.size() < kHeaderSize || file.substr(0, kVersionAt) != kMagic ||
      file[kReservedAt] != '\0') {
    return FileFault::kDamaged;
  }
  if (file[kVersionAt] != static_cast<char>(kFormatVersion)) {
    // A flipped bit looks like another version; another version has a name that fits.
    return id_of(file, id) == id ? FileFault::kVersion : FileFault::kDamaged;
  }
  if (stated_checksum(file) != checksum(file, payload_of(file))) {
    return FileFault::kDamaged;
  }
  return id_of(file, id) == id ? FileFault::kNone : FileFault::kOther;
}

FileKind kind_of(std::string_view file) {
  return static_cast<FileKind>(file[kKindAt]);
}

}  // namespace broadsheet::search
