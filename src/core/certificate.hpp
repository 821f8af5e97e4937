// Whether a supervisor's certificate that came by mail counts by itself (D5).
#pragma once

#include <optional>

#include "core/dossier.hpp"
#include "core/person.hpp"

namespace metroon::core {

/// What our own mail system found out about the domain of From.
enum class MailAuthentication : std::uint8_t {
  none,  ///< It said nothing that we may trust.
  fail,
  pass,
};

/// What a mail's head tells of how it was written, the first that applies.
enum class MailManner : std::uint8_t {
  by_program,     ///< A vacation reply, a receipt, a list: nobody wrote it for this claim.
  not_to_us,      ///< The helpdesk stands in neither To nor Cc.
  written_to_us,  ///< Nothing speaks against it.
};

enum class SignatureCheck : std::uint8_t {
  none,       ///< Not signed.
  broken,     ///< Signed, but changed since, or not readable.
  untrusted,  ///< Whole, but by nobody whom our trust anchors vouch for.
  valid,
  changed,       ///< Not all of the paper is signed: something was added later, or hidden.
  not_in_force,  ///< Whole, but by a certificate that was not in force when the mail came.
  revoked,       ///< Whole, but its issuer has taken the certificate back.
};

/// What a mail is worth, the first that applies.
enum class Certificate : std::uint8_t {
  counts,
  not_institutional,  ///< The address is none of ours.
  not_authenticated,  ///< From may be anybody's.
  by_program,         ///< As MailManner has it.
  not_to_us,          ///< Written to somebody else, and sent on to us perhaps by somebody else.
  before_claim,       ///< It bears no day, or one before the claim was made.
  not_faculty,        ///< The sender may not sign certificates, or no longer.
  not_signed,         ///< A paper is attached, and none bears a valid signature.
  nothing_said,       ///< Neither a paper nor a text.
  other_signer,       ///< A valid signature, but of somebody else than the sender.
};

struct SignedPaper {
  SignatureCheck check{SignatureCheck::none};
  bool by_sender{false};
};

struct CertificateMail {
  std::string from;  ///< The address alone.
  MailAuthentication authentication{MailAuthentication::none};
  std::vector<SignedPaper> papers;  ///< Of all that is attached, and of the mail if it is signed.
  bool has_text{false};
  MailManner manner{MailManner::written_to_us};
  std::optional<base::Instant> dated{};       ///< As the mail says.
  std::optional<base::Instant> claim_made{};  ///< Empty while nobody knows which claim it is about.
};

/// `username@realm` taken apart; empty where the domain is no realm of ours.
[[nodiscard]] std::optional<Address> institutional_address(const Policy&, std::string_view from);

/// The certificate's address is the sender's, or it bears all words of their first and last name,
/// in either alphabet.
[[nodiscard]] bool agrees(std::string_view signer, std::string_view signer_mail,
                          std::string_view from, const Names& sender);

/// Says who answers for it, not what it says: that has to be read.
/// @param sender Whose address it is; empty if nobody's.
/// @param day When the mail came: who was faculty then may have left since.
/// @source patras.md D5.
[[nodiscard]] Certificate judge_certificate(const Policy&, const CertificateMail&,
                                            const std::optional<Dossier>& sender, Day day);

}  // namespace metroon::core
