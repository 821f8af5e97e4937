#include "app/look_at_delivery.hpp"

#include <utility>

namespace metroon::app {
namespace {

constexpr std::size_t kinds_at_once = 10'000;
constexpr std::size_t most_listed = 1000;

using Counted = Known::Counted;

// A row that waits for the office is neither new nor changed: nothing more comes of it by itself.
Known::State state_of(RowState state) {
  switch (state) {
    case RowState::asserted:
      return Known::State::asserted;
    case RowState::ended:
      return Known::State::ended;
    case RowState::erased:
      return Known::State::erased;
    case RowState::held:
    case RowState::decided_same:
    case RowState::decided_new:
      return Known::State::waits;
  }
  std::unreachable();
}

// Nothing comes of it but that it need not be held any more.
bool is_as_before(const Known& known, const Fingerprint& fingerprint) {
  return known.disputed && known.state == Known::State::asserted &&
         known.fingerprint == fingerprint.front();
}

bool is_silent(const Known& known) {
  return !known.delivered && known.state == Known::State::asserted;
}

class Look {
 public:
  Look(House& house, const core::Registry& registry, Delivery& delivery)
      : house_{house}, registry_{registry}, delivery_{delivery} {}

  Looked run() {
    std::optional<DeliveryMark> last;
    house_.store.read([&](Ports& ports) {
      last = ports.registries.last_applied(registry_.name);
      remember(ports);
    });
    looked_.made = delivery_.made();
    looked_.soon =
        core::soon_day(house_.policy.notices.days_before, house_.civil_day(looked_.made));
    while (delivery_.next()) {
      row();
      if (kinds_to_ask_.size() == kinds_at_once) count_kinds();
    }
    count_kinds();
    if (registry_.full) hear_silence();
    looked_.source = delivery_.source();
    looked_.verdict = core::judge(registry_, looked_.counts, delivery_.whole(),
                                  last && looked_.made < last->made);
    return std::move(looked_);
  }

 private:
  // Whether its kind is another one is asked for many at once, so that what is remembered of each
  // key stays small and unchanged rows need not be asked.
  struct Asked {
    core::KindIndex kind{0};
    Fingerprint key{};
  };

  void remember(Ports& ports) {
    looked_.known.reserve(ports.registries.count(registry_.name));
    const auto disputed = ports.registries.disputed(registry_.name);
    const std::unordered_set<std::string> beside{disputed.begin(), disputed.end()};
    each_known(ports, registry_, [&](const RegistryRow& row) {
      const Known known{.fingerprint = row.fingerprint.front(),
                        .state = state_of(row.state),
                        .disputed = !beside.empty() && beside.contains(row.row_key)};
      looked_.known[delivery_.fingerprint_of(row.row_key)] = known;
      if (known.state == Known::State::asserted) ++looked_.counts.asserted;
    });
  }

  void row() {
    ++looked_.counts.rows;
    const auto fingerprint = delivery_.fingerprint();
    add_to_digest(fingerprint);
    const auto row_key = delivery_.row_key();
    const auto key = delivery_.fingerprint_of(row_key);
    auto& known = looked_.known[key];
    if (std::exchange(known.delivered, true) && !row_key.empty()) return twice(known, row_key);
    known.line = static_cast<std::uint32_t>(delivery_.line());
    if (is_unchanged(known, fingerprint)) return count_as(known, Counted::unchanged);
    const auto observed = delivery_.observation();
    if (!observed) return bad(known, observed.error());
    if (is_as_before(known, fingerprint)) return count_as(known, Counted::nothing_comes);
    switch (known.state) {
      case Known::State::nothing:
      case Known::State::ended:
      case Known::State::erased:
        return count_as(known, Counted::added);
      case Known::State::asserted:
        kinds_to_ask_.emplace(row_key, Asked{observed->kind, key});
        return count_as(known, observed->ends && *observed->ends <= looked_.soon
                                   ? Counted::ended
                                   : Counted::changed);
      case Known::State::waits:
        return count_as(known, Counted::nothing_comes);
    }
  }

  // The same rows in any order have the same: a query gives them as it likes.
  void add_to_digest(const Fingerprint& row) {
    for (std::size_t half = 0; half < row.size(); ++half) looked_.digest[half] += row[half];
  }

