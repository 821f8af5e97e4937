#include "main/shown_delivery.hpp"

#include <fmt/format.h>

namespace metroon::main {
namespace {

constexpr std::int64_t rows_a_step = 5000;
constexpr std::string_view wipe = "\r\033[K";

class Shown final : public app::Delivery {
 public:
  /// @param all Rows that were counted before; 0 while nobody knows. Set at the end.
  Shown(std::unique_ptr<app::Delivery> real, std::string_view name, std::ostream& terminal,
        std::int64_t& all)
      : real_{std::move(real)}, name_{name}, terminal_{terminal}, all_{all} {}

  bool next() override {
    if (!real_->next()) {
      terminal_ << wipe << std::flush;
      all_ = rows_;
      return false;
    }
    if (++rows_ % rows_a_step == 0) show();
    return true;
  }
  [[nodiscard]] app::Instant made() const override { return real_->made(); }
  [[nodiscard]] std::string_view source() const override { return real_->source(); }
  [[nodiscard]] std::int64_t line() const override { return real_->line(); }
  [[nodiscard]] std::string_view row_key() const override { return real_->row_key(); }
  [[nodiscard]] app::Fingerprint fingerprint() const override { return real_->fingerprint(); }
  [[nodiscard]] app::Fingerprint fingerprint_of(std::string_view key) const override {
    return real_->fingerprint_of(key);
  }
  [[nodiscard]] std::expected<core::Observation, app::BadRow> observation() const override {
    return real_->observation();
  }
  [[nodiscard]] bool whole() const override { return real_->whole(); }

 private:
  void show() {
    terminal_ << wipe
              << (all_ == 0 ? fmt::format("{}: {} rows read", name_, rows_)
                            : fmt::format("{}: {} of {} rows, {} %", name_, rows_, all_,
                                          100 * rows_ / std::max(all_, rows_)))
              << std::flush;
  }

  std::unique_ptr<app::Delivery> real_;
  std::string_view name_;
  std::ostream& terminal_;
  std::int64_t& all_;
  std::int64_t rows_{0};
};

}  // namespace

app::OpenDelivery shown(app::OpenDelivery open, std::string name, std::ostream& terminal) {
  struct Known {
    std::string name;
    std::int64_t rows{0};
  };
  return [open = std::move(open), &terminal,
          known = std::make_shared<Known>(std::move(name))]() -> std::unique_ptr<app::Delivery> {
    return std::make_unique<Shown>(open(), known->name, terminal, known->rows);
  };
}

}  // namespace metroon::main
