#include "feed/rows_delivery.hpp"

#include "feed/decoder.hpp"
#include "feed/fingerprint.hpp"

namespace metroon::feed {
namespace {

using Opened = std::expected<std::unique_ptr<app::Delivery>, Refusal>;

class RowsDelivery : public app::Delivery {
 public:
  static Opened make(const Declaration& declaration, std::unique_ptr<Rows> rows) {
    std::unique_ptr<RowsDelivery> delivery{new RowsDelivery{declaration, std::move(rows)}};
    auto decoder = Decoder::make(delivery->declaration_, delivery->rows_->header(),
                                 delivery->rows_->encoding());
    if (!decoder) return std::unexpected{decoder.error()};
    delivery->decoder_ = std::move(*decoder);
    return delivery;
  }

  [[nodiscard]] base::Instant made() const override { return rows_->made(); }
  [[nodiscard]] std::string_view source() const override { return rows_->source(); }
  bool next() override { return rows_->next(); }
  [[nodiscard]] std::int64_t line() const override { return rows_->line(); }
  [[nodiscard]] std::string_view row_key() const override {
    decoder_->row_key(rows_->fields(), key_);
    return key_;
  }
  [[nodiscard]] app::Fingerprint fingerprint_of(std::string_view row_key) const override {
    return fingerprints_.of(row_key);
  }
  [[nodiscard]] app::Fingerprint fingerprint() const override {
    return fingerprints_.of(rows_->raw());
  }
  [[nodiscard]] std::expected<core::Observation, app::BadRow> observation() const override;
  [[nodiscard]] bool whole() const override { return rows_->whole(); }

 private:
  RowsDelivery(const Declaration& declaration, std::unique_ptr<Rows> rows)
      : declaration_{declaration},
        rows_{std::move(rows)},
        fingerprints_{declaration.text, rows_->header()} {}

  const Declaration declaration_;
  std::unique_ptr<Rows> rows_;
  Fingerprints fingerprints_;
  std::optional<Decoder> decoder_;
  mutable std::string key_;  ///< What row_key gave out last.
};

// A row that nobody can name cannot be kept apart from others.
std::expected<core::Observation, app::BadRow> RowsDelivery::observation() const {
  std::expected<core::Observation, app::BadRow> seen;
  if (const auto fault = rows_->fault(); !fault.empty())
    seen = std::unexpected{app::BadRow{.reason = std::string{fault}}};
  else
    seen = decoder_->observation(rows_->fields());
  const auto key = row_key();
  if (seen && key.empty())
    seen = std::unexpected{app::BadRow{.reason = "no_row_key", .person_key = seen->key}};
  if (!seen) {
    seen.error().line = line();
    seen.error().key = key;
  }
  return seen;
}

}  // namespace

Opened deliver(const Declaration& declaration, std::unique_ptr<Rows> rows) {
  return RowsDelivery::make(declaration, std::move(rows));
}

void join_values(std::span<const std::string_view> values, std::string& into) {
  into.clear();
  for (const auto value : values) {
    into += std::to_string(value.size());
    into += ':';
    into += value;
  }
}

}  // namespace metroon::feed
