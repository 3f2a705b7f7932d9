// The terms of the documents that have been added, in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::search {

/// Collects postings in the form of postings.h, as growing lists of bytes in a common pool.
class TermTable {
 public:
  TermTable();

  /// A term of the document that is being added. Positions of a term come in order.
  void add(std::string_view term, std::uint32_t position, std::uint8_t field);

  /// A term without positions: what qualifiers look up ("tag:").
  void add_plain(std::string_view term);

  /// Ends the document. Documents come in order.
  void end_document(std::uint32_t document, std::uint32_t title_length);

  /// Bytes in use, about.
  [[nodiscard]] std::size_t memory() const;
  [[nodiscard]] bool empty() const { return entries_.empty(); }

  /// Writes all terms in byte order as a run (run.h) and forgets them.
  [[nodiscard]] std::string take_run();

 private:
  /// A list of bytes: slices of the pool, each with the address of the next behind it.
  struct Stream {
    std::uint32_t head = 0;
    std::uint32_t at = 0;
    std::uint32_t limit = 0;  ///< where the present slice ends
    std::uint32_t size = 0;
  };
  struct TermPostings {
    std::uint32_t term = 0;  ///< address in the pool of names
    std::uint32_t term_size = 0;
    std::uint32_t hash = 0;
    std::uint32_t documents = 0;
    std::uint32_t last_document = 0;
    std::uint32_t last_position = 0;
    std::uint32_t count = 0;  ///< in the present document
    std::uint8_t fields = 0;
    Stream document_stream;
    Stream position_stream;
  };

  void sort_terms(std::uint32_t* order, std::size_t count, std::size_t from) const;
  TermPostings& postings_of(std::string_view term);
  void grow();
  void put(Stream& stream, std::uint32_t value);
  void put_byte(Stream& stream, char byte);
  [[nodiscard]] std::uint32_t allocate(std::uint32_t size);
  [[nodiscard]] char* at(std::uint32_t address);
  void copy(const Stream& stream, std::string& out);
  [[nodiscard]] std::string_view term_of(const TermPostings& entry) const {
    return std::string_view(names_).substr(entry.term, entry.term_size);
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::uint32_t used_ = 0;  ///< bytes of the pool
  std::string names_;
  std::vector<TermPostings> entries_;
  std::vector<std::uint32_t> slots_;    ///< entry + 1 by hash; 0: free
  std::vector<std::uint32_t> touched_;  ///< entries in the present document
};

}  // namespace broadsheet::search
