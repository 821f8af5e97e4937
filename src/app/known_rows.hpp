// What a run remembers of every key that a registry has delivered: some thirty octets, for there
// are millions.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>

#include "app/registry_ports.hpp"

namespace metroon::app {

struct Known {
  enum class State : std::uint8_t { nothing, asserted, ended, waits, erased };
  /// As what its row was counted (core::DeliveryCounts).
  enum class Counted : std::uint8_t {
    not_at_all,  ///< It was not delivered, or is bad.
    unchanged,
    nothing_comes,  ///< As unchanged, but it is looked at once more.
    added,
    changed,
    ended,
    another,        ///< Another kind of affiliation, which ends the one before.
    another_after,  ///< Another kind after one that is over.
  };
  std::uint64_t fingerprint{0};  ///< Half of it: whatever seems changed is looked at whole.
  State state{State::nothing};
  bool delivered{false};
  bool disputed{false};  ///< It is held beside what it said before.
  Counted counted{Counted::not_at_all};
  std::uint32_t line{0};  ///< On which it was delivered.
};

/// By the fingerprint of the key. In many small tables: one that grows is there twice meanwhile.
class KnownRows {
 public:
  void reserve(std::size_t rows) {
    for (auto& part : parts_) part.reserve(rows / parts_.size());
  }
  [[nodiscard]] Known& operator[](const Fingerprint& key) { return parts_[part_of(key)][key]; }
  [[nodiscard]] const Known* find(const Fingerprint& key) const {
    const auto& part = parts_[part_of(key)];
    const auto found = part.find(key);
    return found == part.end() ? nullptr : &found->second;
  }
  template <class Predicate>
  [[nodiscard]] std::int64_t count_if(Predicate&& wanted) const {
    std::int64_t count = 0;
    for (const auto& part : parts_)
      for (const auto& [key, known] : part)
        if (wanted(known)) ++count;
    return count;
  }

 private:
  struct FirstHalf {
    using is_avalanching = void;
    std::size_t operator()(const Fingerprint& key) const { return key.front(); }
  };
  // By the other half: within a part the first one spreads the keys.
  [[nodiscard]] static std::size_t part_of(const Fingerprint& key) { return key.back() % 64; }

  std::array<boost::unordered_flat_map<Fingerprint, Known, FirstHalf>, 64> parts_;
};

}  // namespace metroon::app
