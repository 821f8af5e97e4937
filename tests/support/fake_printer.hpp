// Keeps what was to be printed, so that a test can read it.
#pragma once

#include <stdexcept>

#include "app/printer.hpp"

namespace metroon::support {

class FakePrinter final : public app::Printer {
 public:
  app::Bytes hand_over_sheet(const core::Policy&, const app::HandOverSheet& sheet) override {
    jam_if_broken();
    last_sheet = sheet;
    return "sheet of " + sheet.username;
  }
  app::Bytes hand_over_sheets(
      const core::Policy&, std::span<const app::HandOverSheet> sheets,
      const std::function<bool(std::size_t, std::size_t)>& progress) override {
    jam_if_broken();
    batch.assign(sheets.begin(), sheets.end());
    for (std::size_t n = 1; n <= sheets.size(); ++n)
      if (!progress(n, sheets.size())) return {};
    return "sheets of " + std::to_string(sheets.size());
  }
  app::Bytes receipt(const core::Policy&, const app::Receipt& receipt) override {
    jam_if_broken();
    last_receipt = receipt;
    return "receipt " + receipt.number;
  }
  app::Bytes blank_form(const core::Policy& policy, core::EvidenceIndex evidence,
                        core::Language language) override {
    jam_if_broken();
    return "blank " + policy.evidence[evidence].name.in(language);
  }

  std::optional<app::HandOverSheet> last_sheet;
  std::vector<app::HandOverSheet> batch;
  std::optional<app::Receipt> last_receipt;
  bool broken{false};

 private:
  void jam_if_broken() const {
    if (broken) throw std::runtime_error{"the printer is broken"};
  }
};

}  // namespace metroon::support
