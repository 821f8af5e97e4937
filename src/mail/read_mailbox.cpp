#include "app/claims.hpp"
#include "mail/imap_mailbox.hpp"
#include "mail/parse_mail.hpp"

namespace metroon::mail {
namespace {

// What a mailbox is called in the database: without anything secret.
app::MailboxPosition position_of(app::House& house, const std::string& mailbox) {
  return house.store.read([&](app::Ports& ports) {
    return ports.arrived_mails.position(mailbox).value_or(app::MailboxPosition{});
  });
}

void take_in(app::House& house, const ImapSettings& settings, const app::Call& call,
             ImapMailbox& mailbox, std::int64_t validity, std::int64_t uid) {
  const auto whole = mailbox.fetch(uid);
  const auto parsed =
      parse_mail(whole ? *whole : mailbox.fetch_head(uid), settings.trusted_authserv_id,
                 {.anchors = settings.anchors, .when = call.now.instant});
  app::ArrivedMail mail;
  mail.mailbox = settings.url;
  mail.uid_validity = validity;
  mail.uid = uid;
  mail.sender = parsed.from;
  mail.subject = parsed.subject;
  mail.arrived = call.now.instant;
  mail.authentication = parsed.authenticated.result;
  mail.authentication_detail = parsed.authenticated.detail;
  mail.too_large = !whole;
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
  (void)app::take_in_mail(house, call, mail, contents, parsed.references);
}

}  // namespace

std::size_t read_mailbox(app::House& house, const ImapSettings& settings, const app::Call& call) {
  const auto position = position_of(house, settings.url);
  ImapMailbox mailbox{settings};
  auto found = mailbox.after(position.uid);
  if (found.uid_validity != position.uid_validity && position.uid > 0) {
    ImapMailbox anew{settings};
    found = anew.after(0);
  }
  for (const auto uid : found.uids)
    take_in(house, settings, call, mailbox, found.uid_validity, uid);
  return found.uids.size();
}

}  // namespace metroon::mail
