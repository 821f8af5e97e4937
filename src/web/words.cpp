#include "web/words.hpp"

namespace metroon::web {

std::string why_text(const Context& context, const core::Affiliation& affiliation, core::Why why) {
  const auto& kind = context.house.policy.affiliations[affiliation.kind];
  return context.text(key_of(why), {{"kind", context.words(kind.name)}});
}

std::string why_text(const Context& context, const core::Dossier& dossier,
                     const core::ServiceStanding& standing) {
  if (standing.because >= dossier.affiliations.size()) return {};
  return why_text(context, dossier.affiliations[standing.because], standing.why);
}

std::string until_text(const Context& context, const core::ServiceStanding& standing) {
  const auto day = [&](base::Day one) { return context.texts.day(context.language(), one); };
  if (standing.waits_for_notice)
    return context.text("people.waits", {{"day", day(standing.until.last)}});
  return context.texts.until(context.language(), core::open_until(context.house.policy.notices,
                                                                  standing, context.call.now.day));
}

std::string services_text(const Context& context, const std::vector<core::ServiceIndex>& all) {
  std::string names;
  for (const auto service : all)
    names +=
        (names.empty() ? "" : ", ") + context.words(context.house.policy.services[service].name);
  return names.empty() ? "–" : names;
}

std::string password_text(const Context& context,
                          const std::vector<core::PasswordProblem>& problems) {
  const auto& rules = context.house.policy.passwords;
  std::string text;
  for (const auto problem : problems) {
    if (!text.empty()) text += ' ';
    text += context.text(key_of(problem), {{"minimum", std::to_string(rules.minimum)},
                                           {"maximum", std::to_string(rules.maximum)}});
  }
  return text;
}

std::string kind_name(const Context& context, std::string_view key) {
  const auto kind = context.house.policy.kind_of(key);
  return kind ? context.words(context.house.policy.affiliations[*kind].name) : std::string{key};
}

std::string unit_name(const Context& context, std::string_view key) {
  const auto* unit = context.house.policy.unit(key);
  return unit != nullptr ? context.words(unit->name) : std::string{key};
}

std::string evidence_name(const Context& context, std::string_view key) {
  const auto evidence = context.house.policy.evidence_of(key);
  return evidence ? context.words(context.house.policy.evidence[*evidence].name) : std::string{key};
}

}  // namespace metroon::web
