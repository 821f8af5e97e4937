#include "app/auditing.hpp"

#include <algorithm>
#include <limits>

#include "app/acts.hpp"

namespace metroon::app {
namespace {

constexpr std::int64_t before_all = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t past_all = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t export_page = 1000;

// A checkpoint beside what the chain has at its number.
std::optional<CheckpointFault> fault_of(Ports& ports, const ChainWalk& walk, const Checkpoint& it,
                                        const Bytes& hash, bool outside) {
  using enum CheckpointFault;
  if (!ports.audit.is_signed(it)) return forged;
  // Past a broken entry nothing can be said.
  if (it.number > walk.last && walk.broken && walk.broken->fault != ChainFault::end_missing)
    return {};
  if (it.number > walk.last) return outside ? older : end_missing;
  if (hash != it.hash) return differs;
  return {};
}

std::vector<std::int64_t> numbers_of(const std::vector<Checkpoint>& some) {
  std::vector<std::int64_t> numbers;
  for (const auto& one : some) numbers.push_back(one.number);
  return numbers;
}

// Where one was removed, the next one names it in vain.
void miss_removed(const std::vector<Checkpoint>& stored, std::vector<CheckpointFinding>& findings) {
  std::int64_t before = 0;
  for (const auto& one : stored) {
    if (one.before != before) findings.push_back({CheckpointFault::removed, one, false});
    before = one.number;
  }
}

std::int64_t newest_number(Ports& ports) {
  const auto newest = ports.audit.search({}, past_all, 1);
  return newest.empty() ? 0 : newest.front().number;
}

// What stands at the end of the chain, if all that was signed before is still there.
std::expected<Checkpoint, SignProblem> end_of_chain(Ports& ports,
                                                    const std::optional<Checkpoint>& seen) {
  const auto last = ports.audit.last_checkpoint();
  for (const auto& one : {last, seen})
    if (one && (!ports.audit.is_signed(*one) || ports.audit.hash_of(one->number) != one->hash))
      return std::unexpected{SignProblem::history_changed};
  const auto walk =
      ports.audit.walk(last ? last->number : 0, last ? base::BytesView{last->hash} : "", {});
  if (walk.broken) return std::unexpected{SignProblem::history_changed};
  if (walk.last == 0) return std::unexpected{SignProblem::nothing_to_sign};
  if (last && last->number == walk.last) return *last;
  return Checkpoint{.number = walk.last,
                    .hash = walk.hash,
                    .at = {},
                    .before = last ? last->number : 0,
                    .key = {},
                    .signature = {}};
}

std::string words_of(const AuditSearch& search) {
  std::string words;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) words += (words.empty() ? "" : ", ") + std::string{name} + " " + value;
  };
  add("subject", search.subject);
  add("actor", search.actor);
  add("action", search.action);
  add("from", search.from ? base::to_iso(*search.from) : "");
  add("before", search.before ? base::to_iso(*search.before) : "");
  return words;
}

// Once a search, however many pages of it are read. What is asked for decides, not which page: who
// begins in the middle is on record too.
void put_on_record(Ports& ports, const House& house, const Call& call, const std::string& words) {
  const auto last =
      ports.audit.search({.subject = {}, .actor = call.actor, .action = "audit_read"}, past_all, 1);
  const bool same = !last.empty() && last.front().entry.detail == words &&
                    call.now.instant - last.front().entry.at < std::chrono::hours{1};
  if (!same) audit(ports, house, call, "audit_read", "audit", words);
}

}  // namespace

AuditVerdict verify_audit(House& house, std::vector<Checkpoint> outside) {
  std::ranges::sort(outside, {}, &Checkpoint::number);
  return house.store.read([&](Ports& ports) {
    const auto stored = ports.audit.checkpoints();
    std::vector<Checkpoint> all = stored;
    all.insert(all.end(), outside.begin(), outside.end());
    auto marks = numbers_of(all);
    std::ranges::sort(marks);
    const auto walk = ports.audit.walk(0, {}, marks);
    AuditVerdict verdict{.entries = walk.last,
                         .broken = walk.broken,
                         .findings = {},
                         .checkpoints = stored.size(),
                         .outside = outside.size(),
                         .last = stored.empty() ? std::nullopt : std::optional{stored.back()}};
    for (std::size_t index = 0; index < all.size(); ++index) {
      const bool is_outside = index >= stored.size();
      const auto mark = std::ranges::lower_bound(marks, all[index].number) - marks.begin();
      const auto& hash = walk.hashes[static_cast<std::size_t>(mark)];
      if (const auto fault = fault_of(ports, walk, all[index], hash, is_outside))
        verdict.findings.push_back({*fault, all[index], is_outside});
    }
    miss_removed(stored, verdict.findings);
    return verdict;
  });
}

std::expected<Checkpoint, SignProblem> sign_checkpoint(House& house, const Call& call,
                                                       const std::optional<Checkpoint>& seen) {
  auto end = house.store.read([&](Ports& ports) { return end_of_chain(ports, seen); });
  if (!end || !end->signature.empty()) return end;
  end->at = call.now.instant;
  return house.store.write([&](Ports& ports) -> std::expected<Checkpoint, SignProblem> {
    // Another process may have signed meanwhile, and history may have been changed.
    const auto last = ports.audit.last_checkpoint();
    if (last && last->number >= end->number) return *last;
    if ((last ? last->number : 0) != end->before) end->before = last->number;
    if (ports.audit.hash_of(end->number) != end->hash)
      return std::unexpected{SignProblem::history_changed};
    return ports.audit.add_checkpoint(*end);
  });
}

bool checkpoint_is_due(House& house, const Call& call) {
  return house.store.read([&](Ports& ports) {
    const auto newest = newest_number(ports);
    const auto last = ports.audit.last_checkpoint();
    if (!last) return newest > 0;
    return newest - last->number >= checkpoint_entries ||
           (newest > last->number && call.now.instant - last->at >= checkpoint_age);
  });
}

AuditPage search_audit(House& house, const Call& call, const AuditSearch& search,
                       std::optional<std::int64_t> below, std::size_t limit) {
  AuditPage page;
  page.entries = house.store.read([&](Ports& ports) {
    return ports.audit.search(search, below.value_or(past_all), limit + 1);
  });
  page.more = page.entries.size() > limit;
  if (page.more) page.entries.pop_back();
  house.store.write([&](Ports& ports) { put_on_record(ports, house, call, words_of(search)); });
  return page;
}

void export_audit(House& house, const Call& call, const AuditSearch& search,
                  const std::function<void(const NumberedEntry&)>& take) {
  house.store.write([&](Ports& ports) {
    audit(ports, house, call, "audit_exported", "audit", words_of(search));
  });
  // A page a transaction: entries are only ever added, and nobody waits for the reader's disk. What
  // pages show is exported, though no entry of ours has a number below 1.
  for (auto above = before_all;;) {
    const auto page = house.store.read(
        [&](Ports& ports) { return ports.audit.list(search, above, export_page); });
    for (const auto& one : page) take(one);
    if (page.size() < export_page) return;
    above = page.back().number;
  }
}

}  // namespace metroon::app
