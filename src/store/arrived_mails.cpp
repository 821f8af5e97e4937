#include "store/arrived_mails.hpp"

#include <cassert>
#include <unordered_map>

#include "store/lists.hpp"

namespace metroon::store {
namespace {

using app::ArrivedMail;

std::string place_of_attachment(core::ArrivedMailId mail, std::size_t number) {
  return place("arrived_attachment", "contents", mail.value) + "/" + std::to_string(number);
}

}  // namespace

ArrivedMail ArrivedMails::read(Row row) const {
  ArrivedMail read;
  read.id = row.id<core::ArrivedMailId>();
  read.mailbox = row.text();
  read.uid_validity = row.integer();
  read.uid = row.integer();
  read.claim = row.id<core::ClaimId>();
  read.set_aside = row.boolean();
  read.sender = row.text();
  read.subject = row.text();
  read.arrived = row.instant();
  read.authentication = row.one_of<core::MailAuthentication>();
  read.authentication_detail = row.text();
  read.manner = row.one_of<core::MailManner>();
  read.dated = row.maybe_instant();
  read.too_large = row.boolean();
  read.text = context_.sealer.open(row.blob(), place("arrived_mail", "body", read.id.value));
  read.version = row.integer();
  return read;
}

// The attachments of all of them in one statement.
std::vector<ArrivedMail> ArrivedMails::with_attachments(Rows rows) {
  auto all = rows.map([this](Row row) { return read(row); });
  if (all.empty()) return all;
  std::vector<core::ArrivedMailId> ids;
  std::unordered_map<core::ArrivedMailId, ArrivedMail*> by_id;
  for (auto& one : all) {
    ids.push_back(one.id);
    by_id[one.id] = &one;
  }
  auto attachments = context_.database.exec("arrived_attachment_list",
                                            {json_list(std::span<const core::ArrivedMailId>{ids})});
  for (std::size_t index = 0; index < attachments.size(); ++index) {
    Row row = attachments[index];
    auto& into = *by_id.at(row.id<core::ArrivedMailId>());
    into.attachments.push_back({.file_name = row.text(),
                                .media_type = row.text(),
                                .size = row.integer(),
                                .signature = row.one_of<core::SignatureCheck>(),
                                .signer = row.text(),
                                .signer_mail = row.text(),
                                .issuer = row.text(),
                                .signed_at = row.maybe_instant(),
                                .in_text = row.boolean()});
  }
  return all;
}

std::optional<ArrivedMail> ArrivedMails::find(core::ArrivedMailId id) {
  auto all = with_attachments(context_.database.exec("arrived_mail_find", {id}));
  return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

std::vector<ArrivedMail> ArrivedMails::of_claim(core::ClaimId claim) {
  return with_attachments(context_.database.exec("arrived_mail_of_claim", {claim}));
}

std::vector<ArrivedMail> ArrivedMails::unfiled(std::span<const std::string> ours, std::size_t limit,
                                               std::size_t offset) {
  return with_attachments(
      context_.database.exec("arrived_mail_unfiled", {json_list(ours), limit, offset}));
}

std::size_t ArrivedMails::count_unfiled() {
  return context_.database.exec("arrived_mail_count_unfiled", {})
      .map_first([](Row row) { return static_cast<std::size_t>(row.integer()); })
      .value();
}

bool ArrivedMails::insert(const ArrivedMail& it, std::span<const app::Bytes> contents) {
  assert(contents.size() == it.attachments.size());
  const auto body = context_.sealer.seal(it.text, place("arrived_mail", "body", it.id.value));
  const auto done = context_.database.exec(
      "arrived_mail_insert",
      {it.id, it.mailbox, it.uid_validity, it.uid, it.claim, it.set_aside, it.sender, it.subject,
       it.arrived, it.authentication, it.authentication_detail, it.manner, it.dated, it.too_large,
       Parameter::blob(body), it.version});
  if (done.affected != 1) return false;
  for (std::size_t number = 0; number < contents.size(); ++number) {
    const auto& one = it.attachments[number];
    const auto sealed = context_.sealer.seal(contents[number], place_of_attachment(it.id, number));
    context_.database.post(
        "arrived_attachment_insert",
        {it.id, number, one.file_name, one.media_type, one.size, one.signature, one.signer,
         one.signer_mail, one.issuer, one.signed_at, one.in_text, Parameter::blob(sealed)});
  }
  return true;
}

bool ArrivedMails::file(const ArrivedMail& it) {
  return context_.database.exec("arrived_mail_file", {it.id, it.claim, it.set_aside, it.version})
             .affected == 1;
}

std::optional<app::Bytes> ArrivedMails::contents(core::ArrivedMailId id, std::size_t number) {
  return context_.database.exec("arrived_attachment_contents", {id, number})
      .map_first([&](Row row) {
        return context_.sealer.open(row.blob(), place_of_attachment(id, number));
      });
}

std::optional<app::MailboxPosition> ArrivedMails::position(std::string_view mailbox) {
  return context_.database.exec("mailbox_position", {mailbox}).map_first([](Row row) {
    return app::MailboxPosition{.uid_validity = row.integer(),
                                .uid = row.integer(),
                                .failing_uid = row.integer(),
                                .failures = row.integer()};
  });
}

void ArrivedMails::set_position(std::string_view mailbox, const app::MailboxPosition& it) {
  context_.database.post("mailbox_position_set",
                         {mailbox, it.uid_validity, it.uid, it.failing_uid, it.failures});
}

}  // namespace metroon::store
