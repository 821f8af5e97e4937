#include "cli/past.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace metroon::cli {
namespace {

namespace json = boost::json;

struct Untold {
  std::string_view action, what, missing;
};
constexpr std::array untold{
    Untold{"affiliation_added", "a capacity was added", "which one is not on record"},
    Untold{"affiliation_changed", "a capacity changed", "what it was before is not on record"},
    Untold{"affiliation_ended", "the end of a capacity changed",
           "what it was before is not on record"},
    Untold{"hold_lifted", "a hold was lifted", "until when it was placed is not on record"},
    Untold{"hold_ended", "the end of a hold was set", "what it was before is not on record"},
    Untold{"notice_sent", "a notice was given", "of which services is not on record"},
    Untold{"collection_reminded", "a reminder was sent", "which one is not on record"},
    Untold{"notice_given_again", "notices that had not arrived were taken back",
           "which ones is not on record"},
    Untold{"account_proved", "the day of the account's proof was set",
           "what it was before is not on record"},
    Untold{"proof_recorded", "a proof was recorded",
           "whether the account had one before is not on record"},
    Untold{"account_resumed", "a suspension was lifted", "since when it stood is not on record"},
    Untold{"service_switched_on", "a service was switched on",
           "what the holder had chosen before is not on record"},
    Untold{"service_switched_off", "a service was switched off",
           "what the holder had chosen before is not on record"},
    Untold{"address_added", "an address was added", "which one is not on record"},
    Untold{"person_merged", "another record was merged into this one",
           "what belonged to which is not on record"},
    Untold{"person_given_up", "this record was merged into another one",
           "what belonged to it is not on record"},
    Untold{"merge_undone", "a merge was undone", "what belonged to which is not on record"},
    Untold{"facts_kept", "records were merged or a merge was undone",
           "what belonged to which cannot be read any more"}};

std::string day_of(const app::House& house, const app::AuditEntry& entry) {
  return base::to_iso(house.civil_day(entry.at));
}

std::string in_brackets(const std::string& detail) {
  return detail.empty() ? std::string{} : " (" + detail + ")";
}

std::string sentence(const app::House& house, const app::AuditEntry& entry) {
  const auto found = std::ranges::find(untold, entry.action, &Untold::action);
  const bool known = found != untold.end();
  return fmt::format("{} on {}{}; {}", known ? found->what : std::string_view{entry.action},
                     day_of(house, entry), in_brackets(entry.detail),
                     known ? found->missing : "what was before is not on record");
}

json::object entry_json(const app::House& house, const app::AuditEntry& entry) {
  return {{"day", day_of(house, entry)},
          {"action", entry.action},
          {"subject", entry.subject},
          {"detail", entry.detail}};
}

}  // namespace

std::string past_text(const app::House& house, const app::PastView& view,
                      const core::Policy& rules) {
  std::string text;
  if (!view.on_record) text += "this record was not there yet\n";
  for (const auto& one : view.not_undone)
    text += fmt::format("could not be undone: {}\n", sentence(house, one));
  for (const auto& one : view.merges)
    text += fmt::format("since then: {} on {}{}\n", one.action, day_of(house, one),
                        in_brackets(one.detail));
  if (!view.policy_hash.empty() && view.policy_hash != rules.hash)
    text += fmt::format("other rules were in force on that day: policy {}; told here under {}\n",
                        view.policy_hash, rules.hash);
  return text;
}

void add_past(json::object& object, const app::House& house, const app::PastView& view) {
  json::array not_undone, merges;
  for (const auto& one : view.not_undone) {
    auto entry = entry_json(house, one);
    entry["what"] = sentence(house, one);
    not_undone.push_back(std::move(entry));
  }
  for (const auto& one : view.merges) merges.push_back(entry_json(house, one));
  object["on_record"] = view.on_record;
  object["not_undone"] = std::move(not_undone);
  object["merges_since"] = std::move(merges);
  object["policy_hash_then"] =
      view.policy_hash.empty() ? json::value(nullptr) : json::value(view.policy_hash);
}

}  // namespace metroon::cli
