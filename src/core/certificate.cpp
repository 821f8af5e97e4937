#include "core/certificate.hpp"

#include <algorithm>

#include "core/decide.hpp"
#include "core/names.hpp"

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

std::vector<std::string> words_of(const std::string& key) {
  std::vector<std::string> words{""};
  for (const char c : key)
    if (c == ' ')
      words.emplace_back();
    else
      words.back() += c;
  std::erase(words, "");
  return words;
}

bool may_certify(const Policy& policy, const Dossier& dossier, Day day) {
  if (dossier.account && dossier.account->suspended && dossier.account->suspended->from <= day)
    return false;
  return std::ranges::any_of(dossier.affiliations, [&](const Affiliation& one) {
    return policy.affiliations[one.kind].supervises && acts(policy, dossier, one, day);
  });
}

// A mail's day has no parts of a second.
bool is_before_claim(const CertificateMail& mail) {
  if (!mail.claim_made) return false;
  return !mail.dated || *mail.dated < std::chrono::floor<std::chrono::seconds>(*mail.claim_made);
}

}  // namespace

std::optional<Address> institutional_address(const Policy& policy, std::string_view from) {
  const auto at = from.rfind('@');
  if (at == from.npos || at == 0) return {};
  const auto realm = policy.realm_of(lowered(from.substr(at + 1)));
  if (!realm) return {};
  return Address{lowered(from.substr(0, at)), *realm};
}

bool agrees(std::string_view signer, std::string_view signer_mail, std::string_view from,
            const Names& sender) {
  if (!signer_mail.empty() && lowered(signer_mail) == lowered(from)) return true;
  const auto said = words_of(match_key(signer));
  const auto greek = words_of(full_match_key(sender.first, sender.last));
  const auto latin = words_of(full_match_key(sender.first_latin, sender.last_latin));
  const auto all_in = [&](const std::vector<std::string>& words) {
    return words.size() > 1 && std::ranges::all_of(words, [&](const auto& one) {
             return std::ranges::find(said, one) != said.end();
           });
  };
  return all_in(greek) || all_in(latin);
}

Certificate judge_certificate(const Policy& policy, const CertificateMail& mail,
                              const std::optional<Dossier>& sender, Day day) {
  using enum Certificate;
  if (!institutional_address(policy, mail.from)) return not_institutional;
  if (mail.authentication != MailAuthentication::pass) return not_authenticated;
  if (mail.manner == MailManner::by_program) return by_program;
  if (mail.manner == MailManner::not_to_us) return not_to_us;
  if (is_before_claim(mail)) return before_claim;
  if (!sender || !may_certify(policy, *sender, day)) return not_faculty;
  const auto is_valid = [](const SignedPaper& one) { return one.check == SignatureCheck::valid; };
  if (std::ranges::any_of(mail.papers,
                          [&](const auto& one) { return is_valid(one) && one.by_sender; }))
    return counts;
  if (std::ranges::any_of(mail.papers, is_valid)) return other_signer;
  if (!mail.papers.empty()) return not_signed;
  return mail.has_text ? counts : nothing_said;
}

}  // namespace metroon::core
