// Mails of the helpdesk find their claim: by themselves, or by the office's hand (D5).
#include <algorithm>
#include <charconv>

#include "app/acts.hpp"
#include "app/claiming.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

using core::Claim;
using Problem = FileMailProblem;

constexpr std::size_t number_length = 10;

// Our letters are `m123@…`.
std::optional<core::MailId> letter_of(std::string_view reference) {
  if (!reference.starts_with('m')) return {};
  std::int64_t id = 0;
  const auto* end = reference.data() + reference.size();
  const auto [stopped, error] = std::from_chars(reference.data() + 1, end, id);
  if (error != std::errc{} || stopped == end || *stopped != '@' || id <= 0) return {};
  return core::MailId{id};
}

bool ends_word(char c) {
  return c == ' ' || c == ':' || c == '(' || c == ')' || c == '[' || c == ']' || c == ',' ||
         c == '.' || c == '#';
}

// Every word of the subject that has the shape of a number: `ABCDE-FGHIJ`.
std::vector<std::string> numbers_in(std::string_view subject) {
  std::vector<std::string> numbers;
  std::string word;
  for (const char c : std::string{subject} + ' ') {
    if (!ends_word(c)) {
      word += c;
      continue;
    }
    auto number = base::normalise_code(word);
    if (number.size() == number_length) numbers.push_back(std::move(number));
    word.clear();
  }
  return numbers;
}

std::optional<Claim> claim_of(Ports& ports, const ArrivedMail& mail,
                              std::span<const std::string> references) {
  if (auto claim = claim_named(ports, mail.subject, true)) return claim;
  for (const auto& reference : references)
    if (const auto letter = letter_of(reference))
      if (const auto id = ports.claims.of_letter(*letter))
        if (auto claim = ports.claims.find(*id); core::is_open(claim->stage)) return claim;
  return {};
}

std::expected<ArrivedMail, Problem> mail_to_file(Ports& ports, core::ArrivedMailId id,
                                                 std::int64_t version) {
  auto mail = ports.arrived_mails.find(id);
  if (!mail) return std::unexpected{Problem::no_such_mail};
  if (mail->version != version || mail->claim || mail->set_aside)
    return std::unexpected{Problem::someone_was_first};
  return std::move(*mail);
}

Problem problem_of(ClaimProblem problem) {
  switch (problem) {
    case ClaimProblem::too_large:
      return Problem::too_large;
    case ClaimProblem::too_many:
      return Problem::too_many;
    case ClaimProblem::not_a_document:
      return Problem::not_a_document;
    case ClaimProblem::unknown_evidence:
      return Problem::unknown_evidence;
    case ClaimProblem::no_such_claim:
    case ClaimProblem::someone_was_first:
    case ClaimProblem::not_now:
    case ClaimProblem::text_missing:
    case ClaimProblem::documents_missing:
    case ClaimProblem::until_missing:
    case ClaimProblem::until_wrong:
      return Problem::not_now;
  }
  std::unreachable();
}

bool is_document(std::string_view media_type) {
  return media_type == "application/pdf" || media_type.starts_with("image/");
}

std::expected<core::ClaimId, Problem> take(Ports& ports, House& house, const Call& call,
                                           core::ArrivedMailId id, std::size_t number,
                                           std::string_view evidence) {
  auto mail = ports.arrived_mails.find(id);
  if (!mail || number >= mail->attachments.size()) return std::unexpected{Problem::no_such_mail};
  auto claim = ports.claims.find(mail->claim);
  if (!claim) return std::unexpected{Problem::no_such_claim};
  if (!core::allows(claim->stage, core::ClaimStep::supply))
    return std::unexpected{Problem::not_now};
  const auto index = house.policy.evidence_of(evidence);
  if (!index) return std::unexpected{Problem::unknown_evidence};
  const auto attachment = mail->attachments[number];
  if (house.policy.evidence[*index].by_supervisor &&
      weigh_mail(ports, house, std::move(*mail)).certificate != core::Certificate::counts)
    return std::unexpected{Problem::does_not_count};
  const Upload upload{
      .evidence = std::string{evidence},
      .file_name = attachment.file_name,
      .media_type = is_document(attachment.media_type) ? attachment.media_type : std::string{},
      .bytes = ports.arrived_mails.contents(id, number).value()};
  if (const auto refused = keep_claim_document(ports, house, call, *claim, upload, true))
    return std::unexpected{problem_of(*refused)};
  if (!write_claim(ports, house, call, *claim, "attachment_taken", std::string{evidence}))
    return std::unexpected{Problem::someone_was_first};
  return claim->id;
}

}  // namespace

