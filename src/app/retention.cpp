#include "app/retention.hpp"

#include <algorithm>
#include <tuple>

#include "app/acts.hpp"
#include "app/everybody.hpp"

namespace metroon::app {
namespace {

using std::chrono::days;

constexpr std::size_t at_once = 100;
constexpr std::size_t walked_at_once = 1000;
constexpr days asked_again{30};

Instant ago(const Call& call, int days_ago) {
  return call.now.instant - days{days_ago};
}

ErasureCounts erase_accountless(House& house, const Call& call) {
  ErasureCounts erased;
  for (std::optional<core::PersonId> last{core::PersonId{}}; last;) {
    const auto [next, people, left] = house.store.write([&](Ports& ports) {
      const auto ids = ports.erasures.without_account(*last, walked_at_once);
      const auto go = to_be_erased(ports, house, call, ports.people.dossiers(ids));
      const auto entries_left = erase(ports, house, call, go);
      return std::tuple{ids.empty() ? std::nullopt : std::optional{ids.back()}, go.size(),
                        entries_left};
    });
    erased.people += people;
    erased.entries_left += left;
    last = next;
  }
  return erased;
}

// Erases what `take` names, some at a time, with their words in the audit.
// @return how many entries keep theirs.
template <class F>
std::size_t erase_all(House& house, const Call& call, std::string_view action, F&& take) {
  std::size_t entries_left = 0;
  for (std::size_t gone = at_once; gone == at_once;) {
    const auto [count, left] = house.store.write([&](Ports& ports) {
      const std::vector<std::string> subjects = take(ports.erasures);
      const auto kept = ports.audit.erase(subjects).size();
      for (const auto& one : subjects) audit(ports, house, call, action, one);
      return std::pair{subjects.size(), kept};
    });
    gone = count;
    entries_left += left;
  }
  return entries_left;
}

}  // namespace

std::optional<Day> retention_look(std::optional<Day> data_go, Day today) {
  if (!data_go || *data_go > today) return data_go;
  return today + asked_again;
}

std::vector<core::PersonId> without_kept(Ports& ports, std::vector<core::PersonId> ids) {
  if (ids.empty()) return ids;
  for (const auto kept : ports.erasures.kept(ids)) std::erase(ids, kept);
  return ids;
}

std::vector<core::PersonId> to_be_erased(Ports& ports, const House& house, const Call& call,
                                         std::span<const core::Dossier> dossiers) {
  std::vector<core::PersonId> ids;
  for (const auto& dossier : dossiers) {
    const auto day = core::data_go(house.policy, dossier, call.now.day);
    if (day && *day <= call.now.day) ids.push_back(dossier.person);
  }
  return without_kept(ports, std::move(ids));
}

std::size_t erase(Ports& ports, const House& house, const Call& call,
                  std::span<const core::PersonId> ids) {
  if (ids.empty()) return 0;
  const auto subjects = ports.erasures.erase(ids, call.now.instant);
  const auto entries_left = ports.audit.erase(subjects).size();
  auto without_address = call;
  without_address.client.clear();
  for (const auto& one : subjects)
    if (one.starts_with("person:")) audit(ports, house, without_address, "person_erased", one);
  return entries_left;
}

ErasureCounts erase_stale(House& house, const Call& call, bool month) {
  const auto& rules = house.policy.retention;
  if (!rules) return {};
  const auto nothing_came = ago(call, rules->application_days);
  auto left = erase_all(house, call, "application_erased", [&](Erasures& erasures) {
    return erasures.erase_applications(nothing_came, at_once);
  });
  const auto decided = ago(call, rules->document_days);
  left += erase_all(house, call, "mail_erased", [&](Erasures& erasures) {
    return erasures.erase_mails_to_us(decided, at_once);
  });
  while (house.store.write([&](Ports& ports) {
    const auto count = ports.erasures.erase_papers(decided, at_once);
    if (count > 0) audit(ports, house, call, "papers_erased", "papers", std::to_string(count));
    return count;
  }) >= at_once) {
  }
  auto erased = month ? erase_accountless(house, call) : ErasureCounts{};
  erased.entries_left += left;
  return erased;
}

std::vector<RetentionLine> list_retention(House& house, const Call& call, Day on) {
  auto then = call;
  then.now.day = on;
  return house.store.read([&](Ports& ports) {
    std::vector<RetentionLine> lines;
    each_page_of_everybody(ports, walked_at_once, [&](const auto& dossiers) {
      const auto go = to_be_erased(ports, house, then, dossiers);
      for (const auto& dossier : dossiers)
        if (std::ranges::find(go, dossier.person) != go.end())
          lines.push_back({dossier.person, dossier.account ? dossier.account->username : "",
                           core::data_go(house.policy, dossier, on).value()});
    });
    std::ranges::sort(lines, {}, &RetentionLine::day);
    return lines;
  });
}

}  // namespace metroon::app
