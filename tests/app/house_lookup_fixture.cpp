// What a test looks up in a house.
#include <algorithm>

#include "app/house_fixture.hpp"

namespace metroon::app {

HolderSession World::holder(const Member& member) {
  return {member.account, member.person, member.username};
}

core::Dossier World::dossier(core::PersonId person) {
  return store->read([&](Ports& ports) { return dossier_of(ports, person); });
}

core::Standing World::standing(core::PersonId person) {
  return core::decide(house.policy, dossier(person), today());
}

core::Application World::application(core::ApplicationId id) {
  return store->read([&](Ports& ports) { return ports.applications.find(id).value(); });
}

AccountRecord World::account(core::AccountId id) {
  return store->read([&](Ports& ports) { return ports.accounts.find(id).value(); });
}

std::vector<Mail> World::mails() {
  const auto queued = store->read([](Ports& ports) { return ports.outbox.recent(10'000); });
  std::vector<Mail> sent;
  for (const auto& one : queued) sent.push_back(one.mail);
  std::ranges::reverse(sent);
  return sent;
}

Mail World::mail(std::string_view key) {
  const auto queued = store->read([](Ports& ports) { return ports.outbox.recent(50); });
  for (const auto& one : queued)
    if (one.mail.subject == key) return one.mail;
  throw std::logic_error{"no mail " + std::string{key}};
}

std::size_t World::count_mails(std::string_view key) {
  return static_cast<std::size_t>(std::ranges::count(mails(), key, &Mail::subject));
}

Secret World::confirmation_link() {
  const auto link = support::value_of(mail("mail.confirm"), "link");
  return Secret{link.substr(link.rfind('/') + 1)};
}

std::vector<std::string> World::actions(const std::string& subject_name) {
  const auto entries =
      store->read([&](Ports& ports) { return ports.audit.about(subject_name, 1000); });
  std::vector<std::string> names;
  for (const auto& entry : entries) names.push_back(entry.action);
  return names;
}

bool World::audited(const std::string& subject_name, std::string_view action) {
  return std::ranges::count(actions(subject_name), action) > 0;
}

}  // namespace metroon::app
