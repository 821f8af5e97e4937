// One row, fact by fact.
#pragma once

#include "feed/decoder.hpp"

namespace metroon::feed {

/// Keeps the first thing that is wrong and goes on with something harmless.
class RowDecoder {
 public:
  RowDecoder(const Decoder& decoder, Decoder::Fields fields)
      : decoder_{decoder}, declaration_{*decoder.declaration_}, fields_{fields} {}

  std::expected<core::Observation, app::BadRow> decode();

 private:
  [[nodiscard]] const FactRule* rule(Fact fact) const;
  /// What stands there, cleaned, with the zeros that were lost; empty if nothing does.
  std::string text(Fact fact);
  void check_width(Fact fact, const FactRule& rule, std::string& text);
  std::string name(Fact fact, bool latin = false);
  std::optional<base::Day> date(Fact fact);
  std::optional<Meaning> choice(Fact fact);
  /// Checked by `parse`, which says what is wrong in `reason`.
  template <class Parse>
  std::string number(Fact fact, Parse parse);
  std::string email();
  std::string phone();
  void names(core::Names& names);
  void identifiers(core::Identifiers& identifiers);
  void affiliation(core::Observation& seen);
  void check_order(core::Observation& seen);
  void wrong(Fact fact, std::string_view reason);

  const Decoder& decoder_;
  const Declaration& declaration_;
  Decoder::Fields fields_;
  std::optional<app::BadRow> bad_;
};

}  // namespace metroon::feed
