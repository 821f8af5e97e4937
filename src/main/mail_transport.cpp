#include "main/mail_transport.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/url.hpp>

#include "base/text.hpp"
#include "mail/folder_transport.hpp"
#include "mail/smtp_transport.hpp"
#include "main/runtime.hpp"

namespace metroon::main {
namespace {

mail::SmtpSettings smtp_settings(const Settings& settings) {
  const auto url = boost::urls::parse_uri(settings.smtp_url);
  const bool secure = url && url->scheme() == "smtps";
  if (!url || url->host().empty() || (url->scheme() != "smtp" && !secure))
    throw StartProblem{
        fmt::format("METROON-M01: \"{}\" is no mail server. Remedy: write smtp_url as "
                    "smtp://host:port or smtps://host:port.",
                    settings.smtp_url)};
  mail::SmtpSettings smtp;
  smtp.host = url->host();
  smtp.port = url->has_port() ? url->port_number() : static_cast<std::uint16_t>(secure ? 465 : 25);
  smtp.tls_from_start = secure;
  // A server on this very machine is reached in the clear; any other must protect what is sent.
  const bool local = smtp.host == "localhost" || smtp.host == "127.0.0.1" || smtp.host == "::1";
  smtp.protection =
      local ? mail::SmtpSettings::Protection::optional : mail::SmtpSettings::Protection::required;
  smtp.user = settings.smtp_user;
  if (!settings.smtp_password_file.empty())
    smtp.password = base::Secret{
        base::squeeze(read_file(settings.smtp_password_file, "the mail server's password"))};
  return smtp;
}

}  // namespace

std::unique_ptr<mail::Transport> make_transport(const Settings& settings) {
  if (!settings.smtp_url.empty()) {
    spdlog::info("mail goes to {}", settings.smtp_url);
    return std::make_unique<mail::SmtpTransport>(smtp_settings(settings));
  }
  spdlog::warn(
      "METROON-M02: no mail server is set: mail is written to {} and reaches nobody. Remedy: set "
      "smtp_url.",
      settings.mail_folder);
  return std::make_unique<mail::FolderTransport>(settings.mail_folder);
}

}  // namespace metroon::main
