#include "app/acts.hpp"

#include <algorithm>
#include <array>

#include "app/dossier_detail.hpp"
#include "app/retention.hpp"
#include "core/decide.hpp"

namespace metroon::app {

using std::chrono::seconds;

void audit(Ports& ports, const House& house, const Call& call, std::string_view action,
           std::string subject, std::string detail) {
  ports.audit.append({.at = call.now.instant,
                      .actor = call.actor,
                      .action = std::string{action},
                      .subject = std::move(subject),
                      .detail = std::move(detail),
                      .client = call.client,
                      .policy_hash = house.policy.hash});
}

base::Secret mint_token(Random& random) {
  return base::Secret{base::to_hex(random.bytes(24))};
}

std::string mint_code(Random& random, std::size_t characters) {
  return base::to_code(random.bytes((characters * 5 + 7) / 8), characters);
}

std::string grouped(std::string_view code, std::size_t size) {
  std::string out;
  for (std::size_t at = 0; at < code.size(); at += size) {
    if (at > 0) out += '-';
    out += code.substr(at, size);
  }
  return out;
}

core::MailId post(Ports& ports, const House& house, const Call& call, const Recipient& recipient,
                  std::string_view key, MailTexts::Values values, std::string_view reply_to) {
  const auto& institution = house.policy.institution;
  values.emplace_back("institution", institution.name.in(recipient.language));
  values.emplace_back("account", institution.account_name.in(recipient.language));
  auto [subject, body] = house.texts.mail(recipient.language, key, values);
  const core::MailId id{house.random.next_id(call.now.instant)};
  ports.outbox.add({.id = id,
                    .to = recipient.address,
                    .reply_to = std::string{reply_to},
                    .subject = std::move(subject),
                    .text = std::move(body),
                    .created = call.now.instant});
  return id;
}

std::optional<Wait> wait_of(const core::AttemptRules& rules, const Attempts& attempts,
                            Instant now) {
  if (attempts.failures <= rules.free_failures) return {};
  // Past the most that NIST allows, only a proof at the office opens the way again: a hand-over
  // clears the count.
  if (attempts.failures >= rules.most_failures) return Wait{std::chrono::days{365}};
  const unsigned doublings = std::min(attempts.failures - rules.free_failures - 1, 20U);
  const auto delay = std::min(seconds{std::int64_t{rules.first_delay_seconds} << doublings},
                              seconds{rules.longest_delay_seconds});
  const auto left = std::chrono::ceil<seconds>(attempts.last + delay - now);
  return left > seconds{0} ? std::optional{Wait{left}} : std::nullopt;
}

// Eight groups have seven colons; "::" stands for all the groups that are left out.
std::string network_of(std::string_view client) {
  std::string groups{client};
  if (const auto gap = groups.find("::"); gap != groups.npos) {
    std::string zeros = ":";
    for (auto colons = std::ranges::count(client, ':'); colons < 8; ++colons) zeros += "0:";
    groups.replace(gap, 2, zeros);
  }
  std::size_t end = 0;
  for (unsigned group = 0; group < 4 && end != groups.npos; ++group)
    end = groups.find(':', group == 0 ? 0 : end + 1);
  return end == groups.npos ? groups : groups.substr(0, end) + "::/64";
}

std::string client_key(const Call& call) {
  const auto hour = std::chrono::floor<std::chrono::hours>(call.now.instant);
  return "client:" + network_of(call.client) + ":" +
         std::to_string(hour.time_since_epoch().count());
}

std::optional<Wait> wait_of_client(const core::AttemptRules& rules, const Attempts& attempts,
                                   Instant now) {
  Attempts shared = attempts;
  shared.failures = std::min(attempts.failures / client_patience, rules.most_failures - 1);
  return wait_of(rules, shared, now);
}

std::optional<Wait> count_in_hour(Ports& ports, const Call& call, const std::string& what,
                                  unsigned most) {
  // Each hour has a key of its own: who comes steadily for days never fills one up.
  const auto hour = std::chrono::floor<std::chrono::hours>(call.now.instant);
  const auto key = what + ":" + std::to_string(hour.time_since_epoch().count());
  if (ports.throttle.attempts(key).failures >= most)
    return Wait{std::chrono::ceil<seconds>(hour + std::chrono::hours{1} - call.now.instant)};
  ports.throttle.failed(key, call.now.instant);
  return {};
}

Instant day_begins(const House& house, Day day) {
  // Nowhere is civil time further from UTC than 14 hours, and days follow one another.
  auto before = Instant{day.time_since_epoch()} - std::chrono::hours{14};
  auto at = Instant{day.time_since_epoch()} + std::chrono::hours{14};
  while (at - before > std::chrono::milliseconds{1}) {
    const auto middle = before + (at - before) / 2;
    (house.civil_day(middle) < day ? before : at) = middle;
  }
  return at;
}

void note_reading(Ports& ports, const House& house, const Call& call, core::PersonId person) {
  const auto about = subject("person", person);
  if (!count_in_hour(ports, call, "reading:" + call.actor + ":" + about, 1))
    audit(ports, house, call, "person_read", about);
}

std::string proof_key(core::PersonId person) {
  return "proof:" + std::to_string(person.value);
}

namespace {

void move_proof(Ports& ports, const House& house, const Call& call, const core::Account& account) {
  if (account.proof == call.now.day) return;
  ports.accounts.set_proof(account.id, call.now.day);
  audit(ports, house, call, "account_proved", subject("account", account.id),
        proof_detail(account.proof, call.now.day));
}

// Who comes after the closing gets the very same account: it waits anew, from this proof on.
void collect_late(Ports& ports, const House& house, const Call& call, core::PersonId person) {
  const auto dossier = dossier_of(ports, person);
  if (!dossier.account) return;
  const auto id = dossier.account->id;
  if (core::decide(house.policy, dossier, call.now.day).state == core::AccountState::not_collected)
    move_proof(ports, house, call, *dossier.account);
  if (ports.nights.collected(id))
    audit(ports, house, call, "account_collected_late", subject("account", id));
}

}  // namespace

Proof write_proof(Ports& ports, House& house, const Call& call, const Proof& proof) {
  ports.proofs.insert(proof);
  ports.throttle.clear(proof_key(proof.person));
  // The last proof before the activation stands behind it, and begins the waiting anew; a later one
  // does not move it past that. One that a clock gone wrong put into the future gives way.
  if (const auto account = ports.accounts.of_person(proof.person);
      account && (!account->account.activated || !account->account.proof ||
                  *account->account.proof > call.now.day))
    move_proof(ports, house, call, account->account);
  collect_late(ports, house, call, proof.person);
  audit(ports, house, call, "proof_recorded", subject("person", proof.person), proof.note);
  reconsider(ports, house, call, proof.person);
  return proof;
}

core::Dossier dossier_of(Ports& ports, core::PersonId person) {
  const std::array ids{person};
  return std::move(ports.people.dossiers(ids).front());
}

std::optional<Day> sooner(const std::optional<Day>& left, const std::optional<Day>& right) {
  return left && right ? std::min(*left, *right) : (left ? left : right);
}

std::optional<Day> next_look(const House& house, const Call& call, const core::Dossier& dossier) {
  const auto standing = core::decide(house.policy, dossier, call.now.day);
  if (!standing.notices.empty() || standing.reminder) return call.now.day;
  return sooner(standing.next_change,
                retention_look(core::data_go(house.policy, dossier, standing), call.now.day));
}

void reconsider(Ports& ports, const House& house, const Call& call, core::PersonId person) {
  const auto dossier = dossier_of(ports, person);
  if (!dossier.account) return;
  const std::array changes{NextChange{dossier.account->id, next_look(house, call, dossier)}};
  ports.accounts.set_next_changes(changes);
}

std::string full_name(const core::Names& names) {
  return names.first + " " + names.last;
}

std::string full_name(const core::Names& names, core::Language language) {
  const bool in_latin =
      language == core::Language::en && !names.first_latin.empty() && !names.last_latin.empty();
  return in_latin ? names.first_latin + " " + names.last_latin : full_name(names);
}

}  // namespace metroon::app
