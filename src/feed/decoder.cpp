#include "feed/decoder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "feed/row_decoder.hpp"
#include "policy/reader.hpp"

namespace metroon::feed {
namespace {

std::expected<std::size_t, Refusal> place_of(const std::vector<std::string>& header,
                                             std::string_view column) {
  const auto name = base::nfc(base::squeeze(column));
  const auto found = std::ranges::find(header, name);
  if (found == header.end()) {
    const auto near = policy::nearest(name, header);
    return std::unexpected{
        Refusal{RefusalReason::missing_column,
                fmt::format("no column {}{}; the header has: {}", policy::quoted(name),
                            near.empty() ? "" : fmt::format(" (is it \"{}\"?)", near),
                            policy::joined(header))}};
  }
  if (std::find(found + 1, header.end(), name) != header.end())
    return std::unexpected{Refusal{RefusalReason::column_twice,
                                   fmt::format("the column {} twice", policy::quoted(name))}};
  return static_cast<std::size_t>(found - header.begin());
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t width_of(const Declaration& declaration, std::string_view column) {
  for (const auto& rule : declaration.facts)
    if (rule && rule->column == column && rule->width > 0) return rule->width;
  return 0;
}

}  // namespace

std::expected<Decoder, Refusal> Decoder::make(const Declaration& declaration,
                                              const std::vector<std::string>& header,
                                              wire::Encoding encoding) {
  Decoder decoder{declaration};
  decoder.encoding_ = encoding;
  decoder.columns_ = header.size();
  for (const auto& column : declaration.row_key) {
    const auto place = place_of(header, column);
    if (!place) return std::unexpected{place.error()};
    decoder.key_.push_back({*place, width_of(declaration, column)});
  }
  for (std::size_t fact = 0; fact < fact_count; ++fact) {
    const auto& rule = declaration.facts[fact];
    if (!rule || rule->column.empty()) continue;
    const auto place = place_of(header, rule->column);
    if (!place) return std::unexpected{place.error()};
    decoder.places_[fact] = *place;
  }
  return decoder;
}

// A control character in a key could make two keys one.
bool Decoder::append_key(std::string_view field, std::size_t width, std::string& into) const {
  const auto text = clean_text(field, encoding_);
  if (!text || text->empty()) return false;
  if (text->size() < width && std::ranges::all_of(*text, is_digit))
    into.append(width - text->size(), '0');
  into += *text;
  return true;
}

void Decoder::row_key(Fields fields, std::string& into) const {
  into.clear();
  for (const auto& column : key_) {
    if (&column != &key_.front()) into += '\t';
    if (column.place < fields.size() && append_key(fields[column.place], column.width, into))
      continue;
    into.clear();
    return;
  }
}

std::expected<core::Observation, app::BadRow> Decoder::observation(Fields fields) const {
  return RowDecoder{*this, fields}.decode();
}

}  // namespace metroon::feed
