#include "app/acts.hpp"
#include "app/applying.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

constexpr std::chrono::hours tracking_lasts{2};

bool proves(const core::Application& application, std::string_view typed) {
  const auto squeezed = base::squeeze(typed);
  if (base::to_lower(squeezed) == base::to_lower(application.contact.email)) return true;
  const auto day = base::parse_typed_day(squeezed);
  return day && *day == application.birth;
}

base::Secret insert_track_token(Ports& ports, const Call& call, core::ApplicationId id,
                                base::Secret token) {
  ports.tokens.insert(token, {.purpose = TokenPurpose::track,
                              .subject = id.value,
                              .expires = call.now.instant + tracking_lasts,
                              .used = {}});
  return token;
}

}  // namespace

std::vector<core::EvidenceIndex> identity_papers(const core::Policy& policy,
                                                 std::string_view kind_key) {
  std::vector<core::EvidenceIndex> papers;
  if (const auto kind = policy.kind_of(kind_key))
    for (const auto index : policy.affiliations[*kind].joining_evidence)
      if (policy.evidence[index].identity) papers.push_back(index);
  return papers;
}

std::optional<core::Application> application_behind(Ports& ports, const Call& call,
                                                    const base::Secret& token) {
  const auto found = ports.tokens.find(TokenPurpose::track, token);
  if (!found || found->expires < call.now.instant) return {};
  return ports.applications.find({found->subject});
}

std::expected<base::Secret, TrackRefused> track_application(House& house, const Call& call,
                                                            std::string_view typed_number,
                                                            std::string_view email_or_birth) {
  using Result = std::expected<base::Secret, TrackRefused>;
  const auto number = base::normalise_code(typed_number);
  const auto token = mint_token(house.random);
  return house.store.write([&](Ports& ports) -> Result {
    const auto number_key = "track:" + number;
    const auto from = client_key(call);
    const auto& rules = house.policy.attempts;
    auto wait = wait_of(rules, ports.throttle.attempts(number_key), call.now.instant);
    if (!wait) wait = wait_of_client(rules, ports.throttle.attempts(from), call.now.instant);
    if (wait) return std::unexpected{TrackRefused{TrackProblem::wait, *wait}};
    const auto application = number.empty() ? std::nullopt : ports.applications.find_number(number);
    if (!application || !proves(*application, email_or_birth)) {
      ports.throttle.failed(number_key, call.now.instant);
      ports.throttle.failed(from, call.now.instant);
      audit(ports, house, call, "tracking_refused",
            application ? subject("application", application->id) : "application");
      return std::unexpected{TrackRefused{TrackProblem::not_found, {}}};
    }
    ports.throttle.clear(number_key);
    return insert_track_token(ports, call, application->id, token);
  });
}

base::Secret open_tracking(House& house, const Call& call, core::ApplicationId id) {
  const auto token = mint_token(house.random);
  return house.store.write(
      [&](Ports& ports) { return insert_track_token(ports, call, id, token); });
}

std::optional<Tracked> tracked(House& house, const Call& call, const base::Secret& token) {
  return house.store.read([&](Ports& ports) -> std::optional<Tracked> {
    auto application = application_behind(ports, call, token);
    if (!application) return {};
    return Tracked{*application, core::missing_documents(house.policy, *application),
                   identity_papers(house.policy, application->kind)};
  });
}

std::optional<Bytes> application_receipt(House& house, const Call& call,
                                         const base::Secret& token) {
  const auto found = tracked(house, call, token);
  if (!found) return {};
  const auto& application = found->application;
  const auto language = call.language;
  const auto kind = house.policy.kind_of(application.kind);
  Receipt receipt{
      .number = grouped(application.number, 5),
      .applicant = full_name(application.names, language),
      .kind = kind ? house.policy.affiliations[*kind].name.in(language) : application.kind,
      .track_url = house.base_url + "/track",
      .submitted = house.civil_day(application.submitted),
      .missing = {},
      .to_bring = {},
      .language = language};
  for (const auto index : found->missing)
    receipt.missing.push_back(house.policy.evidence[index].name.in(language));
  for (const auto index : found->to_bring)
    receipt.to_bring.push_back(house.policy.evidence[index].name.in(language));
  return house.printer.receipt(house.policy, receipt);
}

}  // namespace metroon::app
