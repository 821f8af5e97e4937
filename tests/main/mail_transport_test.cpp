// Addresses of mail servers: what is taken, and that a password in one is told nobody.
#include "main/mail_transport.hpp"

#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

#include "main/runtime.hpp"

namespace metroon::main {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string refusal(const Settings& settings) {
  try {
    check_mail_servers(settings);
  } catch (const StartProblem& problem) {
    return problem.what();
  }
  return "taken";
}

std::string of_smtp(const std::string& url) {
  Settings settings;
  settings.smtp_url = url;
  return refusal(settings);
}

std::string of_imap(const std::string& url) {
  Settings settings;
  settings.imap_url = url;
  return refusal(settings);
}

TEST(MailServers, AreTakenByTheirAddressAlone) {
  EXPECT_EQ(refusal({}), "taken");
  EXPECT_EQ(of_smtp("smtp://mail.example.edu:587"), "taken");
  EXPECT_EQ(of_smtp("smtps://mail.example.edu"), "taken");
  EXPECT_EQ(of_imap("imaps://mail.example.edu/INBOX"), "taken");
}

TEST(MailServers, AnAddressWithAPasswordIsRefusedAndNotTold) {
  for (const auto* rest : {"://bob:hunter2@mail.example.edu/INBOX", "://bob:hun ter2@x/INBOX",
                           "://bob:hunter2@", "//hunter2"}) {
    const auto smtp = of_smtp(std::string{"smtps"} + rest);
    EXPECT_THAT(smtp, StartsWith("METROON-M01: ")) << rest;
    EXPECT_THAT(smtp, Not(HasSubstr("ter2")));
    const auto imap = of_imap(std::string{"imaps"} + rest);
    EXPECT_THAT(imap, StartsWith("METROON-C02: ")) << rest;
    EXPECT_THAT(imap, Not(HasSubstr("ter2")));
  }
  EXPECT_THAT(of_smtp("smtp://bob@mail.example.edu"), StartsWith("METROON-M01: "));
  EXPECT_THAT(of_imap("http://mail.example.edu/INBOX"), StartsWith("METROON-C02: "));
}

TEST(MailServers, TheLogTellsSchemeHostAndPortAndNothingElse) {
  std::ostringstream text;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(text)));
  Settings settings;
  settings.smtp_url = "smtps://mail.example.edu/hunter2?hunter2";
  (void)make_transport(settings);
  spdlog::set_default_logger(before);
  EXPECT_THAT(text.str(), HasSubstr("mail goes to smtps://mail.example.edu:465\n"));
  EXPECT_THAT(text.str(), Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace metroon::main
