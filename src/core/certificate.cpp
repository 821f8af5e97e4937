#include "core/certificate.hpp"

#include <algorithm>

#include "core/decide.hpp"

namespace metroon::core {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
  std::string low{text};
  std::ranges::transform(low, low.begin(), lower);
  return low;
}

bool may_certify(const Policy& policy, const Dossier& dossier, Day day) {
  if (dossier.account && dossier.account->suspended && dossier.account->suspended->from <= day)
    return false;
  return std::ranges::any_of(dossier.affiliations, [&](const Affiliation& one) {
    return policy.affiliations[one.kind].supervises && in_force(policy, dossier, one, day);
  });
}

}  // namespace

std::optional<Address> institutional_address(const Policy& policy, std::string_view from) {
  const auto at = from.rfind('@');
  if (at == from.npos || at == 0) return {};
  const auto realm = policy.realm_of(lowered(from.substr(at + 1)));
  if (!realm) return {};
  return Address{lowered(from.substr(0, at)), *realm};
}

Certificate judge_certificate(const Policy& policy, const CertificateMail& mail,
                              const std::optional<Dossier>& sender, Day day) {
  using enum Certificate;
  if (!institutional_address(policy, mail.from)) return not_institutional;
  if (mail.authentication != MailAuthentication::pass) return not_authenticated;
  if (!sender || !may_certify(policy, *sender, day)) return not_faculty;
  if (std::ranges::find(mail.papers, SignatureCheck::valid) != mail.papers.end()) return counts;
  if (!mail.papers.empty()) return not_signed;
  return mail.has_text ? counts : nothing_said;
}

}  // namespace metroon::core
