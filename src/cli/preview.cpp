#include "cli/preview.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <utility>

#include "app/office.hpp"
#include "cli/past.hpp"
#include "cli/person.hpp"
#include "cli/words.hpp"
#include "core/earlier_rules.hpp"
#include "core/retention.hpp"

namespace metroon::cli {
namespace {

namespace json = boost::json;
using app::Day;
using core::PolicyEffect;

std::string_view word_of(PolicyEffect effect) {
  switch (effect) {
    case PolicyEffect::for_ever_lost:
      return "for_ever_lost";
    case PolicyEffect::shuts:
      return "shuts";
    case PolicyEffect::sooner:
      return "sooner";
    case PolicyEffect::opens:
      return "opens";
    case PolicyEffect::later:
      return "later";
  }
  std::unreachable();
}

std::string_view basis(Day on, Day today) {
  if (on < today) return "as it was by the end of that day: what was put on record since is undone";
  return on > today ? "today's facts, if nothing new is learnt; notices that are due until then "
                      "count as not yet sent"
                    : "today's facts";
}

// In braces it would be a list of one.
json::value maybe(const std::optional<Day>& day) {
  return day ? json::value(base::to_iso(*day)) : json::value(nullptr);
}

// What one service is, and every right behind it.
struct Explained {
  const core::Policy& policy;
  const core::Dossier& dossier;
  Day on;

  [[nodiscard]] const core::AffiliationKind& kind(std::uint16_t affiliation) const {
    return policy.affiliations[dossier.affiliations[affiliation].kind];
  }
  // A right by its term has the term's line; one that outlives it has the service's.
  [[nodiscard]] std::string source(core::Why why, std::uint16_t affiliation,
                                   core::ServiceIndex service) const {
    const bool outlives = why == core::Why::kept_after_end ||
                          why == core::Why::kept_after_graduation || why == core::Why::withdrawn;
    return outlives ? policy.services[service].source : kind(affiliation).term.source;
  }

