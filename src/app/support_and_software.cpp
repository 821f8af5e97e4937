// What the holder asks for and takes (E4, E6).
#include <algorithm>

#include "app/account.hpp"
#include "app/acts.hpp"
#include "base/text.hpp"
#include "core/vpn_profile.hpp"

namespace metroon::app {
namespace {

constexpr std::size_t longest_subject = 150;
constexpr std::size_t longest_text = 10'000;
constexpr unsigned most_messages_an_hour = 10;

using SoftwareDelivery = core::SoftwareItem::Delivery;

bool opens(Ports& ports, const House& house, const Call& call, const HolderSession& holder,
           core::ServiceIndex service) {
  return core::decide(house.policy, dossier_of(ports, holder.person), call.now.day).opens(service);
}

bool delivers(const core::Policy& policy, core::ServiceIndex service, SoftwareDelivery delivery) {
  if (service >= policy.services.size()) return false;
  const auto& software = policy.services[service].software;
  return software && software->delivery == delivery;
}

}  // namespace

std::expected<std::string, SupportProblem> ask_support(House& house, const Call& call,
                                                       const HolderSession& holder,
                                                       std::string_view subject_typed,
                                                       std::string_view text) {
  using Result = std::expected<std::string, SupportProblem>;
  const auto title = base::squeeze(subject_typed);
  if (title.empty()) return std::unexpected{SupportProblem::subject_missing};
  if (base::squeeze(text).empty()) return std::unexpected{SupportProblem::text_missing};
  if (base::code_points(title) > longest_subject)
    return std::unexpected{SupportProblem::subject_too_long};
  if (base::code_points(text) > longest_text) return std::unexpected{SupportProblem::too_long};
  const auto ticket = "S-" + grouped(mint_code(house.random, 8), 4);
  return house.store.write([&](Ports& ports) -> Result {
    if (count_in_hour(ports, call, "support:" + holder.username, most_messages_an_hour))
      return std::unexpected{SupportProblem::wait};
    const auto person = ports.people.find(holder.person).value();
    const auto values = [&](core::Language language) -> MailTexts::Values {
      return {{"ticket", ticket},
              {"name", full_name(person.names, language)},
              {"username", holder.username},
              {"subject", title},
              {"text", std::string{text}}};
    };
    post(ports, house, call, {house.policy.institution.support_email, core::Language::el},
         "mail.support", values(core::Language::el), person.contact.email);
    post(ports, house, call, {person.contact.email, person.contact.language},
         "mail.support_received", values(person.contact.language),
         house.policy.institution.support_email);
    audit(ports, house, call, "support_asked", subject("account", holder.account), ticket);
    return ticket;
  });
}

std::vector<SoftwareView> software(House& house, const Call& call, const HolderSession& holder) {
  return house.store.read([&](Ports& ports) {
    std::vector<SoftwareView> views;
    const auto standing =
        core::decide(house.policy, dossier_of(ports, holder.person), call.now.day);
    for (const auto& service : standing.services) {
      if (!house.policy.services[service.service].software || service.gate == core::Gate::ended)
        continue;
      views.push_back({service.service, service.open(),
                       ports.licences.given(service.service, holder.account).value_or("")});
    }
    return views;
  });
}

std::expected<std::string, SoftwareProblem> take_licence_key(House& house, const Call& call,
                                                             const HolderSession& holder,
                                                             core::ServiceIndex service) {
  using Result = std::expected<std::string, SoftwareProblem>;
  if (!delivers(house.policy, service, SoftwareDelivery::licence_key))
    return std::unexpected{SoftwareProblem::not_such_software};
  return house.store.write([&](Ports& ports) -> Result {
    if (!opens(ports, house, call, holder, service))
      return std::unexpected{SoftwareProblem::not_open};
    if (auto given = ports.licences.given(service, holder.account)) return std::move(*given);
    auto key = ports.licences.key_for(service, holder.account, call.now.instant);
    if (!key) return std::unexpected{SoftwareProblem::none_left};
    audit(ports, house, call, "licence_given", subject("account", holder.account),
          house.policy.services[service].key);
    return std::move(*key);
  });
}

std::expected<std::size_t, SoftwareProblem> add_licence_keys(House& house, const Call& call,
                                                             core::ServiceIndex service,
                                                             std::span<const std::string> keys) {
  if (!delivers(house.policy, service, SoftwareDelivery::licence_key))
    return std::unexpected{SoftwareProblem::not_such_software};
  house.store.write([&](Ports& ports) {
    ports.licences.add(service, keys);
    audit(ports, house, call, "licence_keys_added", "service:" + house.policy.services[service].key,
          std::to_string(keys.size()));
  });
  return keys.size();
}

std::expected<std::string, SoftwareProblem> vpn_profile(House& house, const Call& call,
                                                        const HolderSession& holder,
                                                        core::ServiceIndex service) {
  using Result = std::expected<std::string, SoftwareProblem>;
  if (!delivers(house.policy, service, SoftwareDelivery::vpn_profile))
    return std::unexpected{SoftwareProblem::not_such_software};
  return house.store.write([&](Ports& ports) -> Result {
    if (!opens(ports, house, call, holder, service))
      return std::unexpected{SoftwareProblem::not_open};
    audit(ports, house, call, "vpn_profile_taken", subject("account", holder.account));
    return core::vpn_profile(house.policy, service, holder.username, house.vpn_certificate);
  });
}

}  // namespace metroon::app
