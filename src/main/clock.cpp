#include "main/clock.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace metroon::main {

struct Clock::Zone {
  std::unique_ptr<icu::TimeZone> icu;
};

Clock::Clock(const std::string& time_zone) : zone_{std::make_unique<Zone>()} {
  zone_->icu.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone)));
  if (*zone_->icu == icu::TimeZone::getUnknown())
    throw std::runtime_error{"no such time zone: " + time_zone};
}

Clock::~Clock() = default;

base::Now Clock::now() const {
  const auto instant =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return {instant, day(instant)};
}

base::Day Clock::day(base::Instant instant) const {
  std::int32_t raw = 0;
  std::int32_t daylight = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_->icu->getOffset(static_cast<UDate>(instant.time_since_epoch().count()), false, raw,
                        daylight, status);
  if (U_FAILURE(status)) throw std::runtime_error{"the time zone gave no offset"};
  const auto local = instant.time_since_epoch() + std::chrono::milliseconds{raw + daylight};
  return base::Day{std::chrono::floor<std::chrono::days>(local)};
}

}  // namespace metroon::main