  [[nodiscard]] json::object right(const core::Right& one, core::ServiceIndex service) const {
    return {{"until", to_word(one.until)},
            {"why", to_word(one.why)},
            {"because", kind(one.affiliation).key},
            {"source", source(one.why, one.affiliation, service)}};
  }
  [[nodiscard]] json::object service(const core::ServiceStanding& one) const {
    json::array behind;
    for (const auto& each : core::rights(policy, dossier, one.service, on))
      behind.push_back(right(each, one.service));
    json::object object{{"service", policy.services[one.service].key},
                        {"gate", to_word(one.gate)},
                        {"on", one.on},
                        {"until", to_word(one.until)},
                        {"open_until", to_word(core::open_until(policy.notices, one, on))},
                        {"why", to_word(one.why)},
                        {"because", kind(one.because).key},
                        {"source", source(one.why, one.because, one.service)},
                        {"waits_for_notice", one.waits_for_notice},
                        {"rights", behind}};
    object["shuts"] = maybe(one.shuts);
    return object;
  }
  [[nodiscard]] std::string text(const core::ServiceStanding& one) const {
    auto text = fmt::format("  {:<16}{:<16}until {:<12}{}\n", policy.services[one.service].key,
                            to_word(one.gate), until_text(policy.notices, one, on),
                            one.shuts ? "; shuts on " + base::to_iso(*one.shuts) : "");
    for (const auto& each : core::rights(policy, dossier, one.service, on))
      text += fmt::format("      rules: until {:<12}{} as {} [{}]\n", to_word(each.until),
                          to_word(each.why), kind(each.affiliation).key,
                          source(each.why, each.affiliation, one.service));
    return text;
  }
};

json::object explained_json(const Explained& it, const core::Standing& standing, Day today) {
  json::array services, holds, notices, due;
  for (const auto& one : standing.services) services.push_back(it.service(one));
  for (const auto& one : it.dossier.holds)
    holds.push_back(json::object{{"from", base::to_iso(one.from)},
                                 {"until", maybe(one.until)},
                                 {"reason", one.reason},
                                 {"by", one.by}});
  for (const auto& one : it.dossier.notices)
    notices.push_back(json::object{{"ending", base::to_iso(one.ending)},
                                   {"days_before", one.days_before},
                                   {"accepted", maybe(one.accepted)}});
  for (const auto& one : standing.notices)
    due.push_back(
        json::object{{"ending", base::to_iso(one.ending)}, {"days_before", one.days_before}});
  json::object object{{"person", it.dossier.person.value},
                      {"on", base::to_iso(it.on)},
                      {"basis", basis(it.on, today)},
                      {"policy_hash", it.policy.hash},
                      {"state", to_word(standing.state)},
                      {"realm", it.policy.realms[standing.realm].name},
                      {"services", services},
                      {"holds", holds},
                      {"notices", notices},
                      {"notices_due", due}};
  object["collect_before"] = maybe(standing.collect_before);
  object["next_change"] = maybe(standing.next_change);
  object["data_go"] = maybe(core::data_go(it.policy, it.dossier, it.on));
  return object;
}

std::string explained_text(const Explained& it, const core::Standing& standing, Day today) {
  auto text = fmt::format("{} on {} ({})\n", to_word(standing.state), base::to_iso(it.on),
                          basis(it.on, today));
  for (const auto& one : standing.services) text += it.text(one);
  if (!standing.services.empty())
    text +=
        "  until: the last day on which it is open, as far as notices have settled it by then\n"
        "  rules: the last day by the rules alone; shuts on: the first day without it, settled\n";
  for (const auto& one : it.dossier.holds)
    text += fmt::format("  hold from {}{}: {} ({})\n", base::to_iso(one.from),
                        one.until ? " until the day before " + base::to_iso(*one.until) : "",
                        one.reason, one.by);
  for (const auto& one : it.dossier.notices)
    text += fmt::format(
        "  notice of {}, {} days before: {}\n", base::to_iso(one.ending), one.days_before,
        one.accepted ? "accepted on " + base::to_iso(*one.accepted) : "not accepted");
  for (const auto& one : standing.notices)
    text += fmt::format("  notice of {} is due, {} days before\n", base::to_iso(one.ending),
                        one.days_before);
  if (standing.reminder)
    text += fmt::format("  reminder to collect the account is due, {} days before\n",
                        standing.reminder->days_before);
  if (standing.collect_before)
    text += standing.state == core::AccountState::not_collected
                ? fmt::format(
                      "  nobody collected the account before {}: closed, its name reserved; "
                      "a hand-over opens it again\n",
                      base::to_iso(*standing.collect_before))
                : fmt::format("  closed on {} unless it is collected\n",
                              base::to_iso(*standing.collect_before));
  text += standing.next_change ? "next change on " + base::to_iso(*standing.next_change) + "\n"
                               : "nothing changes by itself any more\n";
  if (const auto go = core::data_go(it.policy, it.dossier, it.on))
    text += "personal data are kept until the day before " + base::to_iso(*go) + "\n";
  return text;
}

// What is known of somebody on the day that is asked for.
struct Known {
  core::Names names;
  core::Dossier dossier;
  std::optional<app::PastView> past;  // Of a past day only.
};

std::optional<Known> known_of(app::House& house, const app::Call& call, core::PersonId id,
                              Day day) {
  if (day < call.now.day) {
    auto past = app::open_past(house, call, id, day);
    if (!past) return {};
    return Known{past->person.names, past->dossier, std::move(past)};
  }
  auto view = app::open_person(house, call, id);
  if (!view) return {};
  return Known{std::move(view->person.names), std::move(view->dossier), {}};
}

Output no_day(std::string_view text) {
  return refusal("V04", fmt::format("\"{}\" is not a day", text), "write YYYY-MM-DD");
}

json::array names(const app::Affected& affected) {
  json::array all;
  for (const auto& one : affected.usernames) all.emplace_back(one);
  return all;
}

std::string joined(const app::Affected& affected) {
  return fmt::format("{}", fmt::join(affected.usernames, " "));
}

std::string simulated_json(const app::Simulation& result) {
  json::array events, changes;
  for (const auto& [key, affected] : result.events) {
    const auto& [day, what, service] = key;
    events.push_back(json::object{{"day", base::to_iso(day)},
                                  {"what", to_word(what)},
                                  {"service", service},
                                  {"count", affected.count},
                                  {"accounts", names(affected)}});
  }
  for (const auto& [key, affected] : result.changes) {
    const auto& [effect, kind, service] = key;
    changes.push_back(json::object{{"effect", word_of(effect)},
                                   {"affiliation", kind},
                                   {"service", service},
                                   {"count", affected.count},
                                   {"examples", names(affected)}});
  }
  return json::serialize(json::object{{"people", result.people},
                                      {"accounts", result.accounts},
                                      {"for_ever_lost", result.loses_for_ever()},
                                      {"changes", changes},
                                      {"events", events}}) +
         "\n";
}

// Keys and usernames have neither commas nor quotes: the policy and the rules of usernames see to
// it.
std::string simulated_csv(const app::Simulation& result) {
  std::string text = "day,what,affiliation,service,count,accounts\n";
  for (const auto& [key, affected] : result.changes) {
    const auto& [effect, kind, service] = key;
    text += fmt::format(",{},{},{},{},{}\n", word_of(effect), kind, service, affected.count,
                        joined(affected));
  }
  for (const auto& [key, affected] : result.events) {
    const auto& [day, what, service] = key;
    text += fmt::format("{},{},,{},{},{}\n", base::to_iso(day), to_word(what), service,
                        affected.count, joined(affected));
  }
  return text;
}

std::string changes_text(const app::Simulation& result) {
  std::string text;
  if (result.loses_for_ever())
    text += "WARNING: the new rules take away what was promised for ever\n";
  for (const auto& [key, affected] : result.changes) {
    const auto& [effect, kind, service] = key;
    text += fmt::format("  {:<14}{:<24}{:<16}{:>8}  e.g. {}\n", word_of(effect), kind, service,
                        affected.count, joined(affected));
  }
  return text;
}

std::string simulated_text(const app::Simulation& result, bool compared) {
  auto text = changes_text(result);
  if (compared && result.changes.empty())
    text += "the new rules change nothing for anybody today\n";
  for (const auto& [key, affected] : result.events) {
    const auto& [day, what, service] = key;
    text += fmt::format("{}  {:<16}{:<16}{:>8}  {}\n", base::to_iso(day), to_word(what), service,
                        affected.count, joined(affected));
  }
  return text + fmt::format("{} people, {} accounts; nothing was written\n", result.people,
                            result.accounts);
}

// As if they came into force today; a past day they judge as if they had always been.
core::Policy rules_on(const app::House& house, core::Policy rules, Day day, Day today) {
  if (day >= today) core::follow(rules, core::on_record(house.policy), today);
  return rules;
}

}  // namespace

Output explain(app::House& house, const app::Call& call, std::string_view who, std::string_view on,
               const core::Policy* other, Format format) {
  const auto day = on.empty() ? std::optional{call.now.day} : base::parse_day(on);
  if (!day) return no_day(on);
  const auto id = find_person(house, call, who);
  const auto found = id ? known_of(house, call, *id, *day) : std::nullopt;
  if (!found) return no_such_person(who);
  const auto rules = other != nullptr ? rules_on(house, *other, *day, call.now.day) : house.policy;
  const auto dossier =
      other != nullptr ? core::PolicyMap{house.policy, rules}(found->dossier) : found->dossier;
  const auto standing = core::decide(rules, dossier, *day);
  const Explained it{rules, dossier, *day};
  if (format == Format::json) {
    auto object = explained_json(it, standing, call.now.day);
    if (found->past) add_past(object, house, *found->past);
    return {json::serialize(object) + "\n", 0};
  }
  return {found->names.first + " " + found->names.last + ": " +
              explained_text(it, standing, call.now.day) +
              (found->past ? past_text(house, *found->past, rules) : ""),
          0};
}

Output simulate(app::House& house, const app::Call& call, const SimulateArguments& wanted,
                const core::Policy* other, Format format) {
  const auto until = base::parse_day(wanted.until);
  if (!until) return no_day(wanted.until);
  const auto result = app::simulate(
      house, call, {.until = *until, .other = other, .usernames = wanted.people ? 1000U : 0U});
  const int exit_code = result.loses_for_ever() ? 1 : 0;
  if (format == Format::json) return {simulated_json(result), exit_code};
  if (wanted.csv) return {simulated_csv(result), exit_code};
  return {simulated_text(result, other != nullptr), exit_code};
}

Output above(const Output& preview, Output simulation, Format format) {
  if (format == Format::text) {
    simulation.text = preview.text + "\n" + simulation.text;
    return simulation;
  }
  auto object = json::parse(simulation.text).as_object();
  object["delivery"] = json::parse(preview.text);
  simulation.text = json::serialize(object) + "\n";
  return simulation;
}

}  // namespace metroon::cli
