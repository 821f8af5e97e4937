// A delivery that a test writes by hand.
#pragma once

#include <vector>

#include "app/registry.hpp"

namespace metroon::support {

struct DeliveredRow {
  std::string key;
  core::Observation observation;
  std::string bad;  ///< Not empty: the row cannot be read, for this reason.
};

class MemoryDelivery final : public app::Delivery {
 public:
  MemoryDelivery(std::vector<DeliveredRow> rows, app::Instant made, bool whole)
      : rows_{std::move(rows)}, made_{made}, whole_{whole} {}

  [[nodiscard]] app::Instant made() const override { return made_; }
  [[nodiscard]] std::string_view source() const override { return "students.csv"; }
  bool next() override { return ++at_ <= static_cast<std::int64_t>(rows_.size()); }
  [[nodiscard]] std::int64_t line() const override { return at_ + 1; }
  [[nodiscard]] std::string_view row_key() const override { return row().key; }
  /// Of what a test changes in a row.
  [[nodiscard]] app::Fingerprint fingerprint() const override {
    const auto& it = row().observation;
    const auto text = it.names.first + '|' + it.names.last + '|' + it.identifiers.afm + '|' +
                      it.identifiers.amka + '|' + it.unit + '|' + std::to_string(it.kind) + '|' +
                      std::to_string(it.from.time_since_epoch().count()) + '|' +
                      (it.ends ? std::to_string(it.ends->time_since_epoch().count()) : "") + '|' +
                      (it.ending == core::Ending::graduation ? "degree" : "");
    return {std::hash<std::string>{}(text + row().bad), std::hash<std::string>{}(text)};
  }
  [[nodiscard]] app::Fingerprint fingerprint_of(std::string_view key) const override {
    return {std::hash<std::string_view>{}(key), 0};
  }
  [[nodiscard]] std::expected<core::Observation, app::BadRow> observation() const override {
    if (row().bad.empty()) return row().observation;
    return std::unexpected{app::BadRow{.line = line(),
                                       .key = row().key,
                                       .column = "birth",
                                       .reason = row().bad,
                                       .found = "?",
                                       .person_key = row().observation.key}};
  }
  [[nodiscard]] bool whole() const override { return whole_; }

 private:
  [[nodiscard]] const DeliveredRow& row() const { return rows_[static_cast<std::size_t>(at_ - 1)]; }

  std::vector<DeliveredRow> rows_;
  app::Instant made_;
  bool whole_;
  std::int64_t at_{0};
};

}  // namespace metroon::support
