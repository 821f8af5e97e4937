#include "store/throttle.hpp"

namespace metroon::store {

base::Bytes Throttle::hash_of(std::string_view key) const {
  return context_.sealer.keyed_hash("attempt", key);
}

app::Attempts Throttle::attempts(std::string_view key) {
  const auto hash = hash_of(key);
  return context_.database.exec("throttle_attempts", {Parameter::blob(hash)})
      .map_first([](Row row) {
        return app::Attempts{.failures = static_cast<unsigned>(row.integer()),
                             .last = row.instant()};
      })
      .value_or(app::Attempts{});
}

void Throttle::failed(std::string_view key, app::Instant at) {
  const auto hash = hash_of(key);
  context_.database.post("throttle_failed", {Parameter::blob(hash), at});
}

void Throttle::clear(std::string_view key) {
  const auto hash = hash_of(key);
  context_.database.post("throttle_clear", {Parameter::blob(hash)});
}

void Throttle::remove_before(app::Instant last) {
  context_.database.post("throttle_remove_before", {last});
}

}  // namespace metroon::store
