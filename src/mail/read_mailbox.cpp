#include <algorithm>

#include "app/claims.hpp"
#include "base/text.hpp"
#include "mail/imap_mailbox.hpp"
#include "mail/parse_mail.hpp"

namespace metroon::mail {
namespace {

using app::ArrivedMail;
using app::MailboxPosition;

bool is_same(std::string_view left, std::string_view right) {
  return base::to_lower(left) == base::to_lower(right);
}

core::MailManner manner_of(const ParsedMail& mail, const core::Institution& us) {
  using enum core::MailManner;
  if (mail.by_program) return by_program;
  const bool to_us = std::ranges::any_of(mail.recipients, [&](const auto& to) {
    return is_same(to, us.support_email) ||
           std::ranges::any_of(us.support_aliases,
                               [&](const auto& alias) { return is_same(to, alias); });
  });
  return to_us ? written_to_us : not_to_us;
}

class Reading {
 public:
  Reading(app::House& house, const ImapSettings& settings, const app::Call& call)
      : house_{house}, settings_{settings}, call_{call}, mailbox_{settings} {}

  ReadMails run() {
    ReadMails done;
    const auto found = find();
    if (!found.empty() && settings_.anchors) anchors_ = settings_.anchors();
    for (const auto uid : found) {
      const auto failures = position_.failing_uid == uid ? position_.failures : 0;
      if (failures < most_failures) {
        read(uid, failures);
      } else {
        file(unread(uid), {}, {});
        ++done.unread;
      }
      position_ = {.uid_validity = position_.uid_validity, .uid = uid};
      ++done.filed;
    }
    return done;
  }

 private:
  std::vector<std::int64_t> find() {
    // What a mailbox is called in the database is without anything secret.
    position_ = house_.store.read([&](app::Ports& ports) {
      return ports.arrived_mails.position(settings_.url).value_or(MailboxPosition{});
    });
    auto found = mailbox_.after(position_.uid);
    if (found.uid_validity == position_.uid_validity) return found.uids;
    if (position_.uid > 0) found = ImapMailbox{settings_}.after(0);
    position_ = {.uid_validity = found.uid_validity};
    return found.uids;
  }

  // While it is taken apart it is on record as failed for good, which is what whoever comes after a
  // death finds. That it cannot be filed is no fault of the mail's.
  void read(std::int64_t uid, std::int64_t failures) {
    const auto [octets, whole] = fetch(uid, failures);
    remember(uid, most_failures);
    const auto parsed = parse_mail(octets, settings_.trusted_authserv_id,
                                   {.anchors = anchors_, .when = call_.now.instant});
    remember(uid, failures);
    take_in(uid, parsed, !whole);
  }

  // @return its octets, and whether those are all.
  std::pair<std::string, bool> fetch(std::int64_t uid, std::int64_t failures) {
    try {
      if (auto whole = mailbox_.fetch(uid)) return {*std::move(whole), true};
      return {mailbox_.fetch_head(uid), false};
    } catch (const std::exception&) {
      remember(uid, failures + 1);
      throw;
    }
  }

  void remember(std::int64_t uid, std::int64_t failures) {
    position_.failing_uid = uid;
    position_.failures = failures;
    house_.store.write(
        [&](app::Ports& ports) { ports.arrived_mails.set_position(settings_.url, position_); });
  }

  [[nodiscard]] ArrivedMail unread(std::int64_t uid) const {
    ArrivedMail mail;
    mail.mailbox = settings_.url;
    mail.uid_validity = position_.uid_validity;
    mail.uid = uid;
    mail.arrived = call_.now.instant;
    mail.too_large = true;
    return mail;
  }

  void take_in(std::int64_t uid, const ParsedMail& parsed, bool only_head) {
    auto mail = unread(uid);
    mail.sender = parsed.from;
    mail.subject = parsed.subject;
    mail.authentication = parsed.authenticated.result;
    mail.authentication_detail = parsed.authenticated.detail;
    mail.manner = manner_of(parsed, house_.policy.institution);
    mail.dated = parsed.date;
    mail.too_large = only_head || parsed.too_large;
    mail.text = parsed.text;
    std::vector<app::Bytes> contents;
    for (const auto& one : parsed.attachments) {
      mail.attachments.push_back({.file_name = one.file_name,
                                  .media_type = one.media_type,
                                  .size = static_cast<std::int64_t>(one.bytes.size()),
                                  .signature = one.signature.check,
                                  .signer = one.signature.signer,
                                  .signer_mail = one.signature.signer_mail,
                                  .issuer = one.signature.issuer,
                                  .signed_at = one.signature.signed_at,
                                  .in_text = one.in_text});
      contents.push_back(one.bytes);
    }
    file(mail, contents, parsed.references);
  }

  void file(const ArrivedMail& mail, std::span<const app::Bytes> contents,
            std::span<const std::string> references) {
    (void)app::take_in_mail(house_, call_, mail, contents, references);
  }

  app::House& house_;
  const ImapSettings& settings_;
  const app::Call& call_;
  ImapMailbox mailbox_;
  MailboxPosition position_;
  std::shared_ptr<const TrustAnchors> anchors_;
};

}  // namespace

ReadMails read_mailbox(app::House& house, const ImapSettings& settings, const app::Call& call) {
  return Reading{house, settings, call}.run();
}

}  // namespace metroon::mail
