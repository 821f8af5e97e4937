#include "store/outbox.hpp"

#include <algorithm>

namespace metroon::store {

app::QueuedMail Outbox::read(Row row) const {
  app::QueuedMail read;
  read.mail.id = row.id<core::MailId>();
  read.mail.to = row.text();
  read.mail.reply_to = row.text();
  read.mail.subject = row.text();
  read.mail.text = context_.sealer.open(row.blob(), place("mail", "body", read.mail.id.value));
  read.mail.created = row.instant();
  read.state = row.one_of<app::MailState>();
  read.tries = static_cast<unsigned>(row.integer());
  read.next_try = row.instant();
  read.last_error = row.text();
  return read;
}

void Outbox::add(const app::Mail& it) {
  const auto sealed = context_.sealer.seal(it.text, place("mail", "body", it.id.value));
  context_.database.post(
      "outbox_add", {it.id, it.to, it.reply_to, it.subject, Parameter::blob(sealed), it.created});
}

std::vector<app::QueuedMail> Outbox::claim(app::Instant now, app::Instant died_before,
                                           std::size_t limit) {
  auto claimed =
      context_.database.exec("outbox_claim", {now, died_before, limit}).map([this](Row row) {
        return read(row);
      });
  // `returning` promises no order.
  std::ranges::sort(claimed, {}, [](const app::QueuedMail& it) { return it.mail.id; });
  return claimed;
}

void Outbox::accepted(core::MailId id, app::Instant at) {
  context_.database.post("outbox_accepted", {id, at}, Touches::one);
}

void Outbox::try_again(core::MailId id, app::Instant next_try, std::string_view error) {
  context_.database.post("outbox_try_again", {id, next_try, error}, Touches::one);
}

void Outbox::refused(core::MailId id, app::Instant at, std::string_view error) {
  context_.database.post("outbox_refused", {id, at, error}, Touches::one);
}

std::size_t Outbox::unsent() {
  return static_cast<std::size_t>(context_.database.exec("outbox_unsent", {}).first().integer());
}

std::vector<app::QueuedMail> Outbox::recent(std::size_t limit) {
  return context_.database.exec("outbox_recent", {limit}).map([this](Row row) {
    return read(row);
  });
}

}  // namespace metroon::store
