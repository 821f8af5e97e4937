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

// What is refused is never printed: somebody may have put a password into it.
mail::SmtpSettings smtp_server(const std::string& smtp_url) {
  const auto url = boost::urls::parse_uri(smtp_url);
  const bool secure = url && url->scheme() == "smtps";
  if (!url || url->host().empty() || (url->scheme() != "smtp" && !secure) || url->has_userinfo())
    throw StartProblem{
        "METROON-M01: smtp_url is no mail server, or has a user in it. Remedy: write it as "
        "smtp://host:port or smtps://host:port; user and password go into smtp_user and "
        "smtp_password_file."};
  mail::SmtpSettings smtp;
  smtp.host = url->host();
  smtp.port = url->has_port() ? url->port_number() : static_cast<std::uint16_t>(secure ? 465 : 25);
  smtp.tls_from_start = secure;
  return smtp;
}

boost::urls::url imap_mailbox(const std::string& imap_url) {
  const auto url = boost::urls::parse_uri(imap_url);
  if (!url || url->host().empty() || (url->scheme() != "imap" && url->scheme() != "imaps") ||
      url->has_userinfo() || url->path().size() < 2)
    throw StartProblem{
        "METROON-C02: imap_url is no mailbox, or has a user in it. Remedy: write it as "
        "imaps://host/INBOX; user and password go into imap_user and imap_password_file."};
  return *url;
}

mail::SmtpSettings smtp_settings(const Settings& settings) {
  auto smtp = smtp_server(settings.smtp_url);
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

// Of a folder, the files that end in .pem.
std::shared_ptr<const mail::TrustAnchors> anchors_of(const std::filesystem::path& place) {
  if (place.empty()) return {};
  std::string pem;
  if (std::filesystem::is_directory(place))
    for (const auto& entry : std::filesystem::directory_iterator{place}) {
      if (entry.path().extension() == ".pem")
        pem += read_file(entry.path(), "a trust anchor") + '\n';
    }
  else
    pem = read_file(place, "the trust anchors");
  try {
    return std::make_shared<mail::TrustAnchors>(pem);
  } catch (const std::runtime_error& fault) {
    throw StartProblem{fmt::format(
        "METROON-S10: signature_anchors \"{}\": {}. Remedy: give a PEM file of "
        "certificates and revocation lists, or a folder of such files that end in .pem.",
        place.string(), fault.what())};
  }
}

}  // namespace

void check_mail_servers(const Settings& settings) {
  if (!settings.smtp_url.empty()) (void)smtp_server(settings.smtp_url);
  if (!settings.imap_url.empty()) (void)imap_mailbox(settings.imap_url);
}

std::optional<mail::ImapSettings> helpdesk_of(const Settings& settings) {
  if (settings.imap_url.empty()) return {};
  const auto url = imap_mailbox(settings.imap_url);
  if (settings.trusted_authserv_id.empty())
    spdlog::warn(
        "METROON-C03: no trusted_authserv_id is set: no certificate counts by mail. Remedy: set "
        "the name under which your mail system writes Authentication-Results.");
  mail::ImapSettings imap;
  imap.url = settings.imap_url;
  imap.user = settings.imap_user;
  if (!settings.imap_password_file.empty())
    imap.password = base::Secret{
        base::squeeze(read_file(settings.imap_password_file, "the mailbox's password"))};
  imap.trusted_authserv_id = settings.trusted_authserv_id;
  // Read anew with each mail, for lists of revoked certificates are; while one is broken, those
  // that were read last count.
  imap.anchors = [place = settings.signature_anchors,
                  last = anchors_of(settings.signature_anchors)]() mutable {
    try {
      last = anchors_of(place);
    } catch (const StartProblem& problem) {
      spdlog::error("{}", problem.what());
    }
    return last;
  };
  const std::string host = url.host();
  imap.protection_required = host != "localhost" && host != "127.0.0.1" && host != "::1";
  return imap;
}

std::unique_ptr<mail::Transport> make_transport(const Settings& settings) {
  if (!settings.smtp_url.empty()) {
    const auto smtp = smtp_settings(settings);
    spdlog::info("mail goes to {}://{}:{}", smtp.tls_from_start ? "smtps" : "smtp", smtp.host,
                 smtp.port);
    return std::make_unique<mail::SmtpTransport>(smtp);
  }
  spdlog::warn(
      "METROON-M02: no mail server is set: mail is written to {} and reaches nobody. Remedy: set "
      "smtp_url.",
      settings.mail_folder);
  return std::make_unique<mail::FolderTransport>(settings.mail_folder);
}

}  // namespace metroon::main
