// The first reading of a delivery, which changes nothing: what it would do, and what the guard
// says.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "app/house.hpp"
#include "app/known_rows.hpp"

namespace metroon::app {

/// A delivery that was read once.
struct Looked {
  KnownRows known;
  std::unordered_set<std::string> unusable;  ///< Keys that stand in it twice, or cannot be read.
  /// Registries' keys of people of whom a row cannot be read, and it is not certain which.
  std::unordered_set<std::string> half_read;
  core::DeliveryCounts counts;
  std::int64_t differing{0};  ///< Rows that are to be carried out.
  std::size_t held{0};        ///< Of them, those that wait for the office.
  bool anybodys{false};       ///< More rows than the registry is known to have tell nobody's key.
  core::DeliveryVerdict verdict{core::DeliveryVerdict::fine};
  std::vector<BadRow> bad;  ///< At most 1000, and those that are held.
  Instant made{};
  Day soon{};  ///< What ends by then is told by the next night: it ends by this delivery.
  std::string source;
  Fingerprint digest{};  ///< Of all rows, in any order.

  void list(BadRow row);
};

/// Writes nothing.
[[nodiscard]] Looked look(House&, const core::Registry&, Delivery&);

[[nodiscard]] bool is_unchanged(const Known&, const Fingerprint&);

/// Whether a full delivery ends it by being silent of it. A row that does not tell whose it is may
/// be anybody's: beside one, silence ends nobody.
[[nodiscard]] bool is_left_out(const Looked&, const Delivery&, const RegistryRow&);

/// Gives every row that the registry has ever delivered to `take`, by key, in pages.
template <class F>
void each_known(Ports& ports, const core::Registry& registry, F&& take) {
  constexpr std::size_t at_once = 10'000;
  std::string last;
  for (std::size_t size = at_once; size == at_once;) {
    const auto page = ports.registries.rows_after(registry.name, last, at_once);
    size = page.size();
    if (size > 0) last = page.back().row_key;
    for (const auto& row : page) take(row);
  }
}

}  // namespace metroon::app
