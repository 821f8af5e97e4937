#include "web/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/locale.hpp>
#include <stdexcept>

#include "web/embedded.hpp"

namespace metroon::web {
namespace {

namespace locale = boost::locale;

std::vector<char> catalogue(const std::string& file) {
  const auto slash = file.rfind('/');
  const auto name = slash == std::string::npos ? file : file.substr(slash + 1);
  for (const auto& one : embedded_catalogues())
    if (one.name == name) return {one.bytes.begin(), one.bytes.end()};
  return {};
}

std::locale make_locale(Language language) {
  locale::gnu_gettext::messages_info info;
  info.language = core::to_code(language);
  info.encoding = "UTF-8";
  info.domains.emplace_back(std::string{core::to_code(language)});
  info.paths.emplace_back("catalogues");
  info.callback = [](const std::string& file, const std::string&) { return catalogue(file); };
  return std::locale{std::locale::classic(),
                     locale::gnu_gettext::create_messages_facet<char>(info)};
}

}  // namespace

struct Texts::Locales {
  std::locale el = make_locale(Language::el);
  std::locale en = make_locale(Language::en);

  [[nodiscard]] const std::locale& of(Language language) const {
    return language == Language::el ? el : en;
  }
};

Texts::Texts(const std::string& time_zone)
    : locales_{std::make_unique<const Locales>()}, zone_{time_zone} {}

Texts::~Texts() = default;

bool Texts::has(Language language, std::string_view key) const {
  const std::string id{key};
  return locale::translate(id).str(locales_->of(language)) != id;
}

std::string Texts::text(Language language, std::string_view key, const Values& values) const {
  const std::string id{key};
  const auto found = locale::translate(id).str(locales_->of(language));
  if (found == id)
    throw std::logic_error{fmt::format("no text \"{}\" in {}", key, core::to_code(language))};
  return values.empty() ? found : fill(found, values);
}

std::string Texts::plural(Language language, std::string_view key, std::int64_t n,
                          const Values& values) const {
  const std::string id{key};
  const auto found = locale::translate(id, id, static_cast<int>(n)).str(locales_->of(language));
  if (found == id)
    throw std::logic_error{fmt::format("no text \"{}\" in {}", key, core::to_code(language))};
  Values all = values;
  all.emplace_back("n", std::to_string(n));
  return fill(found, all);
}

std::string Texts::day(Language language, core::Day day) const {
  const std::chrono::year_month_day date{day};
  return fmt::format("{} {} {}", unsigned{date.day()},
                     text(language, fmt::format("month.{}", unsigned{date.month()})),
                     int{date.year()});
}

std::string Texts::time(Language language, app::Instant instant) const {
  const auto local = zone_.local(instant);
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(local - midnight);
  return fmt::format("{}, {:02}:{:02}", day(language, midnight), minutes / std::chrono::hours{1},
                     minutes.count() % 60);
}

std::string Texts::until(Language language, const core::Until& until) const {
  switch (until.kind) {
    case core::Until::Kind::for_ever:
      return text(language, "until.for_ever");
    case core::Until::Kind::no_end_known:
      return text(language, "until.no_end_known");
    case core::Until::Kind::not_started:
      return text(language, "until.not_started");
    case core::Until::Kind::day:
      return text(language, "until.day", {{"day", day(language, until.last)}});
  }
  throw std::logic_error{"no such kind of until"};
}

std::string Texts::office_hours(Language language, const core::OfficeHours& hours) const {
  const auto clock = [](unsigned minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
  };
  const bool working_days = hours.weekdays == std::vector<unsigned>{1, 2, 3, 4, 5};
  std::string days = working_days ? text(language, "hours.working_days") : "";
  if (!working_days)
    for (const auto day : hours.weekdays)
      days += (days.empty() ? "" : ", ") + text(language, fmt::format("weekday.{}", day));
  return fmt::format("{} {}–{}", days, clock(hours.from_minute), clock(hours.to_minute));
}

app::MailTexts::Text Texts::mail(Language language, std::string_view key,
                                 const app::MailTexts::Values& values) const {
  return {text(language, fmt::format("{}.subject", key), values),
          text(language, fmt::format("{}.body", key), values)};
}

std::string Texts::duration(Language language, std::chrono::seconds seconds) const {
  using std::chrono::ceil;
  if (seconds < std::chrono::minutes{1})
    return plural(language, "duration.seconds", seconds.count());
  if (seconds < std::chrono::hours{1})
    return plural(language, "duration.minutes", ceil<std::chrono::minutes>(seconds).count());
  if (seconds < std::chrono::days{2})
    return plural(language, "duration.hours", ceil<std::chrono::hours>(seconds).count());
  return plural(language, "duration.days", ceil<std::chrono::days>(seconds).count());
}

std::string fill(std::string_view text, const Values& values) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == text.npos) break;
    text.remove_prefix(open);
    const auto close = text.find('}');
    const auto name = close == text.npos ? std::string_view{} : text.substr(1, close - 1);
    const auto value = std::ranges::find(values, name, &Values::value_type::first);
    if (value == values.end()) {
      out += '{';
      text.remove_prefix(1);
    } else {
      out += value->second;
      text.remove_prefix(close + 1);
    }
  }
  return out;
}

}  // namespace metroon::web
