// Signatures of PDFs (ISO 32000-1, 12.8).
#include <array>
#include <charconv>
#include <vector>

#include "mail/signature.hpp"

namespace metroon::mail {
namespace {

using core::SignatureCheck;

constexpr std::size_t most_signatures = 32;

// Octets [0, gap) and [after, end) are signed; [gap, after) is the signature.
struct Range {
  std::size_t gap;
  std::size_t after;
  std::size_t end;
};

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

void skip_space(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

// `[0 840 16384 512]`, inside of the file.
std::optional<Range> range_in(std::string_view text, std::size_t size) {
  skip_space(text);
  if (!text.starts_with('[')) return {};
  text.remove_prefix(1);
  std::array<std::size_t, 4> numbers{};
  for (auto& number : numbers) {
    skip_space(text);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number > size) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  skip_space(text);
  if (!text.starts_with(']')) return {};
  const Range range{numbers[1], numbers[2], numbers[2] + numbers[3]};
  if (numbers[0] != 0 || range.after < range.gap + 2 || range.end > size) return {};
  return range;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// `<30820A…>`: nothing else may stand where nobody signed.
std::optional<std::string> hexadecimal(std::string_view text) {
  if (text.size() % 2 != 0 || text.front() != '<' || text.back() != '>') return {};
  text = text.substr(1, text.size() - 2);
  std::string octets;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    const int high = digit(text[at]);
    const int low = digit(text[at + 1]);
    if (high < 0 || low < 0) return {};
    octets += static_cast<char>(high * 16 + low);
  }
  return octets;
}

struct Ranges {
  std::size_t named{0};  // Also odd ones.
  std::vector<Range> whole;
};

Ranges ranges_of(std::string_view pdf) {
  constexpr std::string_view name{"/ByteRange"};
  Ranges found;
  for (auto at = pdf.find(name); at != pdf.npos && found.named < most_signatures;
       at = pdf.find(name, at + name.size())) {
    ++found.named;
    const auto range = range_in(pdf.substr(at + name.size()), pdf.size());
    // What says how much is covered must not stand where nothing is.
    if (range && range->end == pdf.size() && (at < range->gap || at >= range->after))
      found.whole.push_back(*range);
  }
  return found;
}

}  // namespace

Signature check_pdf(std::string_view pdf, const Trust& trust) {
  const auto ranges = ranges_of(pdf);
  if (ranges.named == 0) return {};
  if (ranges.whole.size() != 1 || ranges.named == most_signatures || !pdf.starts_with("%PDF-"))
    return {.check = SignatureCheck::changed};
  const auto [gap, after, end] = ranges.whole.front();
  const auto der = hexadecimal(pdf.substr(gap, after - gap));
  if (!der) return {.check = SignatureCheck::changed};
  std::string content{pdf.substr(0, gap)};
  content += pdf.substr(after);
  return check_detached(*der, content, trust);
}

}  // namespace metroon::mail
