#include "base/zone.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace metroon::base {

struct Zone::Inner {
  std::unique_ptr<const icu::TimeZone> icu;
};

Zone::Zone(const std::string& name)
    : inner_{std::make_unique<const Inner>(Inner{std::unique_ptr<const icu::TimeZone>{
          icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))}})} {
  if (*inner_->icu == icu::TimeZone::getUnknown())
    throw std::runtime_error{"no such time zone: " + name};
}

Zone::~Zone() = default;

std::chrono::local_time<std::chrono::milliseconds> Zone::local(Instant instant) const {
  std::int32_t raw = 0;
  std::int32_t daylight = 0;
  UErrorCode status = U_ZERO_ERROR;
  inner_->icu->getOffset(static_cast<UDate>(instant.time_since_epoch().count()), false, raw,
                         daylight, status);
  if (U_FAILURE(status)) throw std::runtime_error{"the time zone gave no offset"};
  return std::chrono::local_time<std::chrono::milliseconds>{
      instant.time_since_epoch() + std::chrono::milliseconds{raw + daylight}};
}

Day Zone::day(Instant instant) const {
  return std::chrono::floor<std::chrono::days>(local(instant));
}

}  // namespace metroon::base
