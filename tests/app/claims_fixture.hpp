// Members who claim, and mails about their claims.
#pragma once

#include "app/claims.hpp"
#include "app/house_fixture.hpp"

namespace metroon::app {

class ClaimTest : public HouseTest {
 protected:
  // A student whom the registry ends; the first notice has gone out and 60 days are left.
  Member leaving(unsigned n = 1) {
    const auto [person, account] = enrol("undergraduate", n, ending + days{1});
    auto one = settle(person, account);
    send_notices(person);
    return one;
  }
  core::Claim claim(const Member& one, std::string_view kind_key = "undergraduate") {
    return start_claim(house, call("holder:" + one.username), holder(one),
                       {.kind = std::string{kind_key}, .unit = {}, .until = {}, .text = {}})
        .value();
  }
  core::Claim with_papers(const Member& one, core::Claim made,
                          std::initializer_list<std::string_view> keys) {
    for (const auto key : keys)
      made = add_claim_document(house, call(), holder(one), made.id, paper(key)).value();
    return made;
  }
  bool opens(const Member& one, std::string_view key) {
    return standing(one.person).opens(service(key));
  }
  Member professor(unsigned n) { return member("faculty", n); }
  ArrivedMail certificate(const Member& from, const core::Claim& about) {
    return {.id = {},
            .mailbox = "imap://mail/INBOX",
            .uid_validity = 1,
            .uid = ++uid,
            .claim = {},
            .set_aside = false,
            .sender = from.username + "@upatras.gr",
            .subject = "Re: " + grouped(about.number, 5),
            .arrived = now,
            .authentication = core::MailAuthentication::pass,
            .authentication_detail = {},
            .dated = now,
            .too_large = false,
            .text = "I certify that they work with me.",
            .attachments = {},
            .version = 1};
  }
  core::Certificate worth(const core::Claim& about) {
    return open_claim(house, office(), about.id)->mails.back().certificate;
  }

  Day ending{today() + days{59}};
  std::int64_t uid{0};
};

}  // namespace metroon::app
