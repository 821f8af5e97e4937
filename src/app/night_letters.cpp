#include "app/night_letters.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "app/dossier_detail.hpp"
#include "core/decide.hpp"
#include "core/words.hpp"

namespace metroon::app {
namespace {

using core::ServiceStanding;

bool is_told(core::AccountState state) {
  return state == core::AccountState::active || state == core::AccountState::suspended ||
         state == core::AccountState::ended;
}

std::string names_of(const House& house, core::Language language, const core::Standing& standing,
                     const ServiceFilter& chosen) {
  std::string names;
  for (const auto& service : standing.services) {
    if (!chosen(service)) continue;
    if (!names.empty()) names += ", ";
    names += house.policy.services[service.service].name.in(language);
  }
  return names.empty() ? "–" : names;
}

bool stays(const ServiceStanding& service) {
  return service.until.kind == core::Until::Kind::for_ever;
}

std::string reasons_of(const House& house, core::Language language, const NightLook& looked,
                       const ServiceFilter& chosen) {
  std::vector<std::string> kinds;
  for (const auto& service : looked.standing.services) {
    if (!chosen(service)) continue;
    const auto kind = looked.dossier.affiliations[service.because].kind;
    const auto& name = house.policy.affiliations[kind].name.in(language);
    if (std::ranges::find(kinds, name) == kinds.end()) kinds.push_back(name);
  }
  std::string reasons;
  for (const auto& kind : kinds) reasons += (reasons.empty() ? "" : ", ") + kind;
  return reasons;
}

// What new rules take says nothing of the holder's capacity, and no claim brings it back.
bool is_all_withdrawn(const core::Standing& standing, const ServiceFilter& chosen) {
  return std::ranges::all_of(standing.services, [&](const ServiceStanding& service) {
    return !chosen(service) || service.why == core::Why::withdrawn;
  });
}

// The institution's own mailbox gets a copy. @choice Only the letter to the contact address counts:
// our own server accepts a letter that its owner may never see.
core::MailId write(Ports& ports, const House& house, const Call& call, const core::Person& person,
                   const NightLook& looked, std::string_view key, const MailTexts::Values& values) {
  const auto language = person.contact.language;
  const auto& account = *looked.dossier.account;
  const auto own = account.username + "@" + house.policy.realms[looked.standing.realm].name;
  const auto& main = person.contact.email.empty() ? own : person.contact.email;
  const auto email = house.policy.service_of("email");
  if (main != own && email && looked.standing.opens(*email))
    post(ports, house, call, {own, language}, key, values);
  return post(ports, house, call, {main, language}, key, values);
}

// What the letter promises. Nothing that it names ends sooner, whatever was settled for the rest.
Day last_day_of(const core::Notices& rules, const core::Standing& standing,
                const core::ServiceSet& ending, Day today) {
  Day last{};
  for (const auto& service : standing.services)
    if (ending.test(service.service))
      last = std::max(last, core::open_until(rules, service, today).last);
  return last;
}

// Which services, by which affiliation and line of the policy.
std::string ending_detail(const House& house, const NightLook& looked, const ServiceFilter& over) {
  std::string detail;
  for (const auto& service : looked.standing.services) {
    if (!over(service)) continue;
    const auto& affiliation = looked.dossier.affiliations[service.because];
    if (!detail.empty()) detail += "; ";
    detail += house.policy.services[service.service].key + ": " +
              house.policy.affiliations[affiliation.kind].key + " " +
              std::to_string(affiliation.id.value) + ", " + std::string{core::to_word(service.why)};
  }
  return detail;
}

}  // namespace

void give_notice(Ports& ports, const House& house, const Call& call, const core::Person& person,
                 const NightLook& looked, const core::NoticeDue& due) {
  const auto language = person.contact.language;
  const auto ending = core::ending_on(looked.standing, due.ending, call.now.day);
  const auto ends = [&](const ServiceStanding& service) { return ending.test(service.service); };
  const auto last = last_day_of(house.policy.notices, looked.standing, ending, call.now.day);
  const auto later = core::standing_after(house.policy, looked.dossier, due.ending, call.now.day);
  const auto key = is_all_withdrawn(looked.standing, ends) ? "mail.withdrawn" : "mail.ending";
  const auto mail = write(ports, house, call, person, looked, key,
                          {{"name", full_name(person.names, language)},
                           {"username", looked.dossier.account->username},
                           {"day", house.texts.day(language, last)},
                           {"reason", reasons_of(house, language, looked, ends)},
                           {"services", names_of(house, language, looked.standing, ends)},
                           {"stays", names_of(house, language, later, stays)},
                           {"claim", house.base_url + "/account/claim"},
                           {"link", house.base_url + "/account"}});
  const core::Notice given{
      .ending = due.ending, .days_before = due.days_before, .accepted = {}, .services = ending};
  ports.nights.add_notice(person.id, given, mail);
  audit(ports, house, call, "notice_sent", subject("person", person.id),
        detail_of(house.policy, given));
}

// The account opens nothing yet: there is no mailbox of ours to write to.
void remind(Ports& ports, const House& house, const Call& call, const core::Person& person,
            const NightLook& looked) {
  const auto& due = *looked.standing.reminder;
  const bool handed_over = looked.standing.state == core::AccountState::not_activated;
  const auto language = person.contact.language;
  const auto mail = post(ports, house, call, {person.contact.email, language},
                         handed_over ? "mail.activate_account" : "mail.collect_account",
                         {{"name", full_name(person.names, language)},
                          {"username", looked.dossier.account->username},
                          {"day", house.texts.day(language, due.ending)},
                          {"link", house.base_url + "/activate"}});
  const core::Notice given{.ending = due.ending,
                           .days_before = due.days_before,
                           .accepted = {},
                           .services = core::ServiceSet{}};
  ports.nights.add_notice(person.id, given, mail);
  audit(ports, house, call, "collection_reminded", subject("account", looked.due.account),
        detail_of(house.policy, given));
}

void tell_ended(Ports& ports, const House& house, const Call& call, const core::Person& person,
                const NightLook& looked, const ServiceFilter& over) {
  audit(ports, house, call, "services_ended", subject("account", looked.due.account),
        ending_detail(house, looked, over));
  if (!is_told(looked.standing.state)) return;
  const auto language = person.contact.language;
  const auto key = is_all_withdrawn(looked.standing, over) ? "mail.withdrawn_ended" : "mail.ended";
  write(ports, house, call, person, looked, key,
        {{"name", full_name(person.names, language)},
         {"username", looked.dossier.account->username},
         {"services", names_of(house, language, looked.standing, over)},
         {"reason", reasons_of(house, language, looked, over)},
         {"stays", names_of(house, language, looked.standing, stays)},
         {"link", house.base_url + "/account"}});
}

}  // namespace metroon::app
