#include "search/query/query_parser.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "catalog/date_bound.h"
#include "search/terms/qualifiers.h"
#include "search/terms/tokenizer.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace broadsheet::search {
namespace {

/// A unit as it was typed.
struct Word {
  std::string_view text;
  bool negative = false;
  bool quoted = false;
  bool last = false;  ///< nothing stands behind it: perhaps it is still being typed
};

/// Divides at blanks outside of quotation marks, Latin ones or “these”.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  bool next(Word& word) {
    skip_blanks();
    if (at_ == text_.size()) {
      return false;
    }
    word = {};
    if (text_[at_] == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != '-') {
      word.negative = true;
      ++at_;
    }
    const std::size_t begin = at_;
    if (take_quote()) {
      const std::size_t inside = at_;
      std::size_t end = at_;
      while (at_ < text_.size() && !take_quote()) {
        static_cast<void>(utf8::next(text_, at_));
        end = at_;
      }
      word.quoted = true;
      word.text = text_.substr(inside, end - inside);
      return true;
    }
    // A qualifier's value may be quoted: tag:"two words".
    bool inside = false;
    while (at_ < text_.size()) {
      std::size_t behind = at_;
      const char32_t c = utf8::next(text_, behind);
      inside = c == '"' ? !inside : inside;
      if (!inside && text::is_blank(c)) {
        break;
      }
      at_ = behind;
    }
    word.text = text_.substr(begin, at_ - begin);
    word.last = at_ == text_.size();
    return true;
  }

 private:
  void skip_blanks() {
    for (std::size_t behind = at_; behind < text_.size(); at_ = behind) {
      if (!text::is_blank(utf8::next(text_, behind))) {
        return;
      }
    }
    at_ = text_.size();
  }

  bool take_quote() {
    for (const std::string_view mark : {"\"", "\u201C", "\u201D", "\u300C", "\u300D"}) {
      if (text_.substr(at_, mark.size()) == mark) {
        at_ += mark.size();
        return true;
      }
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

constexpr catalog::DayNumber kFirstDay = 10'000'101;

/// A day as "2020-06-30".
std::string day_text(catalog::DayNumber day) {
  const std::string digits = std::to_string(day);
  return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6);
}

class Parser {
 public:
  explicit Parser(bool prefix) : prefix_(prefix) {}

  ParsedQuery parse(std::string_view text) {
    Words words(text);
    Word word;
    bool alternative = false;
    while (words.next(word)) {
      if (!word.quoted && !word.negative && word.text == "OR") {
        alternative = !query_.all.empty();
        continue;
      }
      if (!word.quoted && take_operator(word)) {
        continue;
      }
      take(word, alternative);
      alternative = false;
    }
    return std::move(query_);
  }

 private:
  void notice(ErrorCode code, std::string message) {
    query_.notices.push_back({code, std::move(message), {}});
  }

  /// Reads `key:value`; the value may be quoted.
  static bool split(std::string_view text, std::string_view& key, std::string& value) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon + 1 == text.size()) {
      return false;
    }
    key = text.substr(0, colon);
    value = text.substr(colon + 1);
    value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
    return true;
  }

  /// Operators that are no unit of their own: `in:title`, dates.
  bool take_operator(const Word& word) {
    std::string_view key;
    std::string value;
    if (!split(word.text, key, value)) {
      return false;
    }
    if (key == "in" && value == "title" && !word.negative) {
      query_.title_only = true;
      return true;
    }
    if (key != "before" && key != "after") {
      return false;
    }
    // before:2024 ends with 2023. What is not before a day is after it, from that day on.
    const bool before = (key == "before") != word.negative;
    const auto bound = catalog::parse_bound(value, catalog::Bound::kFirst);
    if (!bound) {
      notice(ErrorCode::kQueryDate,
             "`" + std::string(utf8::prefix(word.text, 100)) +
                 "` is not a date; write it like 2020, 2020-06 or 2020-06-30");
    } else if (before) {
      // No date is earlier than the year 1000.
      const std::string day = day_text(std::max(catalog::day_before(*bound), kFirstDay));
      query_.to = query_.to.empty() ? day : std::min(query_.to, day);
    } else {
      query_.from = std::max(query_.from, day_text(*bound));
    }
    return true;
  }

  void take(const Word& word, bool alternative) {
    if (++units_ > kMaxUnits) {
      if (units_ == kMaxUnits + 1) {
        notice(ErrorCode::kQueryLong, "the query has more than " + std::to_string(kMaxUnits) +
                                          " words; the others are passed over");
      }
      return;
    }
    Clause clause;
    if (word.quoted || !take_filter(word.text, clause)) {
      take_text(word, clause);
    }
    if (clause.any.empty()) {
      return;
    }
    for (Unit& unit : clause.any) {
      unit.quoted = word.quoted;
    }
    if (word.negative) {
      for (Unit& unit : clause.any) {
        query_.none.push_back(std::move(unit));
      }
    } else if (alternative) {
      for (Unit& unit : clause.any) {
        query_.all.back().any.push_back(std::move(unit));
      }
    } else {
      query_.all.push_back(std::move(clause));
    }
  }

  bool take_filter(std::string_view text, Clause& clause) {
    constexpr std::pair<std::string_view, Qualifier> kQualifiers[] = {
        {"tag", Qualifier::kTag},
        {"category", Qualifier::kCategory},
        {"author", Qualifier::kAuthor},
        {"host", Qualifier::kHost}};
    std::string_view key;
    std::string value;
    if (!split(text, key, value)) {
      return false;
    }
    for (const auto& [name, qualifier] : kQualifiers) {
      if (key == name) {
        Unit unit;
        unit.qualifier = true;
        unit.parts.push_back({needle(qualifier_term(qualifier, value), false), 0});
        clause.any.push_back(std::move(unit));
        return true;
      }
    }
    return false;
  }

  struct PhraseToken {
    std::string term;
    TokenKind kind;
    std::uint32_t position;
    std::uint32_t end;
  };

  void take_text(const Word& word, Clause& clause) {
    std::vector<PhraseToken> tokens;
    std::vector<PhraseToken> parts;
    bool divided = false;  // whether a word has parts, and so a second spelling
    Tokenizer tokenizer(word.text);
    Token token;
    while (tokenizer.next(token)) {
      PhraseToken found{std::string(token.term), token.kind, token.position, token.end};
      if (token.kind == TokenKind::kPart) {
        parts.push_back(std::move(found));
      } else if (tokens.size() < kMaxUnitTerms) {
        tokens.push_back(std::move(found));
      } else {
        notice(ErrorCode::kQueryLong, "a phrase of the query has more than " +
                                          std::to_string(kMaxUnitTerms) +
                                          " words; the others are passed over");
        break;
      }
    }
    if (tokens.empty()) {
      return;
    }
    // A word counts as begun only if nothing stands behind it, not even a blank.
    const bool typing = word.last && !word.quoted && tokens.back().kind == TokenKind::kWord &&
                        tokens.back().end == word.text.size();
    clause.any.push_back(unit_of(tokens, typing));
    // "JDK17" is also found as "JDK 17": its parts stand at following positions there.
    std::vector<PhraseToken> spread;
    std::uint32_t shift = 0;
    for (const PhraseToken& whole : tokens) {
      std::vector<PhraseToken> own;
      for (const PhraseToken& part : parts) {
        if (part.position == whole.position) {
          own.push_back(part);
        }
      }
      if (own.size() < 2) {
        spread.push_back(whole);
        spread.back().position += shift;
        continue;
      }
      divided = true;
      for (std::size_t i = 0; i < own.size(); ++i) {
        own[i].position += shift + static_cast<std::uint32_t>(i);
        own[i].kind = TokenKind::kWord;
        spread.push_back(own[i]);
      }
      shift += static_cast<std::uint32_t>(own.size()) - 1;
    }
    if (divided) {
      clause.any.push_back(unit_of(spread, false));
    }
  }

  Unit unit_of(const std::vector<PhraseToken>& tokens, bool typing) {
    Unit unit;
    unit.tokens = static_cast<std::uint32_t>(tokens.size());
    const std::uint32_t first = tokens.front().position;
    unit.span = tokens.back().position + 1 - first;
    std::uint32_t covered = 0;  // the position behind the characters that a pair has proved
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const PhraseToken& found = tokens[i];
      const bool last = i + 1 == tokens.size();
      if (found.kind == TokenKind::kWord) {
        const bool prefix = last && typing && prefix_;
        unit.parts.push_back({needle(found.term, prefix), found.position - first});
        if (tokens.size() > 1 || (last && typing)) {
          unit.fallback.push_back(needle(found.term, last && typing));
        }
        continue;
      }
      if (found.kind == TokenKind::kPair) {
        unit.fallback.push_back(needle(found.term, false));
        // Every other pair, and the last one of a run, prove all characters. A run that is passed
        // over from here on ends without a tail.
        const bool run_ends = last || tokens[i + 1].kind == TokenKind::kTail;
        if (found.position >= covered || run_ends) {
          unit.parts.push_back({needle(found.term, false), found.position - first});
          covered = found.position + 2;
        }
        continue;
      }
      // A tail that no pair covers is a character alone. Where the unit goes on, its run ended
      // there, too; at the end, anything may follow it.
      const bool alone = i == 0 || tokens[i - 1].kind != TokenKind::kPair ||
                         tokens[i - 1].position + 1 != found.position;
      if (alone) {
        unit.parts.push_back({needle(found.term, last), found.position - first});
        if (tokens.size() > 1) {
          unit.fallback.push_back(unit.parts.back().needle);
        }
      } else if (!last) {
        // Proves that the run ends here and does not go on before the next word.
        unit.parts.push_back({needle(found.term, false), found.position - first});
      }
    }
    return unit;
  }

  std::uint32_t needle(std::string term, bool prefix) {
    auto& needles = query_.needles;
    const auto same = std::find_if(needles.begin(), needles.end(), [&](const Needle& needle) {
      return needle.prefix == prefix && needle.term == term;
    });
    if (same != needles.end()) {
      return static_cast<std::uint32_t>(same - needles.begin());
    }
    needles.push_back({std::move(term), prefix});
    return static_cast<std::uint32_t>(needles.size() - 1);
  }

  ParsedQuery query_;
  bool prefix_;
  std::size_t units_ = 0;
};

}  // namespace

ParsedQuery parse_query(std::string_view text, bool prefix) {
  const std::string_view read = utf8::prefix(text, kMaxQueryBytes);
  ParsedQuery query = Parser(prefix).parse(read);
  if (read.size() < text.size()) {
    query.notices.push_back({ErrorCode::kQueryLong,
                             "the query is longer than " + std::to_string(kMaxQueryBytes) +
                                 " bytes; the rest is passed over",
                             {}});
  }
  return query;
}

}  // namespace broadsheet::search
