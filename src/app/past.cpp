#include "app/past.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <limits>

#include "app/acts.hpp"
#include "app/affiliation_detail.hpp"
#include "app/dossier_detail.hpp"

namespace metroon::app {
namespace {

using core::RecordedChange;
using What = decltype(RecordedChange::what);
using Entries = std::vector<NumberedEntry>;

constexpr std::int64_t past_all = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t page = 1000;
constexpr std::string_view of_account = "account:";

struct Reader {
  std::string_view action;
  std::optional<What> (*read)(const core::Policy&, std::string_view detail);
};

template <auto read>
std::optional<What> as_what(const core::Policy& policy, std::string_view detail) {
  auto change = read(policy, detail);
  return change ? std::optional<What>{std::move(*change)} : std::nullopt;
}

// Every entry of a fact that a dossier has and that does not itself bear the day of its recording.
constexpr std::array readers{Reader{"affiliation_added", as_what<read_began>},
                             Reader{"affiliation_changed", as_what<read_became>},
                             Reader{"affiliation_ended", as_what<read_became>},
                             Reader{"hold_lifted", as_what<read_hold_moved>},
                             Reader{"hold_ended", as_what<read_hold_moved>},
                             Reader{"notice_sent", as_what<read_notice>},
                             Reader{"collection_reminded", as_what<read_notice>},
                             Reader{"notice_given_again", as_what<read_notices>},
                             Reader{"account_proved", as_what<read_proof>},
                             Reader{"account_resumed", as_what<read_resumed>},
                             Reader{"service_switched_on", as_what<read_switched>},
                             Reader{"service_switched_off", as_what<read_switched>},
                             Reader{"address_added", as_what<read_address>},
                             Reader{"facts_kept", as_what<read_facts>}};

constexpr std::array merging{"person_merged", "person_given_up", "merge_undone"};

bool is_merging(const AuditEntry& entry) {
  return std::ranges::find(merging, entry.action) != merging.end();
}

Entries since(Ports& ports, const std::string& about, Instant from) {
  const AuditSearch search{.subject = about, .actor = {}, .action = {}, .from = from, .before = {}};
  Entries all;
  for (auto below = past_all;;) {
    auto some = ports.audit.search(search, below, page);
    std::ranges::move(some, std::back_inserter(all));
    if (some.size() < page) return all;
    below = all.back().number;
  }
}

core::AccountId account_of(const AuditEntry& entry) {
  const std::string_view about = entry.subject;
  if (!about.starts_with(of_account)) return {};
  return read_id<core::AccountId>(about.substr(of_account.size())).value_or(core::AccountId{});
}

// Merges since an entry keeps beside it what was before say nothing themselves.
bool has_kept_facts(const Entries& entries, const AuditEntry& merge) {
  return std::ranges::any_of(entries, [&](const NumberedEntry& one) {
    return one.entry.action == "facts_kept" && one.entry.subject == merge.subject &&
           one.entry.at == merge.at;
  });
}

// What entries say, the newest first; or that they do not say enough.
struct Changes {
  std::vector<RecordedChange> known;
  std::vector<std::size_t> known_by;  // The entry of each.
  std::vector<std::size_t> untold;    // Entries.
};

Changes read_changes(const core::Policy& policy, const Entries& entries) {
  Changes changes;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const auto& entry = entries[at].entry;
    if (is_merging(entry) && !has_kept_facts(entries, entry)) changes.untold.push_back(at);
    const auto reader = std::ranges::find(readers, entry.action, &Reader::action);
    if (reader == readers.end()) continue;
    if (auto what = reader->read(policy, entry.detail)) {
      changes.known.push_back({account_of(entry), std::move(*what)});
      changes.known_by.push_back(at);
    } else {
      changes.untold.push_back(at);
    }
  }
  return changes;
}

// Of the account that they have, and of those that they had before a merge or its undoing.
std::vector<core::AccountId> accounts_of(const core::Policy& policy, const core::Dossier& today,
                                         const Entries& of_person) {
  std::vector<core::AccountId> ids;
  const auto add = [&](const core::Dossier& dossier) {
    if (dossier.account && std::ranges::find(ids, dossier.account->id) == ids.end())
      ids.push_back(dossier.account->id);
  };
  add(today);
  for (const auto& change : read_changes(policy, of_person).known)
    if (const auto* kept = std::get_if<core::FactsKept>(&change.what)) add(kept->before);
  return ids;
}

Entries entries_since(Ports& ports, const core::Policy& policy, const core::Dossier& today,
                      Instant from) {
  auto all = since(ports, subject("person", today.person), from);
  for (const auto id : accounts_of(policy, today, all))
    std::ranges::move(since(ports, subject("account", id), from), std::back_inserter(all));
  std::ranges::sort(all, std::greater{}, &NumberedEntry::number);
  return all;
}

// Entries of old, of proofs of that day: they do not say which proof the account had before.
std::vector<std::size_t> proofs_on(const House& house, const Entries& entries, Day day) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < entries.size(); ++at)
    if (const auto& entry = entries[at].entry;
        entry.action == "proof_recorded" && house.civil_day(entry.at) == day)
      found.push_back(at);
  return found;
}

// What happened to an account that was not there yet does not matter to that day.
bool matters(const core::Dossier& then, const AuditEntry& entry) {
  return then.account || !account_of(entry);
}

void rewind(const House& house, const Entries& entries, Day day, PastView& view) {
  const auto changes = read_changes(house.policy, entries);
  auto rewound = core::rewind(std::move(view.dossier), changes.known, day);
  view.dossier = std::move(rewound.dossier);
  auto untold = changes.untold;
  for (const auto at : rewound.not_undone) untold.push_back(changes.known_by[at]);
  if (rewound.unknown_before)
    std::ranges::copy(proofs_on(house, entries, *rewound.unknown_before),
                      std::back_inserter(untold));
  std::ranges::sort(untold);
  for (const auto at : untold)
    if (matters(view.dossier, entries[at].entry)) view.not_undone.push_back(entries[at].entry);
  for (const auto& one : entries)
    if (is_merging(one.entry)) view.merges.push_back(one.entry);
}

// Whether the record that is asked for stood by itself at that day's end.
bool stood(Ports& ports, core::PersonId asked, Instant from) {
  auto entries = since(ports, subject("person", asked), from);
  std::erase_if(entries, [](const NumberedEntry& one) { return !is_merging(one.entry); });
  return !entries.empty() || ports.merges.standing_for(asked) == asked;
}

std::string hash_by(Ports& ports, Instant before) {
  const auto last = ports.audit.search(
      {.subject = {}, .actor = {}, .action = {}, .from = {}, .before = before}, past_all, 1);
  return last.empty() ? std::string{} : last.front().entry.policy_hash;
}

}  // namespace

std::optional<PastView> open_past(House& house, const Call& call, core::PersonId asked, Day day) {
  const auto from = day_begins(house, day + std::chrono::days{1});
  return house.store.write([&](Ports& ports) -> std::optional<PastView> {
    const auto id = stood(ports, asked, from) ? asked : ports.merges.standing_for(asked);
    auto person = ports.people.find(id);
    if (!person) return {};
    PastView view{.person = std::move(*person),
                  .dossier = dossier_of(ports, id),
                  .not_undone = {},
                  .merges = {},
                  .policy_hash = hash_by(ports, from)};
    note_reading(ports, house, call, id);
    if (view.person.created < from)
      rewind(house, entries_since(ports, house.policy, view.dossier, from), day, view);
    else
      view.dossier = {.person = id}, view.on_record = false;
    return view;
  });
}

}  // namespace metroon::app
