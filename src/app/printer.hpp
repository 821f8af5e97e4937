// Papers, as PDF.
#pragma once

#include <functional>
#include <span>

#include "app/records.hpp"

namespace metroon::app {

/// What the office hands over (B4): the holder activates with it. Never a password.
struct HandOverSheet {
  enum class By : std::uint8_t {
    office,
    secretariat,
    secretariat_ahead  ///< Printed before anybody was identified: the code sleeps until then.
  };
  std::string holder;  ///< `Γεώργιος Παπαδόπουλος`
  std::string username;
  std::string address;       ///< `gpapadop@upatras.gr`
  base::Secret code;         ///< Activation code, as printed: groups of four.
  std::string activate_url;  ///< Without the code; the QR code carries `activate_url#code`.
  Instant made{};
  Day day{};
  Day valid_until{};  ///< Of no meaning where the code sleeps.
  std::string officer;
  By by{By::office};
  std::string number;  ///< Of the application, or of the sheet printed ahead; may be empty.
  core::Language language{core::Language::el};
};

struct Receipt {
  std::string number;  ///< Tracking number, as printed.
  std::string applicant;
  std::string kind;
  std::string track_url;
  Day submitted{};
  std::vector<std::string> missing;   ///< Names of the papers still to come.
  std::vector<std::string> to_bring;  ///< Identity papers.
  core::Language language{core::Language::el};
};

class Printer {
 public:
  virtual ~Printer() = default;
  [[nodiscard]] virtual Bytes hand_over_sheet(const core::Policy&, const HandOverSheet&) = 0;
  /// One page each. @param progress Told after each page how many are drawn, of how many; where it
  /// returns false, drawing stops. @return empty then.
  [[nodiscard]] virtual Bytes hand_over_sheets(
      const core::Policy&, std::span<const HandOverSheet>,
      const std::function<bool(std::size_t, std::size_t)>& progress) = 0;
  [[nodiscard]] virtual Bytes receipt(const core::Policy&, const Receipt&) = 0;
  /// The blank paper of an Evidence with `form`, to fill in by hand or on screen (B5).
  [[nodiscard]] virtual Bytes blank_form(const core::Policy&, core::EvidenceIndex,
                                         core::Language) = 0;
};

}  // namespace metroon::app
