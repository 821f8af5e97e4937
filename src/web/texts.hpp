// The words of pages, mails and papers, from the catalogues under translations/. Language is chosen
// per call.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/house.hpp"
#include "base/zone.hpp"
#include "core/standing.hpp"

namespace metroon::web {

using core::Language;
using Values = std::vector<std::pair<std::string_view, std::string>>;

class Texts final : public app::MailTexts {
 public:
  /// @param time_zone Of the institution, for times of day.
  explicit Texts(const std::string& time_zone);
  ~Texts() override;

  /// The text of a key, with `{name}` replaced by the value of that name. Throws std::logic_error
  /// for a key that the catalogue lacks: a test reads all templates and sources for keys, so this
  /// never meets a user.
  [[nodiscard]] std::string text(Language, std::string_view key, const Values& values = {}) const;
  [[nodiscard]] bool has(Language, std::string_view key) const;
  /// The plural form that `n` asks for; `{n}` is the number.
  [[nodiscard]] std::string plural(Language, std::string_view key, std::int64_t n,
                                   const Values& values = {}) const;

  [[nodiscard]] std::string day(Language, core::Day) const override;  ///< `23 Νοεμβρίου 2026`
  [[nodiscard]] std::string time(Language, app::Instant) const;       ///< Day and time of day.
  [[nodiscard]] std::string until(Language,
                                  const core::Until&) const;  ///< `για πάντα`, `έως και …`
  [[nodiscard]] std::string office_hours(Language, const core::OfficeHours&) const override;
  [[nodiscard]] Text mail(Language, std::string_view key,
                          const app::MailTexts::Values&) const override;
  /// `2 λεπτά`, for waiting times; rounded up.
  [[nodiscard]] std::string duration(Language, std::chrono::seconds) const;

 private:
  struct Locales;
  std::unique_ptr<const Locales> locales_;
  base::Zone zone_;
};

/// Replaces `{name}` in one pass: a value that contains braces is left as it is.
[[nodiscard]] std::string fill(std::string_view text, const Values& values);

}  // namespace metroon::web