std::optional<Claim> claim_named(Ports& ports, std::string_view mail_subject, bool open) {
  for (const auto& number : numbers_in(mail_subject))
    if (auto claim = ports.claims.find_number(number); claim && core::is_open(claim->stage) == open)
      return claim;
  return {};
}

std::optional<core::ClaimId> take_in_mail(House& house, const Call& call, const ArrivedMail& mail,
                                          std::span<const Bytes> contents,
                                          std::span<const std::string> references) {
  using Result = std::optional<core::ClaimId>;
  return house.store.write([&](Ports& ports) -> Result {
    auto arrived = mail;
    arrived.id = {house.random.next_id(call.now.instant)};
    if (const auto claim = claim_of(ports, mail, references)) arrived.claim = claim->id;
    ports.arrived_mails.set_position(mail.mailbox, {mail.uid_validity, mail.uid});
    if (!ports.arrived_mails.insert(arrived, contents)) return {};
    if (arrived.claim)
      audit(ports, house, call, "mail_filed", subject("claim", arrived.claim), mail.sender);
    else
      audit(ports, house, call, "mail_arrived", subject("mail", arrived.id), mail.sender);
    return arrived.claim;
  });
}

std::expected<core::ClaimId, Problem> assign_mail(House& house, const Call& call,
                                                  core::ArrivedMailId id, std::int64_t version,
                                                  std::string_view number) {
  using Result = std::expected<core::ClaimId, Problem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto mail = mail_to_file(ports, id, version);
    if (!mail) return std::unexpected{mail.error()};
    const auto claim = ports.claims.find_number(base::normalise_code(number));
    if (!claim) return std::unexpected{Problem::no_such_claim};
    mail->claim = claim->id;
    if (!ports.arrived_mails.file(*mail)) return std::unexpected{Problem::someone_was_first};
    audit(ports, house, call, "mail_filed", subject("claim", claim->id), mail->sender);
    return claim->id;
  });
}

std::expected<void, Problem> set_mail_aside(House& house, const Call& call, core::ArrivedMailId id,
                                            std::int64_t version) {
  using Result = std::expected<void, Problem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto mail = mail_to_file(ports, id, version);
    if (!mail) return std::unexpected{mail.error()};
    mail->set_aside = true;
    if (!ports.arrived_mails.file(*mail)) return std::unexpected{Problem::someone_was_first};
    audit(ports, house, call, "mail_set_aside", subject("mail", id), mail->sender);
    return {};
  });
}

std::expected<core::ClaimId, Problem> take_attachment(House& house, const Call& call,
                                                      core::ArrivedMailId id, std::size_t number,
                                                      std::string_view evidence) {
  return house.store.write(
      [&](Ports& ports) { return take(ports, house, call, id, number, evidence); });
}

std::optional<std::pair<ArrivedAttachment, Bytes>> read_attachment(House& house, const Call& call,
                                                                   core::ArrivedMailId id,
                                                                   std::size_t number) {
  using Result = std::optional<std::pair<ArrivedAttachment, Bytes>>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto mail = ports.arrived_mails.find(id);
    if (!mail || number >= mail->attachments.size()) return {};
    auto contents = ports.arrived_mails.contents(id, number);
    if (!contents) return {};
    audit(ports, house, call, "attachment_read", subject("mail", id),
          mail->attachments[number].file_name);
    return std::pair{mail->attachments[number], std::move(*contents)};
  });
}

}  // namespace metroon::app
