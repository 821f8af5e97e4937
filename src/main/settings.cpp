#include "main/settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <variant>

#include "policy/reader.hpp"

namespace metroon::main {
namespace {

using Member = std::variant<std::string Settings::*, std::int64_t Settings::*,
                            std::vector<std::string> Settings::*>;

struct Setting {
  std::string_view key;
  Member member;
  std::string_view about;
  std::int64_t least{0};  ///< Numbers only; both inclusive.
  std::int64_t most{0};
};

constexpr std::array table{
    Setting{"listen", &Settings::listen,
            "Address and port to serve HTTP on. TLS is the reverse proxy's work."},
    Setting{"base_url", &Settings::base_url,
            "How people reach the pages from outside, without a slash at the end; links in mails "
            "begin with it."},
    Setting{"database", &Settings::database,
            "A file (SQLite, made if it is not there), or a PostgreSQL address that begins with "
            "postgresql:"},
    Setting{"key_file", &Settings::key_file,
            "The key that seals personal data. Made at the first start; keep a copy apart from the "
            "database's backups."},
    Setting{"policy_file", &Settings::policy_file,
            "The institution's rules. Empty: those of the University of Patras, which the program "
            "carries."},
    Setting{"smtp_url", &Settings::smtp_url,
            "Where mail goes, e.g. smtp://mail.example.edu:587 or smtps://…. Empty: mail is "
            "written to mail_folder."},
    Setting{"smtp_user", &Settings::smtp_user, "User at the mail server; empty for none."},
    Setting{"smtp_password_file", &Settings::smtp_password_file,
            "File with the password at the mail server."},
    Setting{"mail_from", &Settings::mail_from, "Sender of all mail."},
    Setting{"mail_folder", &Settings::mail_folder,
            "Where .eml files are written when smtp_url is empty."},
    Setting{"imap_url", &Settings::imap_url,
            "The helpdesk's mailbox, e.g. imaps://mail.example.edu/INBOX; it is read every minute. "
            "Empty: none is read."},
    Setting{"imap_user", &Settings::imap_user, "User of the helpdesk's mailbox."},
    Setting{"imap_password_file", &Settings::imap_password_file,
            "File with the password of the helpdesk's mailbox."},
    Setting{"trusted_authserv_id", &Settings::trusted_authserv_id,
            "The name under which the own mail system writes Authentication-Results. Empty: no "
            "certificate counts by mail."},
    Setting{"signature_anchors", &Settings::signature_anchors,
            "PEM file, or folder of them, of the authorities whose signatures on mailed papers are "
            "trusted, and of their revocation lists. Empty: none is."},
    Setting{"vpn_certificate_file", &Settings::vpn_certificate_file,
            "PEM of the VPN's authority, put into profiles; empty where it is publicly trusted."},
    Setting{"registries", &Settings::registries,
            "Files that declare registries: the office sees them, those with daily_at are fetched, "
            "those with [post] may post."},
    Setting{"trusted_proxies", &Settings::trusted_proxies,
            "Addresses of reverse proxies whose X-Forwarded-For is believed."},
    Setting{"workers", &Settings::workers, "Requests handled at once.", 1, 256},
    Setting{"password_hashings", &Settings::password_hashings,
            "Passwords hashed at once; each takes 19 MiB and one core.", 1, 64},
    Setting{"unconfirmed_megabytes", &Settings::unconfirmed_megabytes,
            "Room for papers of applications that nobody has confirmed yet: anybody may send them.",
            10, 1'000'000},
    Setting{"night_hour", &Settings::night_hour,
            "Hour of the institution's clock from which notices of endings are sent, once a day.",
            0, 23},
    Setting{"log_level", &Settings::log_level, "debug, info, warning or error."},
};

std::string_view expected_of(const Member& member) {
  constexpr std::array<std::string_view, 3> words{"a text", "a whole number", "a list of texts"};
  return words[member.index()];
}

// What is wrong with the value; empty if it was taken.
std::string take(Settings& settings, const Setting& setting, const toml::node& node) {
  auto wrong = fmt::format("expected {}", expected_of(setting.member));
  if (const auto* text = std::get_if<0>(&setting.member)) {
    if (!node.is_string()) return wrong;
    settings.*(*text) = node.as_string()->get();
  } else if (const auto* number = std::get_if<1>(&setting.member)) {
    if (!node.is_integer()) return wrong;
    const auto value = node.as_integer()->get();
    if (value < setting.least || value > setting.most)
      return fmt::format("found {}, expected {} to {}", value, setting.least, setting.most);
    settings.*(*number) = value;
  } else {
    if (!node.is_array()) return wrong;
    auto& list = settings.*std::get<2>(setting.member);
    list.clear();
    for (const auto& item : *node.as_array()) {
      if (!item.is_string()) return wrong;
      list.push_back(item.as_string()->get());
    }
  }
  return {};
}

std::string quoted(const Settings& settings, const Setting& setting) {
  if (const auto* text = std::get_if<0>(&setting.member))
    return fmt::format("\"{}\"", settings.*(*text));
  if (const auto* number = std::get_if<1>(&setting.member))
    return std::to_string(settings.*(*number));
  return "[]";
}

std::string unknown_key(std::string_view key) {
  std::vector<std::string> known;
  for (const auto& setting : table) known.emplace_back(setting.key);
  const auto near = policy::nearest(key, known);
  return fmt::format("unknown key \"{}\"{}", key,
                     near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near));
}

// Rules about single values and between them.
std::string inconsistency(const Settings& settings) {
  if (settings.base_url.ends_with('/')) return "base_url ends with a slash: leave it out";
  if (!settings.base_url.starts_with("http://") && !settings.base_url.starts_with("https://"))
    return "base_url must begin with https:// (or http:// on one machine)";
  if (settings.listen.rfind(':') == std::string::npos)
    return "listen needs address:port, e.g. 127.0.0.1:8080";
  constexpr std::array<std::string_view, 4> levels{"debug", "info", "warning", "error"};
  if (std::ranges::find(levels, settings.log_level) == levels.end())
    return fmt::format("log_level is \"{}\", expected debug, info, warning or error",
                       settings.log_level);
  return {};
}

}  // namespace

