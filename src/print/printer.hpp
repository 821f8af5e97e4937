// Our papers as PDF.
#pragma once

#include "app/house.hpp"
#include "print/texts.hpp"

namespace metroon::print {

/// Each paper is one A4 page with embedded fonts, tagged, in its language; the same contents give
/// the same octets. Needs Noto Sans on the system. Safe to use from several threads as far as
/// `texts` and `dates` are.
class PdfPrinter final : public app::Printer {
 public:
  PdfPrinter(const Texts& texts, const app::MailTexts& dates) : texts_{texts}, dates_{dates} {}

  [[nodiscard]] app::Bytes hand_over_sheet(const core::Policy&, const app::HandOverSheet&) override;
  [[nodiscard]] app::Bytes hand_over_sheets(
      const core::Policy&, std::span<const app::HandOverSheet>,
      const std::function<bool(std::size_t, std::size_t)>& progress) override;
  [[nodiscard]] app::Bytes receipt(const core::Policy&, const app::Receipt&) override;
  /// The solemn declaration of law 1599/1986, to be filled in on screen or by hand.
  [[nodiscard]] app::Bytes blank_form(const core::Policy&, core::EvidenceIndex,
                                      core::Language) override;

 private:
  const Texts& texts_;
  const app::MailTexts& dates_;
};

}  // namespace metroon::print
