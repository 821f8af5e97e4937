#include "scenario/mail_servers.hpp"

#include "mail/parse_mail.hpp"

namespace metroon::scenario {

namespace {

constexpr std::string_view subject_line = "Subject: ";

std::string subject_of(const mail::Letter& letter) {
  const auto at = letter.bytes.find(subject_line);
  if (at == std::string::npos) return {};
  const auto from = at + subject_line.size();
  return letter.bytes.substr(from, letter.bytes.find("\r\n", from) - from);
}

bool speaks_of_ending(std::string_view subject) {
  return subject == "mail.ending" || subject == "mail.withdrawn";
}

}  // namespace

mail::Delivery MailServers::deliver(const mail::Letter& letter) {
  const auto subject = subject_of(letter);
  if (const auto dead = mourning_.find(letter.to);
      dead != mourning_.end() && (dead->second || speaks_of_ending(subject)))
    to_the_dead.emplace_back(letter.to, subject);
  if (dice_.chance(0.0005)) {
    ++died;
    throw support::Killed{};
  }
  if (gone_.contains(letter.to)) {
    ++refused;
    return {mail::Outcome::refused, "550 no such user"};
  }
  if (down_ > 0) {
    ++postponed;
    return {mail::Outcome::try_again, "421 try later"};
  }
  ++taken;
  if (speaks_of_ending(subject)) {
    const app::Mail mail{.text = mail::parse_mail(letter.bytes, {}).text};
    letters[letter.to].push_back(
        {.taken = today_,
         .promised = base::parse_day(support::value_of(mail, "day")).value(),
         .services = support::value_of(mail, "services")});
    taken_now.push_back(letter.to);
  }
  if (dice_.chance(0.0005)) {  // Between the server's yes and our mark.
    ++died;
    throw support::Killed{};
  }
  return {mail::Outcome::accepted, "250 ok"};
}

}  // namespace metroon::scenario
