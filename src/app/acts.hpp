// What use cases do alike: leave an audit entry, mint codes, post mail, count failures, look at an
// account again.
#pragma once

#include "app/house.hpp"

namespace metroon::app {

template <class Tag>
[[nodiscard]] std::string subject(std::string_view kind, base::Id<Tag> id) {
  return std::string{kind} + ":" + std::to_string(id.value);
}

void audit(Ports&, const House&, const Call&, std::string_view action, std::string subject,
           std::string detail = {});

/// The first instant of a day of the institution.
[[nodiscard]] Instant day_begins(const House&, Day);

/// Puts on record that the caller opened somebody's data: once in an hour of the clock, however
/// often they look.
void note_reading(Ports&, const House&, const Call&, core::PersonId);

/// 192 bits for a link or cookie.
[[nodiscard]] base::Secret mint_token(Random&);
/// `characters` of Crockford's base 32, five bits each, for people to type.
[[nodiscard]] std::string mint_code(Random&, std::size_t characters);
/// `ABCDEFGH` → `ABCD-EFGH`, in groups of `size`.
[[nodiscard]] std::string grouped(std::string_view code, std::size_t size);

/// Who is written to.
struct Recipient {
  std::string address;
  core::Language language{core::Language::el};
};
/// Puts a text of the catalogue into the outbox, under the returned number; `values` are its
/// placeholders, `institution` and `account` come by themselves.
core::MailId post(Ports&, const House&, const Call&, const Recipient&, std::string_view key,
                  MailTexts::Values values, std::string_view reply_to = {});

/// How long the next try has to wait. @source NIST SP 800-63B-4 section 3.2.2: at most
/// `most_failures` in a row.
[[nodiscard]] std::optional<Wait> wait_of(const core::AttemptRules&, const Attempts&, Instant now);
/// Whom an address stands for: itself, or with IPv6 its /64, since one line has all of that.
[[nodiscard]] std::string network_of(std::string_view client);
/// What failures from an address are counted under. Each hour counts anew: a busy campus behind one
/// router would otherwise come to wait for ever.
[[nodiscard]] std::string client_key(const Call&);
/// An address may be a whole campus behind one router: it may fail this many times more than an
/// account.
inline constexpr unsigned client_patience = 10;
[[nodiscard]] std::optional<Wait> wait_of_client(const core::AttemptRules&, const Attempts&,
                                                 Instant now);

/// Counts something that may be done `most` times within an hour of the clock.
/// @return how long to wait if it was done so often already; it is not counted then.
[[nodiscard]] std::optional<Wait> count_in_hour(Ports&, const Call&, const std::string& what,
                                                unsigned most);

/// The earlier of two days; an empty one is never.
[[nodiscard]] std::optional<Day> sooner(const std::optional<Day>&, const std::optional<Day>&);
/// When the account has to be looked at next: today if a notice is due.
[[nodiscard]] std::optional<Day> next_look(const House&, const Call&, const core::Dossier&);
/// Stores that day.
void reconsider(Ports&, const House&, const Call&, core::PersonId);
/// What wrong endings of a person's document number are counted under; a proof clears it.
[[nodiscard]] std::string proof_key(core::PersonId);
/// Puts a proof on record; the first one is also the account's.
Proof write_proof(Ports&, House&, const Call&, const Proof&);
[[nodiscard]] core::Dossier dossier_of(Ports&, core::PersonId);

[[nodiscard]] std::string full_name(const core::Names&);
/// As a letter in that language addresses them: in Latin letters, where they are on record, for who
/// does not read Greek.
[[nodiscard]] std::string full_name(const core::Names&, core::Language);

}  // namespace metroon::app