  void count_as(Known& known, Counted counted) {
    known.counted = counted;
    count(counted, 1);
  }
  void count(Counted counted, int by) {
    auto& n = looked_.counts;
    switch (counted) {
      case Counted::not_at_all:
        return;
      case Counted::unchanged:
        n.unchanged += by;
        return;
      case Counted::nothing_comes:
        n.unchanged += by;
        break;
      case Counted::added:
        n.added += by;
        break;
      case Counted::changed:
        n.changed += by;
        break;
      case Counted::ended:
        n.ended += by;
        break;
      case Counted::another:
        n.added += by;
        n.ended += by;
        break;
      case Counted::another_after:
        n.added += by;
        break;
    }
    looked_.differing += by;
  }

  void bad(const Known& known, BadRow row) {
    // Which row it would be can be told by its key; else by whom it is about; else not at all.
    if (known.state == Known::State::nothing && !row.person_key.empty())
      looked_.half_read.insert(row.person_key);
    else if (known.state == Known::State::nothing)
      looked_.anybodys = ++nameless_ > registry_.limits.nameless_rows;
    note_bad(std::move(row));
  }
  void note_bad(BadRow row) {
    ++looked_.counts.bad;
    if (!row.key.empty()) looked_.unusable.insert(row.key);
    looked_.list(std::move(row));
  }

  // Neither is taken: the one before was counted.
  void twice(Known& known, std::string_view row_key) {
    const auto refuse = [&](std::int64_t line) {
      note_bad({.line = line,
                .key = std::string{row_key},
                .column = {},
                .reason = "key_twice",
                .found = {}});
    };
    if (known.counted != Counted::not_at_all) {
      count(std::exchange(known.counted, Counted::not_at_all), -1);
      kinds_to_ask_.erase(std::string{row_key});
      refuse(known.line);
    }
    refuse(delivery_.line());
  }

  // Another kind under a known key ends the affiliation before, unless that was over already, and
  // begins a new one (registry_row.cpp).
  void count_kinds() {
    std::vector<std::string> keys;
    for (const auto& [key, asked] : kinds_to_ask_) keys.push_back(key);
    const auto before = house_.store.read(
        [&](Ports& ports) { return ports.registries.capacities(registry_.name, keys); });
    for (const auto& one : before) {
      const auto& now = kinds_to_ask_.at(one.row_key);
      if (one.kind == now.kind) continue;
      auto& known = looked_.known[now.key];
      count(known.counted, -1);
      count_as(known,
               !one.ends || *one.ends > looked_.soon ? Counted::another : Counted::another_after);
    }
    kinds_to_ask_.clear();
  }

  // Who may be behind a row that cannot be read is told in the report, and not ended.
  void hear_silence() {
    if (looked_.half_read.empty() && !looked_.anybodys) {
      looked_.counts.ended += looked_.known.count_if(is_silent);
      return;
    }
    house_.store.read([&](Ports& ports) {
      each_known(ports, registry_, [&](const RegistryRow& row) {
        if (!is_silent(looked_.known[delivery_.fingerprint_of(row.row_key)])) return;
        if (is_left_out(looked_, delivery_, row))
          ++looked_.counts.ended;
        else
          looked_.list({.line = 0,
                        .key = row.row_key,
                        .column = {},
                        .reason = "perhaps_unreadable",
                        .found = {}});
      });
    });
  }

  House& house_;
  const core::Registry& registry_;
  Delivery& delivery_;
  Looked looked_;
  std::int64_t nameless_{0};
  std::unordered_map<std::string, Asked> kinds_to_ask_;
};

}  // namespace

void Looked::list(BadRow row) {
  if (bad.size() < most_listed) bad.push_back(std::move(row));
}

bool is_unchanged(const Known& known, const Fingerprint& fingerprint) {
  const bool settled = known.state == Known::State::asserted || known.state == Known::State::erased;
  return settled && !known.disputed && known.fingerprint == fingerprint.front();
}

bool is_left_out(const Looked& looked, const Delivery& delivery, const RegistryRow& row) {
  const auto* known = looked.known.find(delivery.fingerprint_of(row.row_key));
  return known != nullptr && is_silent(*known) && !looked.anybodys &&
         !looked.half_read.contains(row.person_key.empty() ? row.row_key : row.person_key);
}

Looked look(House& house, const core::Registry& registry, Delivery& delivery) {
  return Look{house, registry, delivery}.run();
}

}  // namespace metroon::app
