#include "app/claiming.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "app/dossier_detail.hpp"
#include "base/text.hpp"
#include "core/account_state.hpp"

namespace metroon::app {

using core::Claim;

bool write_claim(Ports& ports, House& house, const Call& call, Claim& claim,
                 std::string_view action, std::string detail) {
  claim.changed = call.now.instant;
  if (!ports.claims.update(claim)) return false;
  ++claim.version;
  audit(ports, house, call, action, subject("claim", claim.id), std::move(detail));
  return true;
}

void tell_claimant(Ports& ports, House& house, const Call& call, const Claim& claim,
                   std::string_view key, MailTexts::Values more) {
  if (!core::may_be_written_to(dossier_of(ports, claim.person).account)) return;
  const auto person = ports.people.find(claim.person).value();
  const auto language = person.contact.language;
  const auto kind = house.policy.kind_of(claim.kind);
  MailTexts::Values values{
      {"name", full_name(person.names, language)},
      {"number", grouped(claim.number, 5)},
      {"kind", kind ? house.policy.affiliations[*kind].name.in(language) : claim.kind},
      {"link", house.base_url + "/account/claim/" + std::to_string(claim.id.value)}};
  std::ranges::move(more, std::back_inserter(values));
  const auto letter = post(ports, house, call, {person.contact.email, language}, key,
                           std::move(values), house.policy.institution.support_email);
  ports.claims.add_letter(claim.id, letter);
}

std::optional<core::Hold> hold_of(const core::Dossier& dossier, const Claim& claim) {
  const auto found = std::ranges::find(dossier.holds, core::placed_by(claim), &core::Hold::by);
  return found == dossier.holds.end() ? std::nullopt : std::optional{*found};
}

void end_hold(Ports& ports, House& house, const Call& call, const Claim& claim) {
  const auto dossier = dossier_of(ports, claim.person);
  const auto hold = hold_of(dossier, claim);
  // One that ran out while the office was deciding has moved the ending already.
  if (!hold || (hold->until && *hold->until <= call.now.day)) return;
  const Day until = core::hold_until_after_decision(house.policy.claims, dossier, call.now.day);
  ports.people.end_hold(claim.person, core::placed_by(claim), until);
  audit(ports, house, call, "hold_ended", subject("person", claim.person),
        hold_moved_detail(*hold, until, {}));
}

FiledMail weigh_mail(Ports& ports, const House& house, ArrivedMail mail) {
  FiledMail filed;
  std::optional<core::Dossier> sender;
  if (const auto address = core::institutional_address(house.policy, mail.sender))
    if (const auto account = ports.accounts.by_address(*address); account && account->person) {
      filed.sender = ports.people.find(account->person);
      sender = dossier_of(ports, account->person);
    }
  const auto claim = ports.claims.find(mail.claim);
  // Nobody certifies themselves.
  if (claim && sender && claim->person == sender->person) sender.reset();
  core::CertificateMail facts{.from = mail.sender,
                              .authentication = mail.authentication,
                              .papers = {},
                              .has_text = !base::squeeze(mail.text).empty(),
                              .manner = mail.manner,
                              .dated = mail.dated};
  if (claim) facts.claim_made = claim->created;
  // "See attached" under a scan is no certificate: whatever is attached has to bear the signature.
  for (const auto& one : mail.attachments)
    if (!one.in_text || one.media_type == "application/pdf" ||
        one.signature != core::SignatureCheck::none)
      facts.papers.push_back(
          {.check = one.signature,
           .by_sender = filed.sender && core::agrees(one.signer, one.signer_mail, mail.sender,
                                                     filed.sender->names)});
  filed.certificate =
      core::judge_certificate(house.policy, facts, sender, house.civil_day(mail.arrived));
  filed.mail = std::move(mail);
  return filed;
}

std::vector<FiledMail> mails_of(Ports& ports, const House& house, core::ClaimId claim) {
  std::vector<FiledMail> filed;
  for (auto& mail : ports.arrived_mails.of_claim(claim))
    filed.push_back(weigh_mail(ports, house, std::move(mail)));
  return filed;
}

std::vector<std::string> evidence_of(const House& house, const Claim& claim,
                                     const std::vector<FiledMail>& mails) {
  std::vector<std::string> keys;
  for (const auto& document : claim.documents) keys.push_back(document.evidence);
  const bool certified = std::ranges::any_of(
      mails, [](const auto& one) { return one.certificate == core::Certificate::counts; });
  if (!certified) return keys;
  for (const auto& paper : house.policy.evidence)
    if (paper.by_supervisor) keys.push_back(paper.key);
  return keys;
}

std::optional<ClaimProblem> keep_claim_document(Ports& ports, House& house, const Call& call,
                                                Claim& claim, const Upload& upload, bool any) {
  const auto& rules = house.policy.applications;
  const auto index = house.policy.evidence_of(upload.evidence);
  if (!index || house.policy.evidence[*index].identity ||
      (!any && !core::asked_for_renewal(house.policy, claim.kind, *index)))
    return ClaimProblem::unknown_evidence;
  if (upload.bytes.size() > std::size_t{rules.document_megabytes} * 1024 * 1024)
    return ClaimProblem::too_large;
  if (upload.media_type.empty()) return ClaimProblem::not_a_document;
  const auto size = static_cast<std::int64_t>(upload.bytes.size());
  const bool known = std::ranges::any_of(claim.documents, [&](const core::DocumentInfo& one) {
    return one.evidence == upload.evidence && one.file_name == upload.file_name &&
           one.size == size && ports.claims.contents(claim.id, one.id) == upload.bytes;
  });
  if (known) return {};
  if (claim.documents.size() >= rules.documents_most) return ClaimProblem::too_many;
  const core::DocumentInfo info{.id = {house.random.next_id(call.now.instant)},
                                .evidence = upload.evidence,
                                .file_name = upload.file_name,
                                .media_type = upload.media_type,
                                .size = size,
                                .received = call.now.instant};
  ports.claims.add_document(claim.id, info, upload.bytes);
  claim.documents.push_back(info);
  return {};
}

}  // namespace metroon::app
