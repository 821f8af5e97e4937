// Supervisors' certificates that come by mail for a claim: what each is worth is told here again,
// by what the scenario knows of who sent it and how.
#include <algorithm>

#include "app/claims.hpp"
#include "scenario/university.hpp"

namespace metroon::scenario {
namespace {

using core::Certificate;

bool is_faculty(const Said& said) {
  return said.kind == "faculty";
}

std::string address_of(const core::Dossier& dossier) {
  const auto& address = dossier.account->addresses.back();
  return address.local + "@" + app::patras().realms[address.realm].name;
}

}  // namespace

// Whoever has been at the university as a professor: still, or not any more.
const Human* University::professor(bool still, const Human& claimant) {
  std::vector<const Human*> fit;
  for (const auto& human : truth_.humans) {
    const auto& mine = papers(human);
    if (human.n == claimant.n || !mine.activated || mine.suspended || mine.closed ||
        !mine.doubles.empty())
      continue;
    const bool ever = std::ranges::any_of(mine.said, is_faculty);
    if (ever && has_capacity(human.n, is_faculty, world_.today()) == still) fit.push_back(&human);
  }
  return fit.empty() ? nullptr : dice_.one_of(fit);
}

// @return whether it has to count.
bool University::send_certificate(const Human& claimant, const core::Claim& claim) {
  static constexpr std::array sorts{Certificate::counts, Certificate::counts,
                                    Certificate::not_authenticated, Certificate::not_faculty,
                                    Certificate::not_signed};
  const auto sort = dice_.one_of(sorts);
  const auto* sender = professor(sort != Certificate::not_faculty, claimant);
  if (!sender) return false;
  const bool finds_it = dice_.chance(0.8);
  app::ArrivedMail mail{.id = {},
                        .mailbox = "imap://mail/INBOX",
                        .uid_validity = 1,
                        .uid = ++last_mail_,
                        .claim = {},
                        .sender = address_of(world_.dossier(papers(*sender).person)),
                        .subject = finds_it ? "Re: " + claim.number : "Βεβαίωση",
                        .arrived = world_.now,
                        .authentication = sort == Certificate::not_authenticated
                                              ? core::MailAuthentication::fail
                                              : core::MailAuthentication::pass,
                        .authentication_detail = {},
                        .dated = world_.now,
                        .text = "Βεβαιώνω ότι εργάζεται μαζί μου.",
                        .attachments = {}};
  std::vector<app::Bytes> contents;
  if (sort == Certificate::not_signed) {
    mail.attachments.push_back(
        {.file_name = "paper.pdf", .media_type = "application/pdf", .size = 4});
    contents.emplace_back("%PDF");
  }
  surviving(
      [&](House& house) { (void)take_in_mail(house, world_.call("system"), mail, contents, {}); });
  if (!finds_it) file_by_hand(claim);
  ++counts_.certificates[sort];
  const auto filed = open_claim(world_.house, world_.office(), claim.id)->mails;
  if (filed.size() != 1 || filed.front().certificate != sort)
    tell(claimant, "a certificate is not worth what it has to be");
  return sort == Certificate::counts;
}

void University::file_by_hand(const core::Claim& claim) {
  for (const auto& one : claim_queue(world_.house, world_.office(), {}, 10, 0).unfiled)
    if (!assign_mail(world_.house, world_.office(), one.mail.id, one.mail.version, claim.number))
      tell("a mail cannot be filed");
}

// The papers that one of the alternatives asks for; the supervisor's comes by mail, if it comes.
void University::hand_in_papers(const Human& human, std::string_view kind) {
  auto& mine = papers(human);
  const auto& rules = app::patras();
  const auto by_mail = [&](core::EvidenceIndex paper) {
    return rules.evidence[paper].by_supervisor;
  };
  const auto& asked = rules.affiliations[app::kind(kind)].renewal_evidence;
  if (asked.empty()) return;
  auto papers_asked = asked.front();
  for (const auto& one : asked)
    if (std::ranges::any_of(one, by_mail)) papers_asked = one;
  for (const auto paper : papers_asked) {
    if (by_mail(paper))
      mine.uncertified = !send_certificate(human, *mine.claim);
    else
      add_paper(mine, rules.evidence[paper].key);
  }
}

void University::add_paper(Papers& mine, std::string_view evidence) {
  mine.claim = add_office_document(world_.house, world_.office(), mine.claim->id,
                                   app::World::paper(evidence))
                   .value();
}

// Whoever was no professor when they wrote may be one again: a registry had been silent of them, or
// gives another end now.
bool University::may_be_certified_by_now(const core::Claim& claim) {
  const auto mails = open_claim(world_.house, world_.office(), claim.id)->mails;
  return std::ranges::any_of(truth_.humans, [&](const Human& human) {
    const auto& it = papers(human);
    return it.activated && has_capacity(human.n, is_faculty, world_.today()) != false &&
           std::ranges::any_of(mails, [&](const auto& mail) {
             return mail.certificate == Certificate::counts &&
                    mail.mail.sender == address_of(world_.dossier(it.person));
           });
  });
}

// What does not count does not help: the office asks for the paper itself.
void University::certify_on_paper(const Human& human) {
  auto& mine = papers(human);
  mine.uncertified = false;
  if (may_be_certified_by_now(*mine.claim)) return;
  const auto refused =
      approve_claim(world_.house, world_.office(), mine.claim->id, mine.claim->version, {});
  if (refused || refused.error() != app::ClaimProblem::documents_missing)
    tell(human, "is approved by a certificate that does not count");
  else
    add_paper(mine, "supervisor-certificate");
}

}  // namespace metroon::scenario