std::expected<Settings, std::string> parse_settings(std::string_view toml,
                                                    std::string_view file_name) {
  Settings settings;
  toml::table file;
  try {
    file = toml::parse(toml, file_name);
  } catch (const toml::parse_error& error) {
    return std::unexpected{
        fmt::format("{}:{}: {}", file_name, error.source().begin.line, error.description())};
  }
  for (const auto& [key, node] : file) {
    const auto line = node.source().begin.line;
    const auto setting = std::ranges::find(table, key.str(), &Setting::key);
    const auto wrong =
        setting == table.end() ? unknown_key(key.str()) : take(settings, *setting, node);
    if (wrong.empty()) continue;
    const auto where = setting == table.end() ? "" : fmt::format("{}: ", key.str());
    return std::unexpected{fmt::format("{}:{}: {}{}", file_name, line, where, wrong)};
  }
  if (const auto wrong = inconsistency(settings); !wrong.empty())
    return std::unexpected{fmt::format("{}: {}", file_name, wrong)};
  return settings;
}

std::string sample_settings() {
  const Settings defaults;
  std::string text;
  for (const auto& setting : table)
    text += fmt::format("# {}\n{} = {}\n\n", setting.about, setting.key, quoted(defaults, setting));
  text.pop_back();
  return text;
}

std::string settings_manual() {
  const Settings defaults;
  std::string text = "| key | default | meaning |\n| --- | --- | --- |\n";
  for (const auto& setting : table)
    text += fmt::format("| `{}` | `{}` | {} |\n", setting.key, quoted(defaults, setting),
                        setting.about);
  return text;
}

}  // namespace metroon::main
