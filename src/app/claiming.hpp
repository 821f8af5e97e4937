// What the use cases of claims share.
#pragma once

#include "app/claims.hpp"

namespace metroon::app {

/// Stores it with its audit entry and grows its version. @return false if somebody else was first.
[[nodiscard]] bool write_claim(Ports&, House&, const Call&, core::Claim&, std::string_view action,
                               std::string detail = {});
/// A letter about the claim, in the holder's language; an answer to it finds the claim.
void tell_claimant(Ports&, House&, const Call&, const core::Claim&, std::string_view key,
                   MailTexts::Values more = {});
/// What the claim held ends, after a notice of its own.
void end_hold(Ports&, House&, const Call&, const core::Claim&);
[[nodiscard]] std::optional<core::Hold> hold_of(const core::Dossier&, const core::Claim&);

/// The first claim, open or decided, whose number the subject of a mail has.
[[nodiscard]] std::optional<core::Claim> claim_named(Ports&, std::string_view mail_subject,
                                                     bool open);
/// A mail with what it is worth.
[[nodiscard]] FiledMail weigh_mail(Ports&, const House&, ArrivedMail);
/// Keys of the papers that are here: documents, and certificates by mail that count by themselves.
[[nodiscard]] std::vector<std::string> evidence_of(const House&, const core::Claim&,
                                                   const std::vector<FiledMail>&);
[[nodiscard]] std::vector<FiledMail> mails_of(Ports&, const House&, core::ClaimId);

/// Checks and stores a paper; the same file sent twice is kept once.
/// @param any Any paper that the policy knows, not only what the capacity asks for.
[[nodiscard]] std::optional<ClaimProblem> keep_claim_document(Ports&, House&, const Call&,
                                                              core::Claim&, const Upload&,
                                                              bool any);

}  // namespace metroon::app
