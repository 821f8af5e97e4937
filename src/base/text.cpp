#include "base/text.hpp"

#include <unicode/casemap.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/stringoptions.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>
#include <stdexcept>

namespace metroon::base {
namespace {

void check(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error{u_errorName(status)};
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

using Instance = const icu::Normalizer2* (*)(UErrorCode&);

// ASCII is normal in every form.
std::string normalised(std::string_view text, Instance instance) {
  if (is_ascii(text)) return std::string{text};
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = instance(status);  // ICU's own singletons: shared and immutable.
  check(status);
  std::string out;
  icu::StringByteSink<std::string> sink{&out};
  normalizer->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr,
                            status);
  check(status);
  return out;
}

template <class Map>
std::string mapped(std::string_view text, Map map) {
  std::string out;
  icu::StringByteSink<std::string> sink{&out};
  UErrorCode status = U_ZERO_ERROR;
  map(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())}, sink, status);
  check(status);
  return out;
}

// ICU's macro narrows on purpose; its own arithmetic is not ours to mend.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
// The code point at `at`, which moves past it; negative where the octets are not UTF-8.
UChar32 next(std::string_view text, std::int32_t& at) {
  const auto* bytes = text.data();
  const auto length = static_cast<std::int32_t>(text.size());
  UChar32 c = 0;
  U8_NEXT(bytes, at, length, c);
  return c;
}
#pragma GCC diagnostic pop

bool is_mark(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

bool is_space(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c));
}

UScriptCode script(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status);
}

std::string without_marks(std::string_view text) {
  auto points = to_code_points(normalised(text, icu::Normalizer2::getNFKDInstance));
  std::erase_if(points, is_mark);
  return from_code_points(points);
}

// Marks go twice: iota subscript would fold to a letter of its own, and folding can make new ones.
std::string fold_by_icu(std::string_view text) {
  return without_marks(mapped(without_marks(text), [](auto piece, auto& sink, auto& status) {
    icu::CaseMap::utf8Fold(0, piece, sink, nullptr, status);  // Final sigma becomes σ here.
  }));
}

// Numbers and codes need no code points: registries have millions of them.
std::string squeeze_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

bool is_allowed(UChar32 c) {
  return c >= 0x20 ? c != 0x7F : c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

bool is_clean_utf8(std::string_view text) {
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
    const auto c = next(text, at);
    if (c < 0 || !is_allowed(c)) return false;
  }
  return true;
}

std::string nfc(std::string_view text) {
  return normalised(text, icu::Normalizer2::getNFCInstance);
}

std::string nfd(std::string_view text) {
  return normalised(text, icu::Normalizer2::getNFDInstance);
}

std::string nfkc(std::string_view text) {
  return normalised(text, icu::Normalizer2::getNFKCInstance);
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string to_upper_greek(std::string_view text) {
  return mapped(text, [](auto piece, auto& sink, auto& status) {
    icu::CaseMap::utf8ToUpper("el", 0, piece, sink, nullptr, status);
  });
}

std::string to_lower(std::string_view text) {
  return mapped(text, [](auto piece, auto& sink, auto& status) {
    icu::CaseMap::utf8ToLower("", 0, piece, sink, nullptr, status);
  });
}

std::string squeeze(std::string_view text) {
  if (is_ascii(text)) return squeeze_ascii(text);
  std::vector<char32_t> out;
  for (const char32_t c : to_code_points(text)) {
    if (!is_space(c))
      out.push_back(c);
    else if (!out.empty() && out.back() != U' ')
      out.push_back(U' ');
  }
  if (!out.empty() && out.back() == U' ') out.pop_back();
  return from_code_points(out);
}

// A character folds to the same whatever stands beside it. Latin, Greek and the marks are kept
// ready: names and searches are made of them.
std::string fold(std::string_view text) {
  static const auto ready = [] {
    std::vector<std::string> all;
    for (char32_t c = 0; c < 0x400; ++c) all.push_back(fold_by_icu(from_code_points({c})));
    return all;
  }();
  std::string out;
  out.reserve(text.size());
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
    const auto c = next(text, at);
    if (c < 0 || c >= static_cast<UChar32>(ready.size())) return fold_by_icu(text);
    out += ready[static_cast<std::size_t>(c)];
  }
  return out;
}

std::string collation_key(std::string_view text) {
  thread_local const std::unique_ptr<icu::Collator> collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made{icu::Collator::createInstance(icu::Locale{"el"}, status)};
    check(status);
    return made;
  }();
  const auto wide =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  const auto length = collator->getSortKey(wide, nullptr, 0);
  std::vector<std::uint8_t> key(static_cast<std::size_t>(length));
  collator->getSortKey(wide, key.data(), length);
  if (!key.empty()) key.pop_back();  // ICU ends a key with a zero octet.
  return {key.begin(), key.end()};
}

bool has_greek(std::string_view text) {
  return std::ranges::any_of(to_code_points(text),
                             [](char32_t c) { return script(c) == USCRIPT_GREEK; });
}

bool is_latin(std::string_view text) {
  return is_ascii(text) || std::ranges::all_of(to_code_points(text), [](char32_t c) {
           return !u_isalpha(static_cast<UChar32>(c)) || script(c) == USCRIPT_LATIN;
         });
}

bool is_one_script(std::string_view text) {
  UScriptCode first = USCRIPT_COMMON;
  return std::ranges::all_of(to_code_points(text), [&](char32_t c) {
    const auto its = script(c);
    if (!is_letter(c) || its == USCRIPT_COMMON || its == USCRIPT_INHERITED) return true;
    if (first == USCRIPT_COMMON) first = its;
    return first == its;
  });
}

bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c));
}

std::vector<char32_t> to_code_points(std::string_view text) {
  std::vector<char32_t> points;
  points.reserve(text.size());
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
    const auto c = next(text, at);
    points.push_back(c < 0 ? U'\uFFFD' : static_cast<char32_t>(c));
  }
  return points;
}

std::string from_code_points(const std::vector<char32_t>& points) {
  std::string text;
  text.reserve(points.size() * 2);
  for (const char32_t c : points) {
    std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, c);
    text.append(bytes.begin(), bytes.begin() + length);
  }
  return text;
}

}  // namespace metroon::base
