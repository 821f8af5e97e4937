// Mail without words: the subject is the key of the catalogue, the text one line `name=value` for
// each placeholder. So the outbox tells what was said, and what was rolled back was never said.
#pragma once

#include "app/house.hpp"

namespace metroon::support {

class KeyTexts final : public app::MailTexts {
 public:
  Text mail(core::Language language, std::string_view key, const Values& values) const override {
    Text text{std::string{key}, "language=" + std::string{core::to_code(language)} + "\n"};
    for (const auto& [name, value] : values) text.body += std::string{name} + "=" + value + "\n";
    return text;
  }
  std::string office_hours(core::Language, const core::OfficeHours&) const override {
    return "hours";
  }
  std::string day(core::Language, app::Day day) const override { return base::to_iso(day); }
};

/// What stands for `{name}` in a mail of KeyTexts, up to the end of its line; empty if nothing
/// does.
[[nodiscard]] inline std::string value_of(const app::Mail& mail, std::string_view name) {
  const auto text = "\n" + mail.text;
  const auto key = "\n" + std::string{name} + "=";
  const auto at = text.find(key);
  if (at == std::string::npos) return {};
  const auto from = at + key.size();
  return text.substr(from, text.find('\n', from) - from);
}

}  // namespace metroon::support
