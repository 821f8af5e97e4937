// What the use cases of claims need from a store (D4, D5).
#pragma once

#include <span>

#include "app/records.hpp"

namespace metroon::app {

/// Claims of holders that they are still members, and their papers (D4).
class Claims {
 public:
  virtual ~Claims() = default;
  [[nodiscard]] virtual std::optional<core::Claim> find(core::ClaimId) = 0;
  [[nodiscard]] virtual std::optional<core::Claim> find_number(std::string_view number) = 0;
  [[nodiscard]] virtual std::vector<core::Claim> of_person(core::PersonId) = 0;  ///< Oldest first.
  virtual void insert(const core::Claim&) = 0;
  [[nodiscard]] virtual bool update(const core::Claim&) = 0;  ///< As Applications::update.
  /// Those in one of the stages, oldest first.
  [[nodiscard]] virtual std::vector<ClaimRow> queue(std::span<const core::ClaimStage> stages,
                                                    std::size_t limit, std::size_t offset) = 0;
  [[nodiscard]] virtual std::vector<std::size_t> count_by_stage() = 0;  ///< claim_stage_count.
  /// Contents are sealed by the store.
  virtual void add_document(core::ClaimId, const core::DocumentInfo&, base::BytesView contents) = 0;
  [[nodiscard]] virtual std::optional<Bytes> contents(core::ClaimId, core::DocumentId) = 0;
  /// A letter about the claim: what answers it belongs to the claim.
  virtual void add_letter(core::ClaimId, core::MailId) = 0;
  [[nodiscard]] virtual std::optional<core::ClaimId> of_letter(core::MailId) = 0;
};

/// What came to the helpdesk's mailbox (D5).
class ArrivedMails {
 public:
  virtual ~ArrivedMails() = default;
  [[nodiscard]] virtual std::optional<ArrivedMail> find(core::ArrivedMailId) = 0;
  [[nodiscard]] virtual std::vector<ArrivedMail> of_claim(core::ClaimId) = 0;  ///< Oldest first.
  /// Those of no claim that nobody has set aside. First those that our mail system vouches for as
  /// of `ours`, domains in lower case; then by age, oldest first.
  [[nodiscard]] virtual std::vector<ArrivedMail> unfiled(std::span<const std::string> ours,
                                                         std::size_t limit, std::size_t offset) = 0;
  [[nodiscard]] virtual std::size_t count_unfiled() = 0;
  /// Text and contents are sealed by the store. @param contents One for each attachment.
  /// @return false if this mail of the server is here already; nothing is written then.
  [[nodiscard]] virtual bool insert(const ArrivedMail&, std::span<const Bytes> contents) = 0;
  /// Only where it belongs may change; the rest is as it came.
  [[nodiscard]] virtual bool file(const ArrivedMail&) = 0;
  [[nodiscard]] virtual std::optional<Bytes> contents(core::ArrivedMailId, std::size_t number) = 0;
  [[nodiscard]] virtual std::optional<MailboxPosition> position(std::string_view mailbox) = 0;
  virtual void set_position(std::string_view mailbox, const MailboxPosition&) = 0;
};

}  // namespace metroon::app
